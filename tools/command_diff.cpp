// liantu diff: what moved between two folders of `liantu analyze`.
#include "command.hpp"
#include "diff_told.hpp"

#include "liantu/promotion/run_result_json.hpp"
#include "liantu/publish/shown_name.hpp"

#include <filesystem>
#include <iostream>
#include <system_error>

namespace liantu::tool {

namespace {

class DiffCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    app.add_option("before", m_before, zh ? "前一次 analyze 的成果文件夹" : "folder of the earlier analyze")
        ->required();
    app.add_option("after", m_after, zh ? "后一次 analyze 的成果文件夹" : "folder of the later analyze")->required();
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    const RunResult before = result_of(m_before);
    const RunResult after = result_of(m_after);
    const Changes changes = compare(before, after);
    std::cout << (m_format == "json" ? diff_json(before, after, changes)
                                     : shown_text(diff_text(before, after, changes, options.lang)));
    return 0;
  }

 private:
  static RunResult result_of(const std::string& folder) {
    const std::string path = folder + "/result.json";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      throw InputError({path, "", Text("没有这个文件", "no such file"),
                        Text("liantu analyze 的成果文件夹", "a folder of results of liantu analyze"),
                        Text("用本版本的链图重新运行 analyze", "running analyze again with this version")});
    }
    return read_run_result(read_file(path), path);
  }

  std::string m_before;
  std::string m_after;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_diff() { return std::make_unique<DiffCommand>(); }

}  // namespace liantu::tool
