# SPDX-License-Identifier: Apache-2.0
# What keeps a build from nothing short on two cores.

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
