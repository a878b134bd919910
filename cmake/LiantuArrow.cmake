# Arrow's C data interface, by nanoarrow: Debian 12 has no package of it, so it is fetched, of one version and by its hash.
# Without network: -DFETCHCONTENT_SOURCE_DIR_NANOARROW=<an unpacked nanoarrow-0.9.0>.
enable_language(C)
include(FetchContent)
FetchContent_Declare(nanoarrow
  URL https://files.pythonhosted.org/packages/bc/b2/8fedfa966cc25126e1c9090e6d9fed75dab4e1d2716e3ca2d18ea2d6f438/nanoarrow-0.9.0.tar.gz
  URL_HASH SHA256=1ce15bbed8532839347faa78824c5dbd3769bff60661003e34c6fba5dd881bd3
  DOWNLOAD_EXTRACT_TIMESTAMP ON)
FetchContent_GetProperties(nanoarrow)
if(NOT nanoarrow_POPULATED)
  FetchContent_Populate(nanoarrow)
  add_subdirectory(${nanoarrow_SOURCE_DIR}/subprojects/arrow-nanoarrow ${nanoarrow_BINARY_DIR} EXCLUDE_FROM_ALL)
endif()

# arrow: streams of firms in, streams of results out.
liantu_library(arrow $<BUILD_INTERFACE:nanoarrow_static> liantu_session)
