// Writes a table of made-up firms: for the benchmarks, and to try liantu on a registry of any size.
//   build/release/bin/make_firms 1000000 [SEED] > firms.csv
#include "firm_table.hpp"

#include <charconv>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace {

bool number(std::string_view text, std::uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

int run(int argc, char** argv) {
  std::uint64_t rows = 0;
  std::uint64_t seed = 1;
  if (argc < 2 || argc > 3 || !number(argv[1], rows) || (argc == 3 && !number(argv[2], seed))) {
    (void)std::fputs("usage: make_firms ROWS [SEED] > firms.csv\n", stderr);
    return 2;
  }
  const liantu::Atlas atlas = liantu::bench::shipped_atlas();
  const liantu::bench::FirmTable table(atlas, seed);
  std::string out(liantu::bench::FirmTable::header);
  for (std::uint64_t row = 0; row < rows; ++row) {
    table.append_row(row, out);
    if (out.size() < 1U << 20U && row + 1 < rows) continue;
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 1;
    out.clear();
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "make_firms: %s\n", error.what());
    return 1;
  }
}
