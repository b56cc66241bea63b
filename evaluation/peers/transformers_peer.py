#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hugging Face transformers: greedy generation, with --draft assisted by the small model."""
import argparse
import json
import pathlib
import time

import torch
from PIL import Image
from transformers import AutoModelForImageTextToText
from transformers.generation.streamers import BaseStreamer
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor
from transformers.utils import logging

import peer_loop
from checkpoint import Checkpoint


class Watch(BaseStreamer):
    """Is shown the prompt first, then whatever was generated."""

    def __init__(self):
        self.times = peer_loop.TokenTimes(time.perf_counter)
        self.saw_prompt = False

    def put(self, value):
        if self.saw_prompt:
            self.times.came(value.numel())
        self.saw_prompt = True

    def end(self):
        pass


class Peer:
    def __init__(self, args):
        self.checkpoint = Checkpoint(args.target)
        self.model = self.load(args.target, args.dtype)
        self.assistant = self.load(args.draft, args.dtype) if args.draft else None
        # The generation config asks for sampling; what is compared is greedy.
        for model in filter(None, (self.model, self.assistant)):
            model.generation_config.update(do_sample=False, temperature=None, top_p=None, top_k=None, repetition_penalty=1.0)
        rows = range(self.checkpoint.token_end, self.checkpoint.config["vocab_size"])
        self.options = {"do_sample": False, "eos_token_id": self.checkpoint.stop_tokens(),
                        "pad_token_id": self.checkpoint.stop_tokens()[0], "suppress_tokens": list(rows) or None}
        preprocessor = json.loads((args.target / "preprocessor_config.json").read_text())
        wanted = ("min_pixels", "max_pixels", "size", "image_mean", "image_std")
        self.pictures = Qwen2VLImageProcessor(**{key: value for key, value in preprocessor.items() if key in wanted})

    @staticmethod
    def load(folder, dtype):
        return AutoModelForImageTextToText.from_pretrained(folder, dtype=getattr(torch, dtype), attn_implementation="sdpa").eval()

    def inputs(self, order, picture):
        tokens, pad, visual = order["tokens"], self.checkpoint.config["image_token_id"], {}
        if picture is not None:
            done = self.pictures(images=[picture], return_tensors="pt")
            visual = {"pixel_values": done["pixel_values"].to(self.model.dtype), "image_grid_thw": done["image_grid_thw"]}
            count = int(done["image_grid_thw"][0].prod()) // self.pictures.merge_size**2
            tokens = [same for token in tokens for same in [token] * (count if token == pad else 1)]
        ids = torch.tensor([tokens])
        return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "mm_token_type_ids": (ids == pad).int()} | visual

    def answer(self, order):
        picture = Image.open(order["image"]).convert("RGB") if "image" in order else None
        watch = Watch()
        inputs = self.inputs(order, picture)
        with torch.inference_mode():
            ids = self.model.generate(**inputs, **self.options, max_new_tokens=order["new_tokens"], streamer=watch, assistant_model=self.assistant)
        return {"tokens": ids[0, inputs["input_ids"].shape[1]:].tolist()} | watch.times.figures()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=pathlib.Path, required=True)
    parser.add_argument("--draft", type=pathlib.Path)
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    peer_loop.serve(lambda: Peer(args).answer)


if __name__ == "__main__":
    main()
