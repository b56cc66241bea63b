#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""llama.cpp by its Python package llama-cpp-python, on the language model of the same checkpoint: greedy, with --lookup
helped by its own way to speculate, which looks the next tokens up in the prompt. Pictures are none of its business."""
import argparse
import pathlib
import sys
import tempfile
import time

import gguf
import llama_cpp
import numpy as np
from llama_cpp.llama_speculative import LlamaPromptLookupDecoding

import peer_loop
from checkpoint import Checkpoint

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks"))
import gguf_text  # noqa: E402

TYPES = {"float32": gguf.GGMLQuantizationType.F32, "bfloat16": gguf.GGMLQuantizationType.BF16}
OUTSIDE = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight", "lm_head.weight": "output.weight"}
IN_LAYER = {"input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
            "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
            "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down"}


def name_in_gguf(name):
    """Nothing for tensors of the vision tower."""
    name = name.replace("model.language_model.", "model.")
    if name in OUTSIDE:
        return OUTSIDE[name]
    if not name.startswith("model.layers."):
        return None
    layer, _, rest = name.removeprefix("model.layers.").partition(".")
    part, _, kind = rest.rpartition(".")
    return f"blk.{layer}.{IN_LAYER[part]}.{kind}"


def convert(checkpoint, path, kind):
    writer = gguf_text.text_writer(path, checkpoint.text_shape())
    for name, values in checkpoint.tensors():
        told = name_in_gguf(name)
        if told is None:
            continue
        if told in ("token_embd.weight", "output.weight"):
            values = values[: checkpoint.token_end]
        matrix = kind if values.ndim == 2 else gguf.GGMLQuantizationType.F32
        writer.add_tensor(told, gguf.quants.quantize(np.ascontiguousarray(values), matrix), raw_dtype=matrix)
    gguf_text.finish(writer)


class Peer:
    def __init__(self, args, path):
        self.stop = set(Checkpoint(args.target).stop_tokens())
        lookup = LlamaPromptLookupDecoding() if args.lookup else None
        self.model = llama_cpp.Llama(str(path), n_ctx=args.context, n_batch=512, n_threads=args.threads,
                                     n_threads_batch=args.threads, draft_model=lookup, logits_all=args.lookup, verbose=False)

    def answer(self, order):
        if "image" in order:
            raise SystemExit("llama-cpp-python reads no pictures here")
        tokens = []
        times = peer_loop.TokenTimes(time.perf_counter)
        self.model.reset()
        for token in self.model.generate(order["tokens"], temp=0, repeat_penalty=1.0):
            times.came(1)
            tokens.append(token)
            if token in self.stop or len(tokens) == order["new_tokens"]:
                break
        return {"tokens": tokens} | times.figures()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=pathlib.Path, required=True)
    parser.add_argument("--lookup", action="store_true")
    parser.add_argument("--dtype", choices=TYPES, default="bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--context", type=int, default=2048)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text.gguf"
        convert(Checkpoint(args.target), path, TYPES[args.dtype])
        peer_loop.serve(lambda: Peer(args, path).answer)


if __name__ == "__main__":
    main()
