// The nodes that a firm covers.  app CLASSIFICATION.csv SCOPE CHAIN.json...
#include <liantu/chain/chain_json.hpp>
#include <liantu/liantu.hpp>

#include <iostream>

int main(int argc, char** argv) {
  std::vector<liantu::Chain> chains;
  for (int i = 3; i < argc; ++i) chains.push_back(liantu::read_chain(liantu::read_file(argv[i]), argv[i]));
  const liantu::Atlas atlas(std::move(chains), {}, liantu::Outside::leave_out);
  const auto classification = liantu::Classification::read(liantu::read_file(argv[1]), argv[1]);
  const liantu::Matcher matcher(atlas, classification, liantu::MatchPolicy{});
  liantu::Firm firm;
  firm.scope = argv[2];
  for (const liantu::Match& match : matcher.match(firm))
    std::cout << atlas.key(match.node) << ' ' << match.value() << '\n';
}
