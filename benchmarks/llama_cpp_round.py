#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One peer process: llama.cpp (package llama-cpp-python) on random weights in the 2B shape. For every line on stdin it
measures one round and prints one line of JSON, as `msao bench ... --paced` does."""
import argparse
import json
import pathlib
import statistics
import sys
import time

import gguf
import llama_cpp
import numpy as np

import gguf_text

SHAPE = {"layers": 28, "hidden": 1536, "intermediate": 8960, "heads": 12, "kv_heads": 2, "vocabulary": 151936,
         "context": 4096, "norm_eps": 1e-6, "rope_base": 1e6, "rope_sections": [16, 24, 24, 0]}
QUANTISATION = {"bf16": gguf.GGMLQuantizationType.BF16, "int8": gguf.GGMLQuantizationType.Q8_0, "int4": gguf.GGMLQuantizationType.Q4_0}
STEPS_PER_ROUND = 6


@llama_cpp.llama_log_callback
def silence(level, text, user_data):
    """llama.cpp narrates on stderr; only its figures are wanted here."""


def add_matrix(writer, name, rows, cols, quantisation, rng):
    """The speed does not depend on the values, so one random block of rows is quantised once and repeated."""
    block = rng.standard_normal((64, cols), dtype=np.float32) / np.sqrt(cols).astype(np.float32)
    packed = gguf.quants.quantize(block, quantisation)
    writer.add_tensor(name, np.tile(packed, (rows // 64, 1)), raw_dtype=quantisation)


def write_model(path, quantisation):
    rng = np.random.default_rng(1)
    s = SHAPE
    head_dim = s["hidden"] // s["heads"]
    writer = gguf_text.text_writer(path, s)
    add_matrix(writer, "token_embd.weight", s["vocabulary"], s["hidden"], quantisation, rng)
    writer.add_tensor("output_norm.weight", np.ones(s["hidden"], dtype=np.float32))
    for layer in range(s["layers"]):
        prefix = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(prefix + norm + ".weight", np.ones(s["hidden"], dtype=np.float32))
        for name, rows in (("attn_q", s["heads"] * head_dim), ("attn_k", s["kv_heads"] * head_dim), ("attn_v", s["kv_heads"] * head_dim)):
            add_matrix(writer, prefix + name + ".weight", rows, s["hidden"], quantisation, rng)
            writer.add_tensor(prefix + name + ".bias", np.zeros(rows, dtype=np.float32))
        add_matrix(writer, prefix + "attn_output.weight", s["hidden"], s["hidden"], quantisation, rng)
        add_matrix(writer, prefix + "ffn_gate.weight", s["intermediate"], s["hidden"], quantisation, rng)
        add_matrix(writer, prefix + "ffn_up.weight", s["intermediate"], s["hidden"], quantisation, rng)
        add_matrix(writer, prefix + "ffn_down.weight", s["hidden"], s["intermediate"], quantisation, rng)
    gguf_text.finish(writer)


class Peer:
    def __init__(self, path, threads, context):
        llama_cpp.llama_log_set(silence, None)
        llama_cpp.llama_backend_init()
        self.model = llama_cpp.llama_model_load_from_file(str(path).encode(), llama_cpp.llama_model_default_params())
        params = llama_cpp.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_ubatch = 2048, 512, 512
        params.n_threads = params.n_threads_batch = threads
        self.context = llama_cpp.llama_init_from_model(self.model, params)
        self.memory = llama_cpp.llama_get_memory(self.context)
        rng = np.random.default_rng(2)
        self.prompt = rng.integers(0, 150000, context).astype(np.int32)

    def decode(self, tokens):
        array = (llama_cpp.llama_token * len(tokens))(*tokens.tolist())
        if llama_cpp.llama_decode(self.context, llama_cpp.llama_batch_get_one(array, len(tokens))) != 0:
            sys.exit("llama_decode failed")
        logits = llama_cpp.llama_get_logits_ith(self.context, -1)
        return int(np.argmax(np.ctypeslib.as_array(logits, shape=(SHAPE["vocabulary"],))))

    def step_ms(self, count):
        samples = []
        for _ in range(STEPS_PER_ROUND):
            begin = time.perf_counter()
            self.decode(self.prompt[:count])
            samples.append(1000 * (time.perf_counter() - begin))
            llama_cpp.llama_memory_seq_rm(self.memory, 0, len(self.prompt), -1)
        return statistics.median(samples)

    def prefill(self):
        llama_cpp.llama_memory_clear(self.memory, True)
        begin = time.perf_counter()
        self.decode(self.prompt)
        return len(self.prompt) / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["decode", "prefill"])
    parser.add_argument("--dtype", choices=QUANTISATION, required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="where the model file is kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--tokens", default="1,6")
    args = parser.parse_args()
    path = args.folder / f"llama-2b-{args.dtype}.gguf"
    if not path.exists():
        args.folder.mkdir(parents=True, exist_ok=True)
        write_model(path, QUANTISATION[args.dtype])
    peer = Peer(path, args.threads, args.context)
    peer.prefill()
    for _ in sys.stdin:
        if args.what == "prefill":
            figures = {"tokens_per_second": peer.prefill()}
        else:
            figures = {"step_ms": {count: peer.step_ms(int(count)) for count in args.tokens.split(",")}}
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
