// Two small chains that decisions and assets are read against, and firms for them.
#pragma once

#include "table_files.hpp"

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <string>
#include <utility>
#include <vector>

namespace liantu::test {

inline const std::string code_a = "91320000MA1MK2L31Q";  // check characters that hold
inline const std::string code_b = "91320000MA1MK2L48F";

inline Node correction_node(std::string id, std::string name, Holder holder = Holder::firm) {
  Node out;
  out.id = std::move(id);
  out.name = std::move(name);
  out.holder = holder;
  return out;
}

// q: sand 石英砂, glass 玻璃, mine 石英矿 (resource); d: milk 牧场 (farm), glass 玻璃.
inline Atlas corrections_atlas() {
  Chain q;
  q.id = "q";
  q.name = "石英";
  q.nodes = {correction_node("sand", "石英砂"), correction_node("glass", "玻璃"),
             correction_node("mine", "石英矿", Holder::resource)};
  Chain d;
  d.id = "d";
  d.name = "乳业";
  d.nodes = {correction_node("milk", "牧场", Holder::farm), correction_node("glass", "玻璃")};
  return Atlas({q, d});
}

inline Firm named_firm(std::string name, std::string code = "") {
  Firm out;
  out.name = std::move(name);
  out.credit_code = std::move(code);
  return out;
}

inline Match matched(NodeIndex v, Confidence confidence) {
  Match out;
  out.node = v;
  out.confidence = confidence;
  out.code_only = true;
  out.evidence.emplace_back();
  return out;
}

// What `read(csv)` refuses, in English, without the name of the file; empty where it reads.
template <class Read>
std::vector<std::string> problems_of(Read read, const std::string& csv) {
  std::vector<std::string> out;
  try {
    (void)read(csv, nullptr);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      const std::string text = problem.message(Lang::en);
      out.push_back(text.substr(text.find(": ") + 2));
    }
  }
  return out;
}

}  // namespace liantu::test
