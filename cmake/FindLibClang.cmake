# Finds libclang, the C interface of clang.
#
#   find_package(LibClang 17 REQUIRED)
#
# gives the imported target LibClang::LibClang, LibClang_VERSION, and LibClang_RESOURCE_DIR, the
# folder whose include/ holds clang's builtin headers (stddef.h and its like).
#
# LLVM_ROOT, an installation's prefix, is looked at first; it has to hold one. Then clang 19, which the project is
# tested with, then the other versions, newest first: where Debian and Homebrew put them, where
# their llvm-config-NN says, and at last in the usual system folders.

set(_prefixes ${LLVM_ROOT} $ENV{LLVM_ROOT})
foreach(_prefix IN LISTS _prefixes)
    if(NOT EXISTS ${_prefix}/include/clang-c/Index.h)
        message(FATAL_ERROR "LLVM_ROOT: there is no include/clang-c/Index.h in ${_prefix}")
    endif()
endforeach()
foreach(_version IN ITEMS 19 22 21 20 18 17)
    list(APPEND _prefixes /usr/lib/llvm-${_version} /opt/homebrew/opt/llvm@${_version}
        /usr/local/opt/llvm@${_version} /usr/local/llvm${_version})
    find_program(LibClang_CONFIG_${_version} llvm-config-${_version})
    mark_as_advanced(LibClang_CONFIG_${_version})
    if(LibClang_CONFIG_${_version})
        execute_process(COMMAND ${LibClang_CONFIG_${_version}} --prefix
            OUTPUT_VARIABLE _prefix OUTPUT_STRIP_TRAILING_WHITESPACE)
        list(APPEND _prefixes ${_prefix})
    endif()
endforeach()
list(APPEND _prefixes /usr /usr/local)

# _libclang_version(INCLUDE_DIR VAR): the version that the headers of INCLUDE_DIR are of, or "".
function(_libclang_version include_dir var)
    set(${var} "" PARENT_SCOPE)
    set(file ${include_dir}/clang/Basic/Version.inc)
    if(EXISTS ${file})
        file(STRINGS ${file} line REGEX "^#define CLANG_VERSION_STRING ")
        if(line MATCHES "\"([0-9.]+)")
            set(${var} ${CMAKE_MATCH_1} PARENT_SCOPE)
        endif()
    endif()
endfunction()

foreach(_prefix IN LISTS _prefixes)
    if(LibClang_INCLUDE_DIR)
        break()
    endif()
    if(EXISTS ${_prefix}/include/clang-c/Index.h)
        _libclang_version(${_prefix}/include _version)
        if(_version VERSION_GREATER_EQUAL LibClang_FIND_VERSION)
            find_path(LibClang_INCLUDE_DIR clang-c/Index.h
                PATHS ${_prefix}/include NO_DEFAULT_PATH)
        endif()
    endif()
endforeach()

if(LibClang_INCLUDE_DIR)
    cmake_path(GET LibClang_INCLUDE_DIR PARENT_PATH _prefix)
    _libclang_version(${LibClang_INCLUDE_DIR} LibClang_VERSION)
    string(REGEX MATCH "^[0-9]+" _version "${LibClang_VERSION}")
    find_library(LibClang_LIBRARY NAMES clang clang-${_version} clang-${LibClang_VERSION}
        PATHS ${_prefix} PATH_SUFFIXES lib lib64 NO_DEFAULT_PATH)
    find_library(LibClang_LIBRARY NAMES clang-${_version} clang)
    find_path(LibClang_RESOURCE_DIR include/stddef.h
        PATHS ${_prefix}/lib/clang ${_prefix}/lib64/clang
        PATH_SUFFIXES ${_version} ${LibClang_VERSION} NO_DEFAULT_PATH)
endif()
mark_as_advanced(LibClang_INCLUDE_DIR LibClang_LIBRARY LibClang_RESOURCE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibClang
    REQUIRED_VARS LibClang_LIBRARY LibClang_INCLUDE_DIR LibClang_RESOURCE_DIR
    VERSION_VAR LibClang_VERSION
    REASON_FAILURE_MESSAGE "On Debian: apt-get install libclang-19-dev. Elsewhere: set LLVM_ROOT.")

if(LibClang_FOUND AND NOT TARGET LibClang::LibClang)
    add_library(LibClang::LibClang UNKNOWN IMPORTED)
    set_target_properties(LibClang::LibClang PROPERTIES
        IMPORTED_LOCATION ${LibClang_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${LibClang_INCLUDE_DIR})
endif()
