// An atlas is not copied: its links point into its own chains.
#include <liantu/chain/atlas.hpp>

int main() {
  const liantu::Atlas atlas;
  const liantu::Atlas copy = atlas;
  return static_cast<int>(copy.node_count());
}
