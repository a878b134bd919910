// libFuzzer target: any bytes as a result.json.
#include "reader_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_result({reinterpret_cast<const char*>(data), size});
  return 0;
}
