// libFuzzer target: any bytes as firms in JSON, and as the options of a session and of a study.
#include "rows_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_rows({reinterpret_cast<const char*>(data), size});
  return 0;
}
