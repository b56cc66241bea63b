# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, in three components: `common` (the command line, training, libraries, documents),
# `studio` and `server`. All paths are relative, so the installed folder can be moved.
include(GNUInstallDirs)

# An installed program stands beside a copy of the libraries it was linked with and finds them by a relative run path. The
# programs in the build tree use build/deps/libtorch where it lies.
set(msao_installed_torch lib/msao/torch/lib)
foreach(program msao msao-train msao-cloud msao-studio)
    set_target_properties(${program} PROPERTIES INSTALL_RPATH "$ORIGIN/../${msao_installed_torch}")
endforeach()
install(TARGETS msao msao-train RUNTIME DESTINATION bin COMPONENT common)
install(TARGETS msao-studio RUNTIME DESTINATION bin COMPONENT studio)
install(TARGETS msao-cloud RUNTIME DESTINATION bin COMPONENT server)

set(msao_installed_libraries libc10.so libtorch_cpu.so libgomp.so.1)
if(MSAO_HAS_CUDA)
    list(APPEND msao_installed_libraries libc10_cuda.so libtorch_cuda.so libtorch_nvshmem.so libtorch_cuda_linalg.so libcaffe2_nvrtc.so)
endif()
foreach(library IN LISTS msao_installed_libraries)
    install(PROGRAMS "${MSAO_LIBTORCH}/torch/lib/${library}" DESTINATION ${msao_installed_torch} COMPONENT common)
endforeach()
if(MSAO_HAS_CUDA)
    # Where libtorch's own run path looks: ../../nvidia, seen from torch/lib.
    install(DIRECTORY "${MSAO_LIBTORCH}/nvidia" DESTINATION lib/msao COMPONENT common OPTIONAL FILES_MATCHING PATTERN "*.so*" PATTERN "include" EXCLUDE)
endif()

# The CPU half of the pinned libtorch links two libraries of CUDA itself, wherever this machine has them; another machine
# may have none. They go beside libtorch, which looks there as well.
install(CODE "
    set(torch \"\${CMAKE_INSTALL_PREFIX}/${msao_installed_torch}\")  # file(INSTALL) puts DESTDIR before it
    file(GET_RUNTIME_DEPENDENCIES LIBRARIES \"${MSAO_LIBTORCH}/torch/lib/libtorch_cpu.so\"
        RESOLVED_DEPENDENCIES_VAR found UNRESOLVED_DEPENDENCIES_VAR missing
        PRE_EXCLUDE_REGEXES \"^lib(c|m|dl|rt|pthread|gcc_s|stdc|c10|gomp)[.+]\" \"^ld-linux\"
        POST_INCLUDE_REGEXES \"/libcu[^/]*$\" POST_EXCLUDE_REGEXES \".\"
        DIRECTORIES \"${MSAO_LIBTORCH}/nvidia/cu13/lib\" /usr/local/cuda/lib64 /usr/local/cuda/lib /usr/local/cuda/extras/CUPTI/lib64)
    if(missing)
        message(FATAL_ERROR \"libtorch links \${missing}, which are not on this machine: run scripts/fetch_libtorch\")
    endif()
    foreach(library IN LISTS found)
        file(INSTALL \"\${library}\" DESTINATION \"\${torch}\" FOLLOW_SYMLINK_CHAIN)
    endforeach()
" COMPONENT common)

install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/msao COMPONENT common)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/LICENSES" DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/msao COMPONENT common)
file(GLOB msao_torch_licences "${MSAO_LIBTORCH}/torch-*.dist-info/licenses/*")
install(FILES ${msao_torch_licences} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/msao/libtorch COMPONENT common)
install(FILES README.md docs/cloud-server.md docs/cluster.md docs/desktop.md docs/protocol.md docs/trace-format.md
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/msao COMPONENT common)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/models" DESTINATION ${CMAKE_INSTALL_DATADIR}/msao COMPONENT common)

add_subdirectory(packaging)
