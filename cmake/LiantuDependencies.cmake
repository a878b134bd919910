# What liantu stands on (tools/setup installs it on Debian 12).
find_package(PkgConfig REQUIRED)
# Boost 1.74, Debian's default, has no Boost.JSON; the 1.81 packages have, and ship CMake files of their own.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)  # headers alone
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)  # headers alone: nothing to link
pkg_check_modules(cbc REQUIRED IMPORTED_TARGET cbc)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(gvc REQUIRED IMPORTED_TARGET libgvc libcgraph)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf libpng)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
