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

# The CUDA half: libtorch registers its CUDA operators when these libraries are loaded, and a program that names no symbol
# of theirs would lose them to the linker's --as-needed. They load without a driver (libcuda is opened when first used),
# so a program linked to them starts on a machine without a GPU.
if(MSAO_HAS_CUDA)
    if(NOT EXISTS "${msao_torch_lib}/libtorch_cuda.so")
        message(FATAL_ERROR "libtorch in ${MSAO_LIBTORCH} was built without CUDA: configure with -DMSAO_CUDA=OFF, or fetch the pinned wheel")
    endif()
    add_library(msao_torch_cuda INTERFACE)
    add_library(msao::torch_cuda ALIAS msao_torch_cuda)
    target_link_libraries(msao_torch_cuda INTERFACE
        "-Wl,--push-state,--no-as-needed,${msao_torch_lib}/libtorch_cuda.so,${msao_torch_lib}/libc10_cuda.so,--pop-state"
        msao_torch CUDA::cudart)
    target_link_options(msao_torch_cuda INTERFACE
        "LINKER:-rpath-link,${MSAO_LIBTORCH}/nvidia/nvshmem/lib:${MSAO_LIBTORCH}/nvidia/cusparselt/lib:${MSAO_LIBTORCH}/nvidia/nccl/lib:${MSAO_LIBTORCH}/nvidia/cudnn/lib")
endif()
