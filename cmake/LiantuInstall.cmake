# Installs headers, libraries, the tool and its data, and exports the libraries as liantu::core, liantu::match ...
install(TARGETS liantu_core liantu_relatedness liantu_match liantu_io liantu_plan liantu_ledger liantu_publish liantu_session liantu_liantu
  EXPORT liantuTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(LIANTU_BINDINGS)
  install(TARGETS liantu_arrow EXPORT liantuTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()
install(TARGETS liantu_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/liantu DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
# Where the tool looks from bin/: ../share/liantu.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/liantu)
install(FILES LICENSE README.md README.zh-CN.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(LIANTU_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/liantu)
install(EXPORT liantuTargets NAMESPACE liantu:: DESTINATION ${LIANTU_PACKAGE_DIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/liantuConfig.cmake.in ${PROJECT_BINARY_DIR}/liantuConfig.cmake
  INSTALL_DESTINATION ${LIANTU_PACKAGE_DIR} PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/liantuConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/liantuConfig.cmake ${PROJECT_BINARY_DIR}/liantuConfigVersion.cmake
  DESTINATION ${LIANTU_PACKAGE_DIR})
