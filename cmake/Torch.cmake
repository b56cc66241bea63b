# SPDX-License-Identifier: Apache-2.0
# libtorch as imported targets, straight from the unpacked wheel.
#
# Why not find_package(Torch): its config file insists on a CUDA toolkit whenever the wheel was built with CUDA, and its
# GPU detection breaks CMake 3.25. We need two facts only: where the headers are, and which libraries to link.

set(MSAO_LIBTORCH "${CMAKE_SOURCE_DIR}/build/deps/libtorch" CACHE PATH "Folder with the unpacked torch wheel (torch/, nvidia/)")
set(msao_torch_lib "${MSAO_LIBTORCH}/torch/lib")
if(NOT EXISTS "${msao_torch_lib}/libtorch_cpu.so")
    message(FATAL_ERROR "libtorch not found in ${MSAO_LIBTORCH}: run ./check --build once, it fetches the pinned wheel")
endif()

add_library(msao_torch_c10 SHARED IMPORTED)
set_target_properties(msao_torch_c10 PROPERTIES IMPORTED_LOCATION "${msao_torch_lib}/libc10.so")

add_library(msao_torch SHARED IMPORTED)
add_library(msao::torch ALIAS msao_torch)
set_target_properties(msao_torch PROPERTIES
    IMPORTED_LOCATION "${msao_torch_lib}/libtorch_cpu.so"
    INTERFACE_LINK_LIBRARIES msao_torch_c10)
target_include_directories(msao_torch SYSTEM INTERFACE
    "${MSAO_LIBTORCH}/torch/include" "${MSAO_LIBTORCH}/torch/include/torch/csrc/api/include")
# The wheel resolves its own dependencies by its run path; the linker needs to be told where they lie.
target_link_options(msao_torch INTERFACE
    "LINKER:-rpath-link,${msao_torch_lib}:${MSAO_LIBTORCH}/nvidia/cu13/lib:${CUDAToolkit_LIBRARY_DIR}")
