// libFuzzer target: any bytes as a project file.
#include "reader_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_project({reinterpret_cast<const char*>(data), size});
  return 0;
}
