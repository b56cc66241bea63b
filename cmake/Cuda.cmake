# SPDX-License-Identifier: Apache-2.0
# CUDA is used where a toolkit of libtorch's major version is and MSAO_CUDA is on; everything else builds and runs
# without it.
set(MSAO_HAS_CUDA OFF)
if(MSAO_CUDA)
    include(CheckLanguage)
    if(NOT CMAKE_CUDA_ARCHITECTURES)
        set(CMAKE_CUDA_ARCHITECTURES 80 86 90)
    endif()
    # The toolkit's own installer does not put its folder on the PATH.
    find_program(MSAO_NVCC nvcc HINTS /usr/local/cuda/bin)
    if(MSAO_NVCC AND NOT CMAKE_CUDA_COMPILER AND NOT DEFINED ENV{CUDACXX})
        set(ENV{CUDACXX} "${MSAO_NVCC}")  # check_language tries it out first, so a broken toolkit is no error
    endif()
    check_language(CUDA)
    if(CMAKE_CUDA_COMPILER)
        # One CUDA runtime in the process: libtorch brings the shared one.
        set(CMAKE_CUDA_RUNTIME_LIBRARY Shared)
        enable_language(CUDA)
        find_package(CUDAToolkit REQUIRED)
        if(CUDAToolkit_VERSION_MAJOR EQUAL 13)
            set(CMAKE_CUDA_STANDARD 20)
            # Debian's CMake 3.25 does not know how nvcc is asked for it.
            if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
                set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION "-std=c++20")
                set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION "-std=c++20")
            endif()
            set(MSAO_HAS_CUDA ON)
        else()
            message(STATUS "CUDA ${CUDAToolkit_VERSION} is not used: the pinned libtorch is built for CUDA 13")
        endif()
    endif()
endif()
message(STATUS "CUDA kernels: ${MSAO_HAS_CUDA}")
