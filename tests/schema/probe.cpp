// Liantu's readers as agrees.py asks them: lines of standard input are a kind (chain, county, policy, project,
// result, columns), a space and a JSON document; each is answered by a line, `ok` or the problems as a JSON array. A
// policy is read over the shipped one.
//   schema_probe DATA < documents
#include "liantu/analysis/county_json.hpp"
#include "liantu/analysis/policy_json.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/firm/firm_reader.hpp"
#include "liantu/promotion/project_json.hpp"
#include "liantu/promotion/run_result_json.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

namespace {

std::string answer(const std::string& kind, const std::string& text, const liantu::Policy& shipped) {
  try {
    if (kind == "chain") {
      (void)liantu::read_chain(text, {});
    } else if (kind == "county") {
      (void)liantu::read_county(text, {});
    } else if (kind == "policy") {
      (void)liantu::read_policy(text, {}, shipped);
    } else if (kind == "project") {
      (void)liantu::read_project(text, {});
    } else if (kind == "result") {
      (void)liantu::read_run_result(text, {});
    } else if (kind == "columns") {
      (void)liantu::read_column_names(text, {});
    } else {
      throw std::invalid_argument("no such kind: " + kind);
    }
  } catch (const liantu::InputError& error) {
    boost::json::array problems;
    for (const auto& problem : error.problems()) problems.emplace_back(problem.message(liantu::Lang::en));
    return liantu::to_json_line(problems);
  }
  return "ok";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: schema_probe DATA < documents\n";
    return 2;
  }
  try {
    const std::string file = std::string(arguments[1]) + "/policy/default.json";
    const auto shipped = liantu::read_policy(liantu::read_file(file), file);
    for (std::string line; std::getline(std::cin, line);) {
      const auto space = line.find(' ');
      std::cout << answer(line.substr(0, space), line.substr(space + 1), shipped) << '\n';
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "schema_probe: " << error.what() << '\n';
    return 1;
  }
}
