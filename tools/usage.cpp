#include "usage.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool {

namespace {

struct Parts {
  std::string_view before;
  std::string_view after;
};

// What is before and after the first `mark`; all is before where there is none.
Parts parted(std::string_view text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + mark.size())};
}

Text quoted(std::string_view value) {
  const std::string text(value);
  return {"是 \"" + text + "\"", "found \"" + text + "\""};
}

// The command that was being read, and how it is called: "liantu ledger show".
struct Called {
  const CLI::App* command;
  std::string name;
};

Called command_of(const CLI::App& app) {
  Called out{&app, app.get_name()};
  while (!out.command->get_subcommands().empty()) {
    out.command = out.command->get_subcommands().front();
    out.name += " " + out.command->get_name();
  }
  return out;
}

// What passed as a number may still be no whole one.
Problem of_conversion(const CLI::App& command, std::string_view name, std::string_view value) {
  const CLI::Option* option = command.get_option_no_throw(std::string(name));
  const bool whole = option != nullptr && option->get_type_name().find("INT") != std::string::npos;
  return {std::string(name), "", quoted(value), whole ? Text("整数", "a whole number") : Text("数字", "a number"), {}};
}

Problem of_extra(const std::string& extra) {
  const bool option = extra.starts_with("-");
  return {option ? extra.substr(0, extra.find('=')) : "",
          "",
          option ? Text("没有这个选项", "no such option") : Text("多余的 " + extra, extra + " was not expected"),
          {},
          {}};
}

// "--threads: Value 5000 not in range 0 to 1024", "--lang: fr not in {zh,en}", "--out: .svg|.pdf, found map.jpg".
Problem of_value(std::string_view what) {
  const auto [option, rest] = parted(what, ": ");
  Problem out{std::string(option), "", Text(std::string(rest)), {}, {}};
  if (const auto [value, range] = parted(rest, " not in range "); !range.empty()) {
    const auto [low, high] = parted(range, " to ");
    out.found = quoted(parted(value, "Value ").after);
    out.wanted = Text(std::string(low) + " 到 " + std::string(high), std::string(low) + " to " + std::string(high));
  } else if (const auto [word, set] = parted(rest, " not in {"); !set.empty()) {
    std::string words(set.substr(0, set.size() - 1));
    for (std::size_t at = 0; (at = words.find(',', at)) != std::string::npos; at += 3) words.replace(at, 1, " | ");
    out.found = quoted(word);
    out.wanted = Text(words);
  } else if (const auto [wanted, found] = parted(rest, ", found "); !found.empty()) {
    out.found = quoted(found);
    out.wanted = Text(std::string(wanted));
  }
  return out;
}

// "--date: 1 required TEXT missing" and "--date: At Most 1 required but received 2".
Problem of_number_of_values(std::string_view what) {
  const auto [option, rest] = parted(what, ": ");
  Problem out{std::string(option), "", Text(std::string(rest)), {}, {}};
  if (rest.ends_with(" missing")) out.found = Text("后面没有值", "no value after it");
  if (rest.starts_with("At Most 1 ")) {
    const std::string times(parted(rest, "received ").after);
    out.found = Text("给了 " + times + " 次", "given " + times + " times");
    out.wanted = Text("一次", "once");
  }
  return out;
}

Problem of_required(std::string_view what) {
  if (what.starts_with("A subcommand")) return {"", "", Text("没有给命令", "no subcommand"), {}, {}};
  const std::string option(parted(what, " is required").before);
  const bool named = option.starts_with("-");
  return {
      option, "", named ? Text("必须给这个选项", "this option is required") : Text("必须给", "is required"), {}, {}};
}

Problem problem_of(const CLI::App& app, const CLI::App& command, const CLI::ParseError& error) {
  const std::string& kind = error.get_name();
  const std::string_view what = error.what();
  // A word that is not understood is why another is missing: --frims, analyse.
  const std::vector<std::string> extras = app.remaining(true);
  // CLI11 gives an ExtrasError the name of the app.
  const bool extra = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  if (!extras.empty() && (extra || kind == "RequiredError")) {
    const bool verb = what.starts_with("A subcommand") && !extras.front().starts_with("-");
    if (!verb) return of_extra(extras.front());
    return {"", "", Text("没有命令 " + extras.front(), "no command " + extras.front()), {}, {}};
  }
  if (kind == "RequiredError") return of_required(what);
  if (kind == "ArgumentMismatch") return of_number_of_values(what);
  if (kind == "ValidationError") return of_value(what);
  if (const auto [start, rest] = parted(what, "Could not convert: "); kind == "ConversionError" && !rest.empty()) {
    const auto [option, value] = parted(rest, " = ");
    return of_conversion(command, option, value);
  }
  if (const auto [option, other] = parted(what, " requires "); kind == "RequiresError" && !other.empty()) {
    return {std::string(option),
            "",
            Text("没有同时给 " + std::string(other), "given without " + std::string(other) + ", which it requires"),
            {},
            {}};
  }
  if (const auto [option, other] = parted(what, " excludes "); kind == "ExcludesError" && !other.empty()) {
    return {std::string(option),
            "",
            Text("不能与 " + std::string(other) + " 同时给", "not together with " + std::string(other)),
            {},
            {}};
  }
  return {"", "", Text("用法不对：" + std::string(what), std::string(what)), {}, {}};
}

}  // namespace

Problem usage_problem(const CLI::App& app, const CLI::ParseError& error) {
  const Called called = command_of(app);
  Problem out = problem_of(app, *called.command, error);
  const std::string help = called.name + " --help";
  out.remedy = Text("看 " + help, help);
  return out;
}

}  // namespace liantu::tool
