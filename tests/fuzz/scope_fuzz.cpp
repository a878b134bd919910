// libFuzzer target: any bytes as a business scope.
#include "reader_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_scope({reinterpret_cast<const char*>(data), size});
  return 0;
}
