// The ICU folds that headers, names and cells are compared by. Internal to liantu::io.
#pragma once

#include <string>
#include <string_view>

namespace liantu::io {

// NFKC with case folded: full-width to half-width, capitals to small letters, invisible characters out. O(bytes).
[[nodiscard]] std::string nfkc_fold(std::string_view text);

// nfkc_fold without white space. O(bytes).
[[nodiscard]] std::string squeezed(std::string_view text);
// The same into `out`, which keeps its memory: most cells are letters and ideographs that ICU need not look at.
void squeeze(std::string_view text, std::string& out);

// Only the letters, digits and ideographs of nfkc_fold: 农、林、牧、渔业 is 农林牧渔业. O(bytes).
[[nodiscard]] std::string letters_only(std::string_view text);

}  // namespace liantu::io
