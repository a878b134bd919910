// libFuzzer target: any bytes as a text table.
#include "table_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::read_both_ways({reinterpret_cast<const char*>(data), size});
  return 0;
}
