#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""vLLM's CPU build: greedy generation, with --lookup helped by its n-gram proposer."""
import argparse
import asyncio
import json
import os
import pathlib
import shutil
import tempfile
import time

os.environ.setdefault("VLLM_CPU_KVCACHE_SPACE", "1")  # GiB
os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")

from PIL import Image  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402
from vllm import AsyncEngineArgs, AsyncLLMEngine, SamplingParams  # noqa: E402
from vllm.sampling_params import RequestOutputKind  # noqa: E402

import peer_loop  # noqa: E402
from checkpoint import Checkpoint  # noqa: E402


EARS = "audio_tower."


def without_ears(folder):
    """vLLM's Qwen2-VL has no audio tower and refuses a checkpoint that has one, such as the demo pair's; no prompt here
    is heard. A copy without it, for as long as the object is kept; nothing where there is none."""
    files = {path: load_file(path) for path in folder.glob("*.safetensors")}
    if not any(name.startswith(EARS) for tensors in files.values() for name in tensors):
        return None
    copy = tempfile.TemporaryDirectory()
    for path in folder.iterdir():
        if path.is_file() and path not in files:
            shutil.copy(path, copy.name)
    for path, tensors in files.items():
        kept = {name: tensor for name, tensor in tensors.items() if not name.startswith(EARS)}
        save_file(kept, pathlib.Path(copy.name) / path.name, metadata={"format": "pt"})
    index = pathlib.Path(copy.name) / "model.safetensors.index.json"
    if index.exists():
        told = json.loads(index.read_text())
        told["weight_map"] = {name: file for name, file in told["weight_map"].items() if not name.startswith(EARS)}
        index.write_text(json.dumps(told))
    return copy


class Peer:
    def __init__(self, args):
        self.checkpoint = Checkpoint(args.target)
        self.copy = without_ears(args.target)
        lookup = {"method": "ngram", "num_speculative_tokens": 4, "prompt_lookup_max": 4}
        self.engine = AsyncLLMEngine.from_engine_args(AsyncEngineArgs(
            model=self.copy.name if self.copy else str(args.target), dtype=args.dtype, max_model_len=args.context, enforce_eager=True, max_num_seqs=1,
            enable_prefix_caching=False, speculative_config=lookup if args.lookup else None))
        self.loop = asyncio.new_event_loop()
        self.count = 0

    def sampling(self, new_tokens):
        end, rows = self.checkpoint.token_end, self.checkpoint.config["vocab_size"]  # rows from the end on belong to no token
        return SamplingParams(temperature=0, max_tokens=new_tokens, stop_token_ids=self.checkpoint.stop_tokens(), detokenize=False,
                              output_kind=RequestOutputKind.DELTA, allowed_token_ids=list(range(end)) if end < rows else None)

    async def stream(self, order):
        prompt = {"prompt_token_ids": order["tokens"]}
        if "image" in order:
            prompt["multi_modal_data"] = {"image": Image.open(order["image"]).convert("RGB")}
        tokens = []
        times = peer_loop.TokenTimes(time.perf_counter)
        self.count += 1
        async for output in self.engine.generate(prompt, self.sampling(order["new_tokens"]), request_id=str(self.count)):
            new = output.outputs[0].token_ids
            times.came(len(new))
            tokens += new
        return {"tokens": tokens} | times.figures()

    def answer(self, order):
        return self.loop.run_until_complete(self.stream(order))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=pathlib.Path, required=True)
    parser.add_argument("--lookup", action="store_true")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--context", type=int, default=2048)
    args = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(args.threads))
    peer_loop.serve(lambda: Peer(args).answer)


if __name__ == "__main__":
    main()
