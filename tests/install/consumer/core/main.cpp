#include <liantu/chain/atlas.hpp>
#include <liantu/chain/chain_json.hpp>

#include <iostream>

int main(int argc, char** argv) {
  std::vector<liantu::Chain> chains;
  for (int i = 1; i < argc; ++i) chains.push_back(liantu::read_chain(liantu::read_file(argv[i]), argv[i]));
  const liantu::Atlas atlas(std::move(chains), {}, liantu::Outside::leave_out);
  for (liantu::NodeIndex v = 0; v < atlas.node_count(); ++v)
    for (auto link : atlas.inputs(v)) std::cout << atlas.key(v) << " <- " << atlas.key(atlas.edge(link).from) << '\n';
}
