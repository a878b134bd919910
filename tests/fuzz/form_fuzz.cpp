// libFuzzer target: any bytes as an uploaded form.
#include "form_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_form({reinterpret_cast<const char*>(data), size});
  return 0;
}
