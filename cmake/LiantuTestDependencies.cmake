# What only tests and fuzz targets stand on: libcsv tells how delimited text is to be cut (tests/fuzz/libcsv_rows.hpp).
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)
add_library(LibCsv::csv UNKNOWN IMPORTED)
set_target_properties(LibCsv::csv PROPERTIES
  IMPORTED_LOCATION ${LIBCSV_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${LIBCSV_INCLUDE_DIR})
