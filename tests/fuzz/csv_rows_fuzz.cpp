// Any good UTF-8 text is cut into the same rows as by libcsv.
#include "firm/libcsv_rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto odd = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t'; };
  if (!liantu::utf8::valid(text) || std::any_of(text.begin(), text.end(), odd)) return 0;
  // Read as something else than a table of this delimiter.
  const std::string start = liantu::fold(liantu::trim(text));
  for (const char* other : {"%pdf", "<", "sep="}) {
    if (start.starts_with(other)) return 0;
  }
  if (!liantu::test::difference_from_libcsv(text).empty()) std::abort();
  return 0;
}
