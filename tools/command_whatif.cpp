// liantu whatif: the same county with some firms more or fewer, before and after; and what it loses with the largest
// firm of each node that rests on one. Figures of a single firm are computed with and never printed.
#include "command.hpp"
#include "log.hpp"
#include "progress.hpp"
#include "whatif_told.hpp"

#include "liantu/analysis/largest_firms.hpp"
#include "liantu/analysis/what_if.hpp"
#include "liantu/firm/firm_finder.hpp"
#include "liantu/firm/firm_list.hpp"
#include "liantu/publish/shown_name.hpp"

#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

// The firms of --add, as far as they are needed to know which of them the table has already.
struct Newcomers {
  FirmFinder finder;
  std::vector<bool> there;  // by place in the table of --add

  void add(const Firm& firm) {
    finder.add(there.size(), firm.name, firm.credit_code);
    there.push_back(false);
  }
  void meet(const Firm& firm) {
    if (there.empty()) return;
    for (std::size_t i : finder.find(firm)) there[i] = true;
  }
};

class WhatIfCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::ranking);
    app.add_option("--add", m_add, zh ? "增加的企业：表格式同 --firms" : "firms that come: a table as --firms");
    app.add_option(
        "--remove", m_remove,
        zh ? "失去的企业名单：名称或信用代码，可多次" : "lists of firms that go: names or credit codes, repeatable");
    app.add_flag("--largest", m_largest,
                 zh ? "逐个环节看失去最大企业的后果" : "the loss of the largest firm of each node that rests on one");
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    if (m_add.empty() && m_remove.empty() && !m_largest) {
      throw InputError({"--add",
                        "",
                        Text("未给", "nothing"),
                        Text("--add、--remove、--largest 至少一个", "one of --add, --remove and --largest at least"),
                        {}});
    }
    const Session session(options);
    const auto shared = session.knowledge()->structure();
    const Structure& structure = *shared;
    Supposed told = suppose(session, structure);
    if (!m_add.empty() || !m_remove.empty())
      told.change = compare(session.atlas(), structure, session.chains(), told.before.analysis, told.after.analysis);
    if (m_largest) {
      const Step step("losses", {"测算失去企业的影响", "measuring losses"});
      // Of the firms that stay, where some are taken away or added.
      told.losses = losses({session.atlas(), structure, told.after.coverage, told.after.observed,
                            session.classification(), session.policy(), session.chains()},
                           told.largest);
    }
    tell(session, told);
    std::cout << (m_format == "json" ? whatif_json(told) : shown_text(whatif_text(told, options.lang)));
    return std::cout.flush() ? 0 : 1;
  }

 private:
  // Both sides in one reading of the table: firms that go are left out of the second. Removing comes first, so that a
  // firm that is removed and added is replaced by what --add says of it.
  Supposed suppose(const Session& session, const Structure& structure) const {
    Study empty = session.begin(Depth::numbers);
    Supposed out{empty, std::move(empty), NamedFirms(read_firm_list(m_remove))};
    out.largest = LargestFirms(session.atlas().node_count());
    out.supposes = !m_add.empty() || !m_remove.empty();
    out.with_losses = m_largest;
    Newcomers newcomers;
    if (!m_add.empty()) {
      session.read_all(
          [&](std::vector<Firm>& firms) {
            for (const Firm& firm : firms) newcomers.add(firm);
          },
          m_add);
    }
    const CoveragePolicy& policy = session.policy().coverage;
    const auto stays = [&](const Firm& firm, const std::vector<Match>& matches) {
      out.after.coverage.add(firm, matches, policy);
      if (m_largest) out.largest.add(firm, matches, policy);
    };
    Corrections corrections = session.corrections();
    Corrections of_added = corrections;
    of_added.all_above_scale(false);  // what --scope says is said of --firms
    out.before.reading = session.match_all(corrections,
                                           [&](const Firm& firm, const std::vector<Match>& matches) {
                                             out.before.coverage.add(firm, matches, policy);
                                             if (out.removed.names(firm)) return;
                                             newcomers.meet(firm);
                                             stays(firm, matches);
                                           },
                                           {Detail::confidence, policy.c_doubt, {}, {}, {}, {}});
    session.tell(out.before.reading);
    session.tell(corrections);
    if (!m_add.empty()) {
      std::size_t place = 0;
      out.added = session.match_all(of_added,
                                    [&](const Firm& firm, const std::vector<Match>& matches) {
                                      if (newcomers.there[place++]) {
                                        ++out.already;
                                      } else {
                                        stays(firm, matches);
                                      }
                                    },
                                    {Detail::confidence, policy.c_doubt, m_add, {}, {}, {}});
      session.tell(out.added);
    }
    session.conclude(out.before, structure);
    session.conclude(out.after, structure, &out.before);
    return out;
  }

  // On stderr: what of the lists was of no effect, and what the table cannot say.
  void tell(const Session& session, const Supposed& told) const {
    told.removed.tell({"失去的企业名单", "firms that go"}, session.listener());
    if (told.already > 0) {
      const std::string count = std::to_string(told.already);
      log::warning("counted-once",
                   Text(m_add + " 中有 " + count + " 家已在企业表中，不再计入",
                        m_add + ": " + count + " firms are in the table already and not counted again"));
    }
    session.tell_turned_off(told.before.reading);
  }

  std::string m_add;
  std::vector<std::string> m_remove;
  bool m_largest = false;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_whatif() { return std::make_unique<WhatIfCommand>(); }

}  // namespace liantu::tool
