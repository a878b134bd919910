// A national registry, end to end: a table of made-up firms from CSV bytes to coverage, all shipped chains loaded.
//   build/release/bin/registry [ROWS] [FOLDER]
// Prints a line a figure: its name, then numbers. With FOLDER, writes terms.txt and scopes.txt there for peers to scan
// (benchmarks/run does). Figures are medians of seven runs, beside them the quickest, which other work on the machine
// disturbs least; firms are those handed on, so that rows left out count in the time and not in the number. Items that
// repeat as a registry's do are quicker than all-new ones, so the rate of a table of the latter is told too.
#include "firm_table.hpp"
#include "term_scanner.hpp"

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy_json.hpp"
#include "liantu/firm/firm_reader.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/firm/ordered_blocks.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <optional>
#include <set>

namespace {

using namespace liantu;

constexpr int runs = 7;

struct Seconds {
  double wall = 0;
  double cpu = 0;  // of all threads
};

Seconds now() {
  timespec cpu{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return {std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
          static_cast<double>(cpu.tv_sec) + static_cast<double>(cpu.tv_nsec) * 1e-9};
}

struct Timing {
  Seconds median;
  double quickest = 0;  // of CPU
};

template <class Work>
Timing time_of(Work work) {
  std::vector<double> wall;
  std::vector<double> cpu;
  for (int i = 0; i < runs; ++i) {
    const Seconds start = now();
    work();
    const Seconds end = now();
    wall.push_back(end.wall - start.wall);
    cpu.push_back(end.cpu - start.cpu);
  }
  std::sort(wall.begin(), wall.end());
  std::sort(cpu.begin(), cpu.end());
  return {{wall[runs / 2], cpu[runs / 2]}, cpu.front()};
}

// A table on disk, removed at the end.
class TableFile {
 public:
  TableFile(const Atlas& atlas, std::uint64_t rows, bool standard_items) {
    const int file = mkstemp(path.data());
    if (file < 0) std::abort();
    const bench::FirmTable table(atlas, 1, standard_items);
    std::string out(bench::FirmTable::header);
    std::FILE* const stream = fdopen(file, "wb");
    for (std::uint64_t row = 0; row < rows; ++row) {
      table.append_row(row, out);
      if (out.size() < 1U << 20U && row + 1 < rows) continue;
      if (std::fwrite(out.data(), 1, out.size(), stream) != out.size()) std::abort();
      out.clear();
    }
    if (std::fclose(stream) != 0) std::abort();
  }
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
  ~TableFile() { (void)unlink(path.c_str()); }

  std::string path = (std::filesystem::temp_directory_path() / "liantu-registry-XXXXXX").string();
};

struct Bench {
  explicit Bench(std::uint64_t rows) : table(atlas, rows, true), all_new(atlas, rows, false) {
    const std::string folder = LIANTU_SOURCE_DATA "/classification/";
    classification.read_aliases(read_file(folder + "aliases.csv"), "aliases.csv");
    classification.read_words(read_file(folder + "words.csv"), "words.csv");
    matcher.emplace(atlas, classification, policy.match);
  }

  ReadingReport read(const TableFile& firms, const std::function<void(std::vector<Firm>&)>& batch) const {
    return read_firms(firms.path, {}, names, classification, batch);
  }

  // As the tool does it: reading on this thread, matching on all of them, firms counted in the order of the table.
  [[nodiscard]] Coverage cover(const TableFile& firms, unsigned threads) const {
    struct Block {
      std::vector<Firm> firms;
      std::vector<std::vector<Match>> matches;
    };
    std::vector<Matcher::Memory> memories(threads_of(threads));
    Coverage coverage(atlas.node_count());
    OrderedBlocks<Block> blocks(
        threads,
        [&](Block& block, unsigned thread) {
          matcher->match(block.firms, memories[thread], block.matches, Detail::confidence, policy.coverage.c_doubt);
        },
        [&](Block& block) {
          for (std::size_t i = 0; i < block.firms.size(); ++i)
            coverage.add(block.firms[i], block.matches[i], policy.coverage);
        });
    (void)read(firms, [&](std::vector<Firm>& batch) {
      std::swap(blocks.next().firms, batch);
      blocks.submit();
    });
    blocks.finish();
    return coverage;
  }

  // Most memory of a process of its own that does the work once, in megabytes.
  [[nodiscard]] double memory() const {
    const pid_t child = fork();
    if (child == 0) _exit(cover(table, 2).firms() > 0 ? 0 : 1);
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) std::abort();
    return static_cast<double>(used.ru_maxrss) / 1024;
  }

  Atlas atlas = bench::shipped_atlas();
  Classification classification =
      Classification::read(read_file(LIANTU_SOURCE_DATA "/classification/gbt4754-2017.csv"), "gbt4754-2017.csv");
  ColumnNames names = read_column_names(read_file(LIANTU_SOURCE_DATA "/tables/columns.json"), "columns.json");
  Policy policy = read_policy(read_file(LIANTU_SOURCE_DATA "/policy/default.json"), "default.json");
  std::optional<Matcher> matcher;
  TableFile table;
  TableFile all_new;  // no standard items
};

void tell(const char* name, double firms, const Timing& timing) {
  const Seconds& seconds = timing.median;
  std::printf("%s %.0f firms/s %.3f us/firm %.3f us-of-cpu/firm, quickest %.3f us-of-cpu/firm\n", name,
              firms / seconds.wall, seconds.wall * 1e6 / firms, seconds.cpu * 1e6 / firms,
              timing.quickest * 1e6 / firms);
  (void)std::fflush(stdout);
}

// As the scanner reads it, so that peers find the same.
std::string folded(std::string_view text) {
  const Chars chars(text);
  std::string out;
  for (const char16_t c : chars.view()) utf8::append(out, c);
  return out;
}

std::vector<std::string> terms_of(const Atlas& atlas) {
  std::set<std::string> out;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    for (const auto* list : {&atlas.node(v).terms, &atlas.node(v).not_terms}) {
      for (const auto& term : *list) out.insert(folded(term));
    }
  }
  return {out.begin(), out.end()};
}

void write_lines(const std::string& path, const std::vector<std::string>& lines) {
  std::ofstream out(path, std::ios::binary);
  for (const auto& line : lines) out << line << '\n';
  if (!out.flush()) std::abort();
}

int run(int argc, char** argv) {
  const std::uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200'000;
  if (rows == 0 || argc > 3) {
    (void)std::fputs("usage: registry [ROWS] [FOLDER]\n", stderr);
    return 2;
  }
  const Bench bench(rows);
  std::printf("memory %.0f MB\n", bench.memory());

  std::uint64_t firms = 0;
  const Timing reading = time_of([&] { firms = bench.read(bench.table, [](std::vector<Firm>&) {}).firms; });
  const auto count = static_cast<double>(firms);
  tell("reading", count, reading);
  tell("end-to-end-1-thread", count, time_of([&] { (void)bench.cover(bench.table, 1); }));
  tell("end-to-end-2-threads", count, time_of([&] { (void)bench.cover(bench.table, 2); }));
  const Timing of_new = time_of([&] { firms = bench.cover(bench.all_new, 1).firms(); });
  tell("end-to-end-1-thread-all-items-new", static_cast<double>(firms), of_new);

  const auto terms = terms_of(bench.atlas);
  std::vector<std::string> scopes;
  (void)bench.read(bench.table, [&](std::vector<Firm>& batch) {
    for (const Firm& firm : batch) scopes.push_back(folded(firm.scope));
  });
  if (argc == 3) {
    write_lines(std::string(argv[2]) + "/terms.txt", terms);
    write_lines(std::string(argv[2]) + "/scopes.txt", scopes);
  }
  const liantu::detail::TermScanner scanner(terms);
  std::size_t hits = 0;
  Chars chars;
  std::vector<liantu::detail::Hit> found;
  const Timing scanning = time_of([&] {
    hits = 0;
    for (const auto& scope : scopes) {
      chars.assign(scope);
      scanner.scan(chars, found);
      hits += found.size();
    }
  });
  std::printf("scan %zu %.6f\n", hits, scanning.median.wall);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "registry: %s\n", error.what());
    return 1;
  }
}
