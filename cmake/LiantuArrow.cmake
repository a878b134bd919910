# arrow: streams of firms in, streams of results out, by nanoarrow. Debian 12 has no package of that, so it is fetched, of
# one version and by its hash. Without network: -DFETCHCONTENT_SOURCE_DIR_NANOARROW=<an unpacked nanoarrow-0.9.0>.
enable_language(C)
include(FetchContent)
FetchContent_Declare(nanoarrow
  URL https://files.pythonhosted.org/packages/bc/b2/8fedfa966cc25126e1c9090e6d9fed75dab4e1d2716e3ca2d18ea2d6f438/nanoarrow-0.9.0.tar.gz
  URL_HASH SHA256=1ce15bbed8532839347faa78824c5dbd3769bff60661003e34c6fba5dd881bd3
  DOWNLOAD_EXTRACT_TIMESTAMP ON)
FetchContent_GetProperties(nanoarrow)
if(NOT nanoarrow_POPULATED)
  FetchContent_Populate(nanoarrow)
endif()

# The Python package holds the C sources, without all that their own CMake files want.
set(nanoarrow_folder ${nanoarrow_SOURCE_DIR}/subprojects/arrow-nanoarrow/src)
set(NANOARROW_VERSION 0.9.0)
set(NANOARROW_VERSION_MAJOR 0)
set(NANOARROW_VERSION_MINOR 9)
set(NANOARROW_VERSION_PATCH 0)
set(NANOARROW_NAMESPACE_DEFINE "")
configure_file(${nanoarrow_folder}/nanoarrow/nanoarrow_config.h.in ${PROJECT_BINARY_DIR}/nanoarrow/nanoarrow/nanoarrow_config.h)
file(GLOB nanoarrow_sources ${nanoarrow_folder}/nanoarrow/common/*.c)
add_library(nanoarrow OBJECT ${nanoarrow_sources})
target_include_directories(nanoarrow SYSTEM PUBLIC ${PROJECT_BINARY_DIR}/nanoarrow ${nanoarrow_folder})

liantu_library(arrow liantu_session)
target_sources(liantu_arrow PRIVATE $<TARGET_OBJECTS:nanoarrow>)
target_include_directories(liantu_arrow SYSTEM PRIVATE $<TARGET_PROPERTY:nanoarrow,INTERFACE_INCLUDE_DIRECTORIES>)
