// What is known beside firms, read from the data folder and from what the options name over it.
#include "liantu/session/knowledge.hpp"

#include "liantu/analysis/policy_json.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/json/document.hpp"
#include "liantu/session/hashes.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace liantu {

namespace fs = std::filesystem;

std::string data_folder(const std::vector<std::string>& folders) {
  std::vector<std::string> tried = folders;
  if (const char* given = std::getenv("LIANTU_DATA"); given != nullptr && *given != '\0') tried = {given};
  for (const fs::path folder : tried) {
    std::error_code error;  // a folder that may not be looked into is none
    if (fs::is_directory(folder / "chains", error) && fs::is_directory(folder / "classification", error))
      return folder.lexically_normal().string();
  }
  throw InputError(
      {tried.empty() ? "" : tried.front(), "", Text("不是数据文件夹", "no data folder"),
       Text("含 chains、classification、policy、tables 的文件夹", "a folder of chains, classification, policy, tables"),
       Text("用环境变量 LIANTU_DATA 指明", "naming it by LIANTU_DATA")});
}

Policy policy_in_force(const SessionOptions& options) {
  Policy out = read_policy(read_file(options.data + "/policy/default.json"), "policy/default.json");
  if (options.policy_text) return read_policy(*options.policy_text, "policy", out);
  if (!options.policy.empty()) out = read_policy(read_file(options.policy), options.policy, out);
  return out;
}

namespace {

// Names of the files of a folder of chains, sorted.
std::vector<std::string> chain_files(const std::string& folder) {
  const Text wanted("产业链文件夹", "a folder of chains");
  std::error_code error;
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().string().ends_with(".json")) out.push_back(entry.path().string());
  }
  if (error) throw InputError({folder, "", Text("无法读取此文件夹", "cannot read this folder"), wanted, {}});
  if (out.empty()) throw InputError({folder, "", Text("其中没有 .json 文件", "no .json file in it"), wanted, {}});
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Knowledge::Knowledge(const SessionOptions& options) {
  read_words(options.data);
  m_policy = policy_in_force(options);
  if (!options.profile.empty()) {
    if (!m_policy.gaps.profiles.contains(options.profile)) {
      throw InputError({"--profile",
                        "",
                        Text("无此口径 \"" + options.profile + "\"", "no profile \"" + options.profile + "\""),
                        Text("liantu policy 列出的一个", "one that liantu policy prints"),
                        {}});
    }
    m_policy.gaps.profile = options.profile;
  }
  m_named = options.chains;
  load_chains(options);
}

Knowledge::~Knowledge() = default;

const Matcher& Knowledge::matcher() const {
  std::call_once(m_matcher_once,
                 [this] { m_matcher = std::make_unique<const Matcher>(m_atlas, m_classification, m_policy.match); });
  return *m_matcher;
}

std::shared_ptr<const Structure> Knowledge::structure() const {
  std::call_once(m_structure_once,
                 [this] { m_structure = std::make_shared<const Structure>(m_atlas, m_policy.gaps.horizon); });
  return m_structure;
}

void Knowledge::read_words(const std::string& folder) {
  std::string hashes;
  const auto read = [&](const std::string& name) {
    std::string text = read_file(folder + "/" + name);
    hashes += text_hash(text);
    return text;
  };
  const auto base = [](const std::string& name) { return name.substr(name.rfind('/') + 1); };
  const std::string classes = "classification/gbt4754-2017.csv";
  m_classification = Classification::read(read(classes), base(classes));
  const std::string aliases = "classification/aliases.csv";
  m_classification.read_aliases(read(aliases), base(aliases));
  const std::string words = "classification/words.csv";
  m_classification.read_words(read(words), base(words));
  const std::string columns = "tables/columns.json";
  m_column_names = read_column_names(read(columns), columns);
  m_words_hash = text_hash(hashes);
}

void Knowledge::check_classes(const Chain& chain, ProblemSink& sink) const {
  for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
    for (std::size_t i = 0; i < chain.nodes[n].industry.size(); ++i) {
      const std::string& code = chain.nodes[n].industry[i];
      if (m_classification.is_class(code)) continue;
      sink.add("/nodes/" + std::to_string(n) + "/industry/" + std::to_string(i),
               Text("标准中没有 " + code, "no class " + code + " in the standard"),
               Text("GB/T 4754-2017 小类代码", "a class of GB/T 4754-2017"));
    }
  }
}

void Knowledge::load_chains(const SessionOptions& options) {
  std::vector<Chain> chains;
  std::map<std::string, std::string> files;  // by chain id
  std::set<std::string> given;               // ids of the files that --chain names
  Problems problems;
  const auto load = [&](const std::string& path, bool replace) {
    try {
      const std::string text = read_file(path);
      Chain chain = read_chain(text, path);
      ProblemSink sink{path, {}};
      check_classes(chain, sink);
      // A file named by --chain stands for the one of its id in the folder, not for another that --chain names.
      const auto known = files.find(chain.id);
      const bool again = replace ? given.contains(chain.id) : known != files.end();
      if (again) {
        sink.add("/id",
                 Text("产业链 \"" + chain.id + "\" 重复，已见于 " + known->second,
                      "chain \"" + chain.id + "\" again, as in " + known->second),
                 Text("每个产业链一个文件", "one file a chain"));
      }
      sink.throw_if_any();
      if (replace) {
        given.insert(chain.id);
        std::erase_if(chains, [&](const Chain& other) { return other.id == chain.id; });
      }
      files[chain.id] = path;
      m_chain_hashes[chain.id] = text_hash(text);
      chains.push_back(std::move(chain));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  };
  for (const auto& path : chain_files(options.chains_folder.empty() ? options.data + "/chains" : options.chains_folder))
    load(path, false);
  for (auto& name : m_named) {
    if (!name.ends_with(".json")) continue;
    load(name, true);
    // From here on the chain goes by its id, which is the last one loaded.
    if (problems.empty()) name = chains.back().id;
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  m_atlas = Atlas(std::move(chains), files);
}

}  // namespace liantu
