# Writes ${out}: the files of ${folder} as C++ text, in pieces that any compiler takes.
set(text "#include \"serve_page.hpp\"\n\nnamespace liantu::tool::serve {\n\n")
foreach(file page.html page.css page.js openapi.json)
  file(READ ${folder}/${file} content)
  string(REPLACE "." "_" name ${file})
  string(APPEND text "const std::string_view ${name} = R\"liantu_page(${content})liantu_page\";\n")
endforeach()
file(WRITE ${out} "${text}\n}  // namespace liantu::tool::serve\n")
