// libFuzzer target: any good UTF-8 text is cut into the same rows as by libcsv.
#include "libcsv_rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::fuzz_csv_rows(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
