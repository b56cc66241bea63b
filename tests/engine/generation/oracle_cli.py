#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command line against transformers, end to end: random checkpoints of both families made by `msao models synth`,
random prompts with 0-3 images and videos of 2-8 frames. Ids, positions, logits and 32 greedy tokens must agree."""
import argparse
import json
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
from transformers import AutoModelForImageTextToText, AutoVideoProcessor
from transformers.utils import logging as transformers_logging
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor

TOLERANCE = 2e-4  # of the largest logit
WORDS = "what is the colour of this thing beside 3 red circles? Größe 大きい мир 🙂 \n  tab\t end".split(" ")


def random_picture(rng, width, height):
    noise = np.random.default_rng(rng.getrandbits(32)).integers(0, 256, (max(height // 8, 1), max(width // 8, 1), 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.BILINEAR)


def run(program, *arguments):
    done = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout


class Case:
    def __init__(self, rng, folder, family):
        self.folder = folder
        self.family = family
        self.question = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 12)))
        self.images = [random_picture(rng, rng.randrange(28, 300), rng.randrange(28, 300)) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        self.videos = []
        if rng.random() < 0.4:
            size = (rng.randrange(60, 150), rng.randrange(60, 150))
            self.videos.append([random_picture(rng, *size) for _ in range(rng.randrange(2, 9))])
        self.fps = rng.choice([1.0, 2.0, 4.0])

    def arguments(self):
        arguments = ["--prompt", self.question, "--dtype", "f32", "--fps", self.fps]
        for index, image in enumerate(self.images):
            image.save(self.folder / f"image{index}.png")
            arguments += ["--image", self.folder / f"image{index}.png"]
        for index, frames in enumerate(self.videos):
            clip = self.folder / f"clip{index}"
            clip.mkdir(exist_ok=True)
            for number, frame in enumerate(frames):
                frame.save(clip / f"frame{number:03}.png")
            arguments += ["--video", clip]
        return arguments

    def text(self):
        pictures = "<|vision_start|><|image_pad|><|vision_end|>" * len(self.images)
        clips = "<|vision_start|><|video_pad|><|vision_end|>" * len(self.videos)
        return ("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n"
                f"{pictures}{clips}{self.question}<|im_end|>\n<|im_start|>assistant\n")


def model_inputs(case, checkpoint, config):
    """What transformers' processor would hand to the model, put together from its parts."""
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    preprocessor = json.loads((checkpoint / "preprocessor_config.json").read_text())
    inputs = {}
    counts = {config["image_token_id"]: [], config["video_token_id"]: []}
    if case.images:
        processor = Qwen2VLImageProcessor(**{k: v for k, v in preprocessor.items() if k in ("min_pixels", "max_pixels", "size", "image_mean", "image_std")})
        done = processor(images=case.images, return_tensors="pt")
        inputs |= {"pixel_values": done["pixel_values"], "image_grid_thw": done["image_grid_thw"]}
        counts[config["image_token_id"]] = [int(grid.prod()) // 4 for grid in done["image_grid_thw"]]
    if case.videos:
        frames = torch.stack([torch.from_numpy(np.array(frame)).permute(2, 0, 1) for frame in case.videos[0]])
        done = AutoVideoProcessor.from_pretrained(checkpoint)(videos=[frames], do_sample_frames=False, return_tensors="pt")
        inputs |= {"pixel_values_videos": done["pixel_values_videos"], "video_grid_thw": done["video_grid_thw"]}
        counts[config["video_token_id"]] = [int(grid.prod()) // 4 for grid in done["video_grid_thw"]]
        if case.family == "qwen2.5-vl":
            inputs["second_per_grid_ts"] = torch.tensor([2.0 / case.fps])
    ids = []
    for token in tokenizer.encode(case.text(), add_special_tokens=False).ids:
        ids += [token] * (counts[token].pop(0) if token in counts else 1)
    inputs["input_ids"] = torch.tensor([ids])
    inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
    kinds = torch.zeros_like(inputs["input_ids"])
    kinds[inputs["input_ids"] == config["image_token_id"]] = 1
    kinds[inputs["input_ids"] == config["video_token_id"]] = 2
    inputs["mm_token_type_ids"] = kinds
    return inputs


def rows_without_token(checkpoint, config):
    """Rows of the head beyond the tokenizer's last id: msao never draws them, transformers has to be told."""
    ids = Tokenizer.from_file(str(checkpoint / "tokenizer.json")).get_vocab(with_added_tokens=True).values()
    vocabulary = config.get("vocab_size") or config["text_config"]["vocab_size"]
    return list(range(max(ids) + 1, vocabulary))


def compare(case, checkpoint, msao, model, config):
    out = case.folder / "logits.safetensors"
    arguments = case.arguments()
    run(msao, "logits", "--model", checkpoint, *arguments, "--out", out)
    found = load_file(out)
    inputs = model_inputs(case, checkpoint, config)
    if found["input_ids"].tolist() != inputs["input_ids"][0].tolist():
        return "input_ids differ"
    with torch.inference_mode():
        expected = model(**inputs).logits[0]
    scale = expected.abs().max().item()
    error = (found["logits"] - expected).abs().max().item() / scale
    if not error <= TOLERANCE:
        return f"logits differ by {error:.2e} of their scale {scale:.2f}"
    answer = json.loads(run(msao, "generate", "--model", checkpoint, *arguments, "--greedy", "--max-new-tokens", 32, "--json"))
    with torch.inference_mode():
        generated = model.generate(**inputs, do_sample=False, max_new_tokens=32, repetition_penalty=1.0, suppress_tokens=rows_without_token(checkpoint, config))
    expected_tokens = generated[0, inputs["input_ids"].shape[1]:].tolist()
    if answer["tokens"] != expected_tokens:
        first = next((i for i, (a, b) in enumerate(zip(answer["tokens"], expected_tokens)) if a != b), min(len(answer["tokens"]), len(expected_tokens)))
        return f"greedy tokens differ from token {first} on: {answer['tokens'][first:first + 4]} instead of {expected_tokens[first:first + 4]}"
    return error


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--count", type=int, default=8)
    args = parser.parse_args()
    print(f"seed {args.seed}")
    rng = random.Random(args.seed)
    torch.set_num_threads(2)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    msao = args.bin / "msao"
    worst = 0.0
    for number in range(args.count):
        family = rng.choice(["qwen2-vl", "qwen2.5-vl"])
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            checkpoint = folder / "model"
            run(msao, "models", "synth", "--like", "tiny", "--family", family, "--dtype", rng.choice(["f32", "bf16"]), "--seed", rng.randrange(10**6), "--out", checkpoint)
            config = json.loads((checkpoint / "config.json").read_text())
            model = AutoModelForImageTextToText.from_pretrained(checkpoint, dtype=torch.float32).eval()
            case = Case(rng, folder, family)
            outcome = compare(case, checkpoint, msao, model, config)
            label = f"case {number} ({family}, {len(case.images)} images, {len(case.videos)} videos)"
            if isinstance(outcome, str):
                sys.exit(f"{label}: {outcome}")
            worst = max(worst, outcome)
    print(f"{args.count} cases agree; largest logit error {worst:.1e} of the scale")


if __name__ == "__main__":
    main()
