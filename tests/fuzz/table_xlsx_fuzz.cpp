// libFuzzer target: any bytes as a workbook, or as one part of one.
#include "workbook_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  liantu::test::read_both_ways(liantu::test::fuzzed_workbook({reinterpret_cast<const char*>(data), size}));
  return 0;
}
