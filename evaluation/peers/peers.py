# SPDX-License-Identifier: Apache-2.0
"""Who is measured: how each is started, plain and speculating, and how one gets it where it is missing."""
import dataclasses
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Variant:
    """One process: a program in one way to decode."""
    peer: str
    way: str  # plain, or what it does to speculate
    command: list
    sees: bool = True  # pictures

    @property
    def name(self):
        return f"{self.peer}, {self.way}"


@dataclasses.dataclass
class Missing:
    peer: str
    install: str


def has(python, *packages):
    """Without importing them, which takes seconds."""
    looks = f"import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, {packages})))"
    try:
        return subprocess.run([python, "-c", looks], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def msao(args):
    common = ["--dtype", {"float32": "f32", "bfloat16": "bf16"}[args.dtype], "--threads", args.threads]
    rounds = [args.bin / "msao", "eval", "rounds", "--target", args.target, *common]
    return [Variant("msao", "plain", [*rounds, "--mode", "cloud-only"]),
            Variant("msao", args.mode, [*rounds, "--mode", args.mode, "--draft", args.draft])]


def transformers(args):
    if not has(args.transformers_python, "transformers", "torch", "PIL"):
        return Missing("transformers", "python3 -m pip install torch transformers pillow   # then --transformers-python PYTHON")
    peer = [args.transformers_python, HERE / "transformers_peer.py", "--target", args.target, "--dtype", args.dtype, "--threads", args.threads]
    return [Variant("transformers", "plain", peer), Variant("transformers", "assisted", [*peer, "--draft", args.draft])]


def llama_cpp(args):
    if not has(args.llama_python, "llama_cpp", "gguf", "numpy"):
        return Missing("llama.cpp", "python3 -m pip install llama-cpp-python gguf numpy   # then --llama-python PYTHON")
    peer = [args.llama_python, HERE / "llama_cpp_peer.py", "--target", args.target, "--dtype", args.dtype, "--threads", args.threads]
    return [Variant("llama.cpp", "plain", peer, sees=False), Variant("llama.cpp", "prompt lookup", [*peer, "--lookup"], sees=False)]


def vllm(args):
    if not has(args.vllm_python, "vllm", "PIL"):
        return Missing("vLLM", "scripts/make_cluster   # then --vllm-python build/deps/cluster/bin/python")
    peer = [args.vllm_python, HERE / "vllm_peer.py", "--target", args.target, "--dtype", args.dtype, "--threads", args.threads]
    return [Variant("vLLM", "plain", peer), Variant("vLLM", "n-gram lookup", [*peer, "--lookup"])]


def found(args):
    variants, missing = [], []
    for peer in (msao, transformers, llama_cpp, vllm):
        answer = peer(args)
        if isinstance(answer, Missing):
            missing.append(answer)
        else:
            variants += answer
    return variants, missing
