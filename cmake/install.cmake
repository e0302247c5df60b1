# What `cmake --install` gives: command, headers, library, CMake package, asyncc.pc, gdb scripts
# and manual pages.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/asyncc)

install(TARGETS asyncc asyncc_runtime
    EXPORT asyncc-targets
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN "*.h")

configure_package_config_file(cmake/asyncc-config.cmake.in
    ${CMAKE_CURRENT_BINARY_DIR}/asyncc-config.cmake
    INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/asyncc-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(EXPORT asyncc-targets NAMESPACE asyncc:: DESTINATION ${package_dir})
install(
    FILES
        ${CMAKE_CURRENT_BINARY_DIR}/asyncc-config.cmake
        ${CMAKE_CURRENT_BINARY_DIR}/asyncc-config-version.cmake
        cmake/target-async-sources.cmake
        cmake/translate.sh
    DESTINATION ${package_dir})

# asyncc.pc finds its prefix from where it lies, so that an installation can be moved.
file(RELATIVE_PATH up_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" up_to_prefix ${up_to_prefix})
configure_file(cmake/asyncc.pc.in asyncc.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/asyncc.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY share/asyncc DESTINATION ${CMAKE_INSTALL_DATADIR} OPTIONAL)
install(DIRECTORY docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} OPTIONAL)
