// liantu check: 数据体检, before anything is computed: which columns are known, what is missing and what that turns
// off.
#include "check_told.hpp"
#include "command.hpp"
#include "command_serve.hpp"
#include "desk.hpp"

#include "liantu/analysis/county_table.hpp"
#include "liantu/firm/assets.hpp"
#include "liantu/firm/firm_list.hpp"

#include <iostream>
#include <utility>

namespace liantu::tool {

namespace {

class CheckCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::ranking);
    app.add_option("--contacts", m_contacts, zh ? "乡贤、商会联系人表，可多次" : "tables of contacts, repeatable");
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    CheckUp check;
    if (!options.county.empty()) check.county = county(options);
    Options known = options;  // what is wrong with the county file is told once
    if (check.county && !check.county->usable()) known.county.clear();
    const Session session(known);
    check.firms = firms(session);
    others(session, known, check);
    std::cout << (m_format == "json" ? check_json(check, options.lang) : check_text(check, options.lang));
    return check.usable() ? 0 : 3;
  }

 private:
  static CheckedCounty county(const Options& options) {
    CheckedCounty out;
    try {
      const Session session(options);  // that its chains and nodes exist
      out.county = read_county_file(options.county, session.atlas());
      for (const CountyChain& chain : out.county.chains) {
        const auto index = session.atlas().find_chain(chain.id);
        out.chain_names.push_back(index ? session.atlas().chains()[*index].title(options.lang) : chain.id);
      }
    } catch (const InputError& error) {
      out.problems = error.problems();
    }
    return out;
  }

  static CheckedFirms firms(const Session& session) {
    CheckedFirms out;
    try {
      out.reading = session.read_all([](std::vector<Firm>&) {});
      out.notes = out.reading.notes;
    } catch (const InputError& error) {
      out.problems = error.problems();
    }
    return out;
  }

  // Reads every file of the other kinds by itself. `read` gives the number of rows.
  template <class Read>
  static void each(const char* option, const std::vector<std::string>& files, CheckUp& check, Read read) {
    for (const std::string& file : files) {
      CheckedOther& other = check.others.emplace_back();
      other.option = option;
      other.file = file;
      try {
        other.rows = read(file, other.notes);
      } catch (const InputError& error) {
        other.problems = error.problems();
      }
    }
  }

  void others(const Session& session, const Options& options, CheckUp& check) const {
    each("candidates", options.candidates, check, [&](const std::string& file, Problems& notes) {
      const ReadingReport reading = session.read_all([](std::vector<Firm>&) {}, file);
      notes = reading.notes;
      return reading.firms;
    });
    each("decisions", options.decisions, check, [&](const std::string& file, Problems& notes) {
      return read_decisions({file}, session.atlas(), notes).size();
    });
    each("assets", options.assets, check,
         [&](const std::string& file, Problems& notes) { return read_assets({file}, session.atlas(), notes).size(); });
    const auto list = [](const std::string& file, Problems&) { return read_firm_list({file}).size(); };
    each("above_scale", options.above_scale, check, list);
    each("anchors", options.anchors, check, list);
    each("contacts", m_contacts, check,
         [&](const std::string& file, Problems&) { return contacts_of(session, {file}).size(); });
  }

  std::vector<std::string> m_contacts;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<CheckCommand>(); }

}  // namespace liantu::tool
