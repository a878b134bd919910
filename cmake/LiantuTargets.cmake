# The libraries, each with what it may stand on. Sources are found by folder: a new file needs no edit here.
include(LiantuDependencies)

# core: headers over Boost alone.
add_library(liantu_core INTERFACE)
target_include_directories(liantu_core INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(liantu_core INTERFACE cxx_std_20)
target_link_libraries(liantu_core INTERFACE Boost::headers Boost::json)
set_target_properties(liantu_core PROPERTIES EXPORT_NAME core)

# relatedness: core's one header over Eigen, so that nobody else needs it.
add_library(liantu_relatedness INTERFACE)
target_link_libraries(liantu_relatedness INTERFACE liantu_core Eigen3::Eigen)
set_target_properties(liantu_relatedness PROPERTIES EXPORT_NAME relatedness)
add_library(liantu::relatedness ALIAS liantu_relatedness)

add_library(liantu_warnings INTERFACE)
if(LIANTU_DEVELOPER)
  target_compile_options(liantu_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
  # GCC 12 warns inside the standard library under the sanitizers and LTO.
  target_compile_options(liantu_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>)
  if(LIANTU_UNITY)  # a name of one source may shadow another's in a unit
    target_compile_options(liantu_warnings INTERFACE -Wno-shadow)
  endif()
endif()

# With LIANTU_UNITY, for targets whose sources get along in one unit.
function(liantu_unity target)
  if(LIANTU_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 14)
  endif()
endfunction()

function(liantu_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lib/${name}/*.cpp)
  add_library(liantu_${name} STATIC ${sources})
  target_link_libraries(liantu_${name} PUBLIC liantu_core PRIVATE $<BUILD_INTERFACE:liantu_warnings> ${ARGN})
  target_include_directories(liantu_${name} PRIVATE ${PROJECT_SOURCE_DIR}/lib/${name})
  set_target_properties(liantu_${name} PROPERTIES EXPORT_NAME ${name})
  add_library(liantu::${name} ALIAS liantu_${name})
endfunction()

add_library(liantu::core ALIAS liantu_core)
liantu_library(match)
liantu_unity(liantu_match)
liantu_library(io PkgConfig::icu PkgConfig::expat PkgConfig::libzip)
liantu_unity(liantu_io)
# Each of these names the columns of its own table.
foreach(table assets contacts costs decisions projects)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/lib/io/${table}.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endforeach()
foreach(hashing io match)
  target_include_directories(liantu_${hashing} SYSTEM PRIVATE ${XXHASH_INCLUDE_DIR})
endforeach()
liantu_library(plan PkgConfig::cbc)
liantu_library(ledger PkgConfig::sqlite3)
liantu_library(publish liantu_io PkgConfig::gvc PkgConfig::pangocairo PkgConfig::xlsxwriter PkgConfig::icu PkgConfig::libzip)

# session: all of it but publishing in one place, from tables to a study.
liantu_library(session liantu_relatedness liantu_match liantu_io fmt::fmt)
target_compile_definitions(liantu_session PRIVATE LIANTU_VERSION="${PROJECT_VERSION}")

liantu_unity(liantu_session)
liantu_unity(liantu_publish)

# The script and style of map.html, built by lib/publish/page and checked in, as text in the library.
set(page_files ${PROJECT_SOURCE_DIR}/lib/publish/page/dist/page.js ${PROJECT_SOURCE_DIR}/lib/publish/page/dist/page.css)
set(page_bundle ${PROJECT_BINARY_DIR}/generated/page_bundle.cpp)
add_custom_command(OUTPUT ${page_bundle}
  COMMAND ${CMAKE_COMMAND} -D folder=${PROJECT_SOURCE_DIR}/lib/publish/page -D out=${page_bundle} -P ${PROJECT_SOURCE_DIR}/cmake/EmbedPage.cmake
  DEPENDS ${page_files} ${PROJECT_SOURCE_DIR}/lib/publish/page/licences.txt ${PROJECT_SOURCE_DIR}/cmake/EmbedPage.cmake VERBATIM)
target_sources(liantu_publish PRIVATE ${page_bundle})

# What nearly every source of these includes and is slow to parse, parsed once.
target_precompile_headers(liantu_publish PRIVATE <liantu/publish/study.hpp>)
# Under a precompiled header GCC 12 no longer knows the standard library for a system header, and warns of its own inlining.
set(pch_noise "$<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>")
target_compile_options(liantu_publish PRIVATE ${pch_noise})

add_library(liantu_liantu INTERFACE)
target_link_libraries(liantu_liantu INTERFACE liantu_core liantu_match)
set_target_properties(liantu_liantu PROPERTIES EXPORT_NAME liantu)
add_library(liantu::liantu ALIAS liantu_liantu)

# The tool.
file(GLOB tool_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/*.cpp)
file(GLOB serve_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/serve_*.cpp ${PROJECT_SOURCE_DIR}/tools/command_serve.cpp)
list(REMOVE_ITEM tool_sources ${serve_sources})
add_executable(liantu_tool ${tool_sources})
set_target_properties(liantu_tool PROPERTIES OUTPUT_NAME liantu)
target_link_libraries(liantu_tool PRIVATE liantu_session liantu_relatedness liantu_match liantu_io liantu_plan liantu_ledger liantu_publish liantu_warnings CLI11::CLI11 fmt::fmt Threads::Threads liantu_serve)
target_compile_options(liantu_tool PRIVATE ${pch_noise})
target_precompile_headers(liantu_tool PRIVATE <CLI/CLI.hpp> <fmt/format.h> <liantu/publish/study.hpp>)
liantu_unity(liantu_tool)
target_compile_definitions(liantu_tool PRIVATE
  LIANTU_VERSION="${PROJECT_VERSION}"
  LIANTU_SOURCE_DATA="${PROJECT_SOURCE_DIR}/data"
  LIANTU_INSTALL_DATA="${CMAKE_INSTALL_DATADIR}/liantu")

# `liantu serve`, apart, so that the flags of the HTTP library are not those of the whole tool. Its page and the description of its
# interface are text in it.
set(serve_folder ${PROJECT_SOURCE_DIR}/tools/serve)
set(serve_page ${PROJECT_BINARY_DIR}/generated/serve_page.cpp)
add_custom_command(OUTPUT ${serve_page}
  COMMAND ${CMAKE_COMMAND} -D folder=${serve_folder} -D out=${serve_page} -P ${PROJECT_SOURCE_DIR}/cmake/EmbedServe.cmake
  DEPENDS ${serve_folder}/page.html ${serve_folder}/page.css ${serve_folder}/page.js ${serve_folder}/openapi.json
    ${PROJECT_SOURCE_DIR}/cmake/EmbedServe.cmake VERBATIM)
add_library(liantu_serve OBJECT ${serve_sources} ${serve_page})
liantu_unity(liantu_serve)
target_include_directories(liantu_serve PRIVATE ${PROJECT_SOURCE_DIR}/tools)
target_link_libraries(liantu_serve PRIVATE liantu_relatedness liantu_warnings CLI11::CLI11 fmt::fmt Threads::Threads PkgConfig::httplib PkgConfig::libzip)
target_compile_definitions(liantu_serve PRIVATE LIANTU_VERSION="${PROJECT_VERSION}")
