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

# msao_lightly_optimised(target): a test's time is the library's, and its own code is compiled in half the time so.
function(msao_lightly_optimised target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()
