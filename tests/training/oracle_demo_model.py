#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A checkpoint as msao-train writes it, before it has learnt anything, in transformers: the tokenizer's ids, the positions and
the logits must be the engine's. Both sizes, random pictures and clips, questions of any words."""
import argparse
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoModelForImageTextToText
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor

TOLERANCE = 2e-4  # of the largest logit
WORDS = "what colour is the star how many red things are there is it left of describe Größe 🙂 ?".split(" ")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}: {done.stderr.strip()}")


def check(args, rng, model_folder, out):
    question = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 10)))
    height, width = rng.choice([(100, 100), (224, 224), (rng.randrange(60, 700), rng.randrange(60, 700))])
    pixels = np.random.default_rng(rng.getrandbits(32)).integers(0, 256, (height, width, 3), dtype=np.uint8)
    picture = Image.fromarray(pixels)
    picture.save(out / "picture.png")
    run(args.bin / "msao", "logits", "--model", model_folder, "--dtype", "f32", "--prompt", question, "--image",
        out / "picture.png", "--out", out / "logits.safetensors")
    found = load_file(out / "logits.safetensors")
    model = AutoModelForImageTextToText.from_pretrained(model_folder, dtype=torch.float32).eval()
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    visual = Qwen2VLImageProcessor.from_pretrained(model_folder)(images=[picture], return_tensors="pt")
    count = int(visual["image_grid_thw"].prod()) // 4
    text = ("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n<|vision_start|>" + "<|image_pad|>" * count +
            f"<|vision_end|>{question}<|im_end|>\n<|im_start|>assistant\n")
    ids = torch.tensor([tokenizer.encode(text).ids])
    if ids[0].tolist() != found["input_ids"].tolist():
        return "the ids differ"
    with torch.no_grad():
        expected = model(input_ids=ids, mm_token_type_ids=(ids == model.config.image_token_id).int(), **visual).logits[0]
    error = float((found["logits"] - expected).abs().max() / expected.abs().max())
    return None if error < TOLERANCE else f"the logits differ by {error:.2e} of the largest"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--count", type=int, default=3)
    args = parser.parse_args()
    print("seed", args.seed)
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name)
        for role in ("draft", "target"):
            run(args.bin / "msao-train", "--what", role, "--out", out, "--seed", rng.randrange(1000), "--minutes", "0")
            for number in range(args.count):
                fault = check(args, rng, out / role, out)
                if fault:
                    sys.exit(f"{role}, case {number}: {fault}")
    print("agrees")


if __name__ == "__main__":
    main()
