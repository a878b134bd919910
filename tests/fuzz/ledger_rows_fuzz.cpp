// libFuzzer target: any bytes as tables of a ledger.
#include "ledger_rows_fuzz.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_ledger_rows({reinterpret_cast<const char*>(data), size});
  return 0;
}
