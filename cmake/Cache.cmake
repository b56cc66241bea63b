# SPDX-License-Identifier: Apache-2.0
# ccache is used where it is installed; the build never needs it.
find_program(MSAO_CCACHE ccache)
if(MSAO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${MSAO_CCACHE}")
    set(CMAKE_CUDA_COMPILER_LAUNCHER "${MSAO_CCACHE}")
endif()
