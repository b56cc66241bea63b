# SPDX-License-Identifier: Apache-2.0
# What keeps a build from nothing short on two cores.

# Programs are linked by binutils' other linker, in a quarter of the time: there are more than a hundred of them.
find_program(MSAO_GOLD ld.gold)
if(MSAO_GOLD AND NOT MSAO_SANITIZE)
    add_link_options(-fuse-ld=gold)
endif()

# msao_unity(target): its sources are compiled several at a time. For targets whose time goes into headers that are read,
# and templates that are made, again for every file (Qt's, CLI11's, libtorch's). Names in their unnamed namespaces have to
# differ. Preset dev compiles file by file.
function(msao_unity target)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        return()
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
endfunction()

# msao_lightly_optimised(target): for code whose time is spent in the libraries it calls: tests, the command line. It is
# compiled in half the time so.
function(msao_lightly_optimised target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# msao_header_set(name HEADERS <a> <b> [LIBRARIES x]): headers that are compiled once for all targets that say
# target_precompile_headers(target REUSE_FROM name). They serve one kind of code only, libraries (-fPIC), and a file still
# includes what it uses.
function(msao_header_set name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LIBRARIES")
    set(source "${CMAKE_BINARY_DIR}/header_set.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "// A target needs a source.\n")
    add_library(${name} STATIC "${source}")
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
    msao_warnings(${name})
endfunction()

set(MSAO_STANDARD_HEADERS
    <algorithm> <array> <bit> <charconv> <chrono> <cmath> <condition_variable> <cstdint> <cstdio> <cstring> <deque> <filesystem>
    <fstream> <functional> <limits> <map> <memory> <mutex> <numeric> <optional> <random> <set> <span> <stop_token> <string>
    <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>)
