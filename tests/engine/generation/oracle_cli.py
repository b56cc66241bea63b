#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command line against transformers, end to end: checkpoints of both families in random shapes made by `msao models
synth`, random prompts with 0-3 images of 28x28 to 1,000x700 and videos of 2-8 frames. Ids, positions, logits and 32 greedy
tokens must agree. Long form: --count 200."""
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
LAYOUT = ("input_ids", "mm_token_type_ids", "image_grid_thw", "video_grid_thw", "second_per_grid_ts")
WORDS = "what is the colour of this thing beside 3 red circles? Größe 大きい мир 🙂 \n  tab\t end".split(" ")


def random_picture(rng, width, height):
    noise = np.random.default_rng(rng.getrandbits(32)).integers(0, 256, (max(height // 8, 1), max(width // 8, 1), 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.BILINEAR)


def published_config(rng, family):
    """A config.json in the form of the published files: every size is drawn, special tokens stand in the published order."""
    heads, head_dim = rng.choice([1, 2, 3, 4, 6]), rng.choice([16, 32, 48, 64, 128])
    first = rng.randrange(1, head_dim // 2 - 1)
    second = rng.randrange(1, head_dim // 2 - first)
    specials = rng.randrange(256, 1200)
    vision_heads = rng.choice([1, 2, 4])
    width, depth = vision_heads * rng.choice([8, 16, 20, 40]), rng.randrange(1, 5)
    vision = dict(depth=depth, num_heads=vision_heads, patch_size=14, temporal_patch_size=2, spatial_merge_size=2)
    if family == "qwen2-vl":
        vision |= dict(embed_dim=width, hidden_size=heads * head_dim, mlp_ratio=rng.choice([2, 4]))
    else:
        vision |= dict(hidden_size=width, out_hidden_size=heads * head_dim, intermediate_size=8 * rng.randrange(4, 30),
                       hidden_act="silu", window_size=rng.choice([56, 112, 140]), tokens_per_second=rng.choice([1, 2, 4]),
                       fullatt_block_indexes=sorted(rng.sample(range(depth), rng.randrange(0, depth + 1))))
    return dict(model_type=family.replace("-", "_").replace(".", "_"), hidden_size=heads * head_dim, intermediate_size=8 * rng.randrange(4, 60),
                num_hidden_layers=rng.randrange(1, 5), num_attention_heads=heads,
                num_key_value_heads=rng.choice([k for k in range(1, heads + 1) if heads % k == 0]),
                vocab_size=specials + rng.randrange(22, 200), max_position_embeddings=32768, rms_norm_eps=rng.choice([1e-6, 1e-5]),
                rope_theta=rng.choice([1e4, 1e6]),
                rope_scaling={"type": "mrope", "mrope_section": [first, second, head_dim // 2 - first - second]},
                tie_word_embeddings=rng.random() < 0.5, hidden_act="silu", vision_start_token_id=specials + 9,
                vision_end_token_id=specials + 10, image_token_id=specials + 12, video_token_id=specials + 13, vision_config=vision)


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
        width, height = (1000, 700) if rng.random() < 0.25 else (300, 300)
        self.images = [random_picture(rng, rng.randrange(28, width + 1), rng.randrange(28, height + 1)) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
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
    positions, _ = model.model.get_rope_index(**{name: inputs[name] for name in LAYOUT if name in inputs})
    if found["position_ids"].tolist() != positions[:, 0].tolist():
        return "position_ids differ"
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
            (folder / "shape.json").write_text(json.dumps(published_config(rng, family)))
            run(msao, "models", "synth", "--like-config", folder / "shape.json", "--dtype", rng.choice(["f32", "bf16"]), "--seed", rng.randrange(10**6), "--out", checkpoint)
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
