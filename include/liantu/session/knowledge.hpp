/// @file
/// What is known beside firms: chains, the classification, the policy, the headers of tables. Read once, shared by any
/// number of sessions and threads.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/firm_reader.hpp"
#include "liantu/session/options.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace liantu {

class Matcher;
struct Structure;

/// The data folder: the environment's LIANTU_DATA, else the first of `folders` that is one. Errors: InputError where
/// none is.
[[nodiscard]] std::string data_folder(const std::vector<std::string>& folders);

/// The shipped policy, under what options.policy says over it. Errors: InputError.
[[nodiscard]] Policy policy_in_force(const SessionOptions& options);

/// Chains, classification, policy and column names, read once for any number of sessions. Never changes: any number of
/// threads may use it.
class Knowledge {
 public:
  /// Reads the data folder and what the options name beside it. Errors: InputError with every problem of the chains, or
  /// of the first other file that has one.
  explicit Knowledge(const SessionOptions& options);
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;
  ~Knowledge();

  [[nodiscard]] const Atlas& atlas() const { return m_atlas; }
  [[nodiscard]] const Classification& classification() const { return m_classification; }
  [[nodiscard]] const Policy& policy() const { return m_policy; }
  [[nodiscard]] const ColumnNames& column_names() const { return m_column_names; }
  /// Finds the chains' nodes in firms. Built when it is first asked for. Thread-safe.
  [[nodiscard]] const Matcher& matcher() const;
  /// What depends on the atlas and the policy's horizon alone. Built when it is first asked for. Thread-safe.
  [[nodiscard]] std::shared_ptr<const Structure> structure() const;

  /// What options.chains names: ids, which the atlas may lack; a file goes by the id of its chain.
  [[nodiscard]] const std::vector<std::string>& named() const { return m_named; }
  /// 16 hex digits over the file of a chain. Errors: std::out_of_range for one that is not loaded.
  [[nodiscard]] const std::string& hash_of(const std::string& chain) const { return m_chain_hashes.at(chain); }
  /// By id, of all that are loaded.
  [[nodiscard]] const std::map<std::string, std::string>& chain_hashes() const { return m_chain_hashes; }
  /// 16 hex digits over the words that texts are read by.
  [[nodiscard]] const std::string& words_hash() const { return m_words_hash; }

 private:
  void read_words(const std::string& folder);
  void load_chains(const SessionOptions& options);
  void check_classes(const Chain& chain, ProblemSink& sink) const;

  Classification m_classification;
  Policy m_policy;
  ColumnNames m_column_names;
  Atlas m_atlas;
  std::vector<std::string> m_named;
  std::map<std::string, std::string> m_chain_hashes;
  std::string m_words_hash;
  mutable std::once_flag m_matcher_once;
  mutable std::unique_ptr<const Matcher> m_matcher;
  mutable std::once_flag m_structure_once;
  mutable std::shared_ptr<const Structure> m_structure;
};

}  // namespace liantu
