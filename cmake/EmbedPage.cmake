# Writes ${out}: the built files of ${folder} as C++ text, the licences of the libraries in the script as a comment on its top.
file(READ ${folder}/dist/page.js script)
file(READ ${folder}/dist/page.css style)
file(READ ${folder}/licences.txt licences)
file(WRITE ${out} "#include \"page_bundle.hpp\"

namespace liantu::page_detail {

const std::string_view script = R\"liantu_page(/*!\n${licences}*/\n${script})liantu_page\";
const std::string_view style = R\"liantu_page(${style})liantu_page\";

}  // namespace liantu::page_detail
")
