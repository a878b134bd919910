// libFuzzer target: any bytes as the CSV tables of a chain.
#include "chain_tables_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_chain_tables({reinterpret_cast<const char*>(data), size});
  return 0;
}
