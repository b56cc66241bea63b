# SPDX-License-Identifier: Apache-2.0
# An installed msao stands beside a copy of the libraries it was linked with and finds them by a relative run path, so the
# installed folder can be moved. The program in the build tree uses build/deps/libtorch where it lies.
set_target_properties(msao PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/msao/torch/lib")
install(TARGETS msao RUNTIME DESTINATION bin)

set(msao_installed_libraries libc10.so libtorch_cpu.so libgomp.so.1)
if(MSAO_HAS_CUDA)
    list(APPEND msao_installed_libraries libc10_cuda.so libtorch_cuda.so libtorch_nvshmem.so libtorch_cuda_linalg.so libcaffe2_nvrtc.so)
endif()
foreach(library IN LISTS msao_installed_libraries)
    install(PROGRAMS "${MSAO_LIBTORCH}/torch/lib/${library}" DESTINATION lib/msao/torch/lib)
endforeach()
# Where libtorch's own run path looks: ../../nvidia, seen from torch/lib.
install(DIRECTORY "${MSAO_LIBTORCH}/nvidia" DESTINATION lib/msao OPTIONAL FILES_MATCHING PATTERN "*.so*" PATTERN "include" EXCLUDE)
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION share/doc/msao)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/LICENSES" DESTINATION share/doc/msao)
