// Matches one firm to one chain and prints the nodes that it covers: liantu::core and liantu::match, nothing else.
//   match_scope CHAIN.json CLASSIFICATION.csv SCOPE
#include "liantu/chain/chain_json.hpp"
#include "liantu/liantu.hpp"

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: match_scope CHAIN.json CLASSIFICATION.csv SCOPE\n");
    return 2;
  }
  try {
    const liantu::Chain chain = liantu::read_chain(liantu::read_file(argv[1]), argv[1]);
    const liantu::Atlas atlas({chain}, {}, liantu::Outside::leave_out);
    const auto classification = liantu::Classification::read(liantu::read_file(argv[2]), argv[2]);
    const liantu::Matcher matcher(atlas, classification, liantu::MatchPolicy{});
    liantu::Firm firm;
    firm.scope = argv[3];
    for (const liantu::Match& match : matcher.match(firm)) {
      std::printf("%s %s %s\n", atlas.key(match.node).c_str(), liantu::plain(match.value(), 2).c_str(),
                  match.evidence.front().text.c_str());
    }
  } catch (const liantu::InputError& error) {
    for (const auto& problem : error.problems())
      std::fprintf(stderr, "%s\n", problem.message(liantu::Lang::en).c_str());
    return 3;
  }
}
