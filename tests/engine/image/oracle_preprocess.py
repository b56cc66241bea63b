#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds image and video preprocessing against Pillow and transformers' Qwen2-VL processors on files drawn at random.

Tolerances, in 8-bit levels: resizing 0 against the torchvision processor, the default of transformers, whose fixed-point
weights and order of passes are ours; 2 against Pillow's finer weights in that order (Pillow 13 picks the order by cost,
which sets transformers' own two backends up to 30 levels apart at hard edges, so of its Pillow backend only the grid is
compared); decoding PNG 0; decoding JPEG 1, because the decoder in Pillow's wheel is another release than the system's;
16-bit grey PNG is held against its upper byte, which Pillow does not do. Normalised values: 2e-6.
"""
import argparse
import math
import os
import random
import subprocess
import sys
import tempfile

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFile, ImageFilter, ImageOps
from transformers import Qwen2VLImageProcessor, Qwen2VLVideoProcessor
from transformers.image_transforms import convert_to_rgb
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
from transformers.video_utils import VideoMetadata

MEAN = np.array([0.48145466, 0.4578275, 0.40821073], dtype=np.float32).reshape(1, 3, 1)
DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711], dtype=np.float32).reshape(1, 3, 1)


# Pillow's own writer gives up on progressive noise with its small default buffer.
ImageFile.MAXBLOCK = 1 << 24


class Difference(Exception):
    pass


def require(condition, text):
    if not condition:
        raise Difference(text)


class Program:
    """The built preprocess_file, one job a line."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [os.path.join(folder, "preprocess_file")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def run(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        require(answer.startswith("ok"), f"{words}: {answer or 'the program ended'}")
        return [float(word) for word in answer.split()[1:]]


def noise(rng, width, height):
    return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)


def gradient(rng, width, height):
    x = np.linspace(0, 1, width)[None, :, None]
    y = np.linspace(0, 1, height)[:, None, None]
    slope = rng.uniform(-255, 255, (2, 3))
    return np.clip(rng.uniform(0, 255, 3) + slope[0] * x + slope[1] * y, 0, 255).astype(np.uint8)


def photograph(rng, width, height):
    small = Image.fromarray(noise(rng, max(2, width // 16), max(2, height // 16)))
    picture = small.resize((width, height), Image.BICUBIC).filter(ImageFilter.GaussianBlur(1))
    grain = rng.normal(0, 4, (height, width, 3))
    return np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8)


def text(rng, width, height):
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for y in range(2, height, 12):
        line = "".join(chr(rng.integers(33, 127)) for _ in range(width // 6 + 1))
        draw.text((2, y), line, fill=tuple(int(v) for v in rng.integers(0, 128, 3)))
    return np.asarray(picture)


KINDS = [noise, gradient, photograph, text]


def draw_size(rnd):
    if rnd.random() < 0.1:
        return rnd.choice([(28, 28), (1000, 700), (28, 1000), (1000, 28), (29, 700), (5, 900), (14, 14), (1, 1), (3, 200)])
    return rnd.randint(28, 1000), rnd.randint(28, 700)


def draw_limits(rnd):
    if rnd.random() < 0.5:
        return 56 * 56, 28 * 28 * 1280
    least = rnd.randint(1, 300) * 784
    return least, least * rnd.randint(2, 8)


def levels(patches):
    """Undoes the normalisation: [patches, values] -> 8-bit levels."""
    per_channel = patches.reshape(patches.shape[0], 3, -1)
    return np.rint((per_channel * DEVIATION + MEAN) * 255).astype(np.int32)


def compare_patches(name, ours, reference, tolerance):
    require(ours.shape == reference.shape, f"{name}: shape {ours.shape}, expected {reference.shape}")
    difference = np.abs(levels(ours) - levels(reference))
    worst = int(difference.max())
    require(worst <= tolerance, f"{name}: {worst} levels apart, at most {tolerance}; {np.mean(difference > 0):.2%} differ")
    drift = float(np.abs(ours - reference).max())
    require(worst > 0 or drift <= 2e-6, f"{name}: equal levels, normalised values {drift} apart")
    return worst, float(np.mean(difference > 0))


def compare_with_pillow(name, picture, ours, grid):
    height, width = int(grid[1]) * 14, int(grid[2]) * 14
    resized = picture.resize((width, picture.height), Image.BICUBIC).resize((width, height), Image.BICUBIC)
    blocks = levels(ours).reshape(height // 28, width // 28, 2, 2, 3, 2, 14, 14)[:, :, :, :, :, 0]
    picture_again = blocks.transpose(0, 2, 5, 1, 3, 6, 4).reshape(height, width, 3)
    difference = np.abs(picture_again - np.asarray(resized))
    require(difference.max() <= 2, f"{name} against Pillow: {difference.max()} levels apart, at most 2")
    return int(difference.max()), float(np.mean(difference > 0))


def read_patches(path, grid):
    values = np.fromfile(path, dtype=np.float32)
    return values.reshape(int(grid[0] * grid[1] * grid[2]), -1)


def read_pixels(path, width, height):
    return np.fromfile(path, dtype=np.uint8).reshape(int(height), int(width), 3)


def to_rgb(picture):
    """As a user sees it: upright, on white."""
    return convert_to_rgb(ImageOps.exif_transpose(picture), return_numpy=True)


def check_images(program, folder, rnd, rng, count):
    worst = {"torchvision": (0, 0.0), "pillow": (0, 0.0), "jpeg": (0, 0.0)}
    for i in range(count):
        width, height = draw_size(rnd)
        least, most = draw_limits(rnd)
        kind = rnd.choice(KINDS)
        pixels = kind(rng, width, height)
        size = {"shortest_edge": least, "longest_edge": most}
        name = f"image {i} ({kind.__name__}, {width}x{height}, {least}..{most})"
        path, out = f"{folder}/image.png", f"{folder}/patches"
        Image.fromarray(pixels).save(path)
        grid = program.run("image", path, out, least, most)[:3]
        ours = read_patches(out, grid)
        expected = Qwen2VLImageProcessor(size=size)(images=Image.fromarray(pixels), return_tensors="np")
        pillow = Qwen2VLImageProcessorPil(size=size)(images=Image.fromarray(pixels), return_tensors="np")
        for backend in (expected, pillow):
            require(list(backend["image_grid_thw"][0]) == grid, f"{name}: grid {grid}, expected {backend['image_grid_thw'][0]}")
        found = compare_patches(f"{name} against torchvision", ours, np.asarray(expected["pixel_values"]), 0)
        worst["torchvision"] = max(worst["torchvision"], found)
        found = compare_with_pillow(name, Image.fromarray(pixels), ours, grid)
        worst["pillow"] = max(worst["pillow"], found)
        path = f"{folder}/image.jpg"
        Image.fromarray(pixels).save(path, quality=rnd.randint(30, 100), subsampling=rnd.randint(0, 2), progressive=rnd.random() < 0.5)
        found = check_decoding(program, folder, path, f"{name} as JPEG", 1)
        worst["jpeg"] = max(worst["jpeg"], found)
    for backend, (level, share) in worst.items():
        print(f"images {backend}: {count} compared, worst {level} levels, at most {share:.3%} of a picture differ")


def check_decoding(program, folder, path, name, tolerance, expected=None):
    expected = to_rgb(Image.open(path)) if expected is None else expected
    width, height = program.run("decode", path, f"{folder}/pixels")
    require((height, width) == expected.shape[:2], f"{name}: {width}x{height}, expected {expected.shape[1]}x{expected.shape[0]}")
    difference = np.abs(read_pixels(f"{folder}/pixels", width, height).astype(int) - expected)
    require(difference.max() <= tolerance, f"{name}: {difference.max()} levels apart, at most {tolerance}")
    return int(difference.max()), float(np.mean(difference > 0))


def png_variants(rng, rnd):
    """(name, picture, save options): every form of PNG that Pillow writes."""
    width, height = rnd.randint(1, 60), rnd.randint(1, 60)
    picture = Image.fromarray(photograph(rng, max(width, 2), max(height, 2)))
    alpha = Image.fromarray(rng.integers(0, 256, (picture.height, picture.width), dtype=np.uint8))
    with_alpha = picture.convert("RGBA")
    with_alpha.putalpha(alpha)
    grey_alpha = picture.convert("LA")
    grey_alpha.putalpha(alpha)
    yield "rgb", picture, {}
    yield "rgba", with_alpha, {}
    yield "grey", picture.convert("L"), {}
    yield "grey and alpha", grey_alpha, {}
    yield "one bit", picture.convert("1"), {}
    for bits in (1, 2, 4, 8):
        yield f"palette {bits} bits", picture.quantize(1 << bits), {"bits": bits}
    yield "palette with transparency", picture.quantize(16), {"transparency": 3}
    yield "rgb with transparency", picture, {"transparency": picture.getpixel((0, 0))}


def check_decoders(program, folder, rnd, rng, rounds):
    count = 0
    for _ in range(rounds):
        for name, picture, options in png_variants(rng, rnd):
            orientation = rnd.randint(0, 8)
            exif = Image.Exif()
            exif[0x0112] = orientation
            picture.save(f"{folder}/v.png", exif=exif, **options)
            check_decoding(program, folder, f"{folder}/v.png", f"PNG {name}, orientation {orientation}", 0)
            count += 1
        for mode in ("RGB", "L", "CMYK"):
            width, height = rnd.randint(2, 70), rnd.randint(2, 70)
            for orientation in range(1, 9):
                exif = Image.Exif()
                exif[0x0112] = orientation
                picture = Image.fromarray(photograph(rng, width, height)).convert(mode)
                picture.save(f"{folder}/v.jpg", exif=exif, quality=90, progressive=rnd.random() < 0.3)
                check_decoding(program, folder, f"{folder}/v.jpg", f"JPEG {mode}, orientation {orientation}", 1)
                count += 1
        deep = rng.integers(0, 65536, (rnd.randint(1, 40), rnd.randint(1, 40)), dtype=np.uint16)
        Image.fromarray(deep).save(f"{folder}/v.png")
        expected = np.repeat((deep >> 8).astype(np.uint8)[:, :, None], 3, axis=2)
        check_decoding(program, folder, f"{folder}/v.png", "PNG 16-bit grey", 0, expected)
        count += 1
    print(f"decoding: {count} PNG and JPEG forms compared")


def check_videos(program, folder, rnd, rng, count):
    for i in range(count):
        frames, (width, height) = rnd.randint(1, 8), (rnd.randint(28, 700), rnd.randint(28, 500))
        default = rnd.random() < 0.3
        least, most = (128 * 784, 768 * 784) if default else draw_limits(rnd)
        rate = rnd.choice([1.0, 2.0, 24.0, 29.97])
        clip = f"{folder}/clip{i}"
        os.mkdir(clip)
        pixels = np.stack([rnd.choice(KINDS)(rng, width, height) for _ in range(frames)])
        for n, frame in enumerate(pixels):
            Image.fromarray(frame).save(f"{clip}/frame{n + 7}.png")
        answer = program.run("video", clip, f"{folder}/patches", least, most, rate)
        processor = Qwen2VLVideoProcessor(size={"shortest_edge": least, "longest_edge": most})
        tensor = torch.from_numpy(pixels).permute(0, 3, 1, 2)
        expected = processor(videos=[tensor], do_sample_frames=False, return_tensors="np")
        name = f"video {i} ({frames} frames of {width}x{height}, {least}..{most})"
        grid = list(expected["video_grid_thw"][0])
        require(answer[:3] == grid, f"{name}: grid {answer[:3]}, expected {grid}")
        require(abs(answer[3] - 2 / rate) < 1e-4, f"{name}: {answer[3]} seconds a step, expected {2 / rate}")
        compare_patches(name, read_patches(f"{folder}/patches", grid), np.asarray(expected["pixel_values_videos"]), 0)
    print(f"videos: {count} compared, equal")


def check_sampling(program, rnd, count):
    processor = Qwen2VLVideoProcessor()
    for _ in range(count):
        total = rnd.choice([rnd.randint(2, 40), rnd.randint(2, 3000)])
        source, wanted = rnd.choice([24.0, 25.0, 30.0, 60.0, 12.5]), rnd.choice([0.5, 1.0, 2.0, 4.0, 7.0])
        ours = [int(word) for word in program.run("sample", total, source, wanted)]
        metadata = VideoMetadata(total_num_frames=total, fps=source)
        # torch.arange sometimes adds one index past the last frame (443 of 443 at 30 for 7 a second); no frame stands there.
        expected = [n for n in processor.sample_frames(metadata, fps=wanted).tolist() if n < total]
        require(ours == expected, f"sampling {total} frames at {source} for {wanted}: {ours}, expected {expected}")
    print(f"frame sampling: {count} compared, equal")


def check_y4m(program, folder, rnd, rng, count):
    """Against BT.601 in floating point with chroma repeated."""
    for i in range(count):
        width, height, frames = rnd.randint(1, 40), rnd.randint(1, 40), rnd.randint(1, 9)
        name, step_x, step_y = rnd.choice([("420jpeg", 2, 2), ("422", 2, 1), ("444", 1, 1), ("mono", 0, 0)])
        full = rnd.random() < 0.5
        data = f"YUV4MPEG2 W{width} H{height} F25:1 Ip A1:1 C{name}{' XCOLORRANGE=FULL' if full else ''}\n".encode()
        expected = []
        for _ in range(frames):
            luma = rng.integers(0, 256, (height, width), dtype=np.uint8)
            data += b"FRAME\n" + luma.tobytes()
            chroma = np.full((2, height, width), 128.0)
            if step_x:
                planes = rng.integers(0, 256, (2, math.ceil(height / step_y), math.ceil(width / step_x)), dtype=np.uint8)
                data += planes.tobytes()
                chroma = planes.repeat(step_y, axis=1).repeat(step_x, axis=2)[:, :height, :width].astype(float)
            y = luma.astype(float) if full else (luma - 16.0) * 255 / 219
            cb, cr = (chroma - 128) * (1 if full else 255 / 224)
            expected.append(np.stack([y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb], axis=-1))
        with open(f"{folder}/clip.y4m", "wb") as stream:
            stream.write(data)
        kept, rate = program.run("clip", f"{folder}/clip.y4m", f"{folder}/pixels", 25)
        even = max(1, frames // 2 * 2)
        require(kept == even and abs(rate - even / frames * 25) < 1e-3, f"y4m {i}: {kept} frames at {rate} of {frames}")
        metadata = VideoMetadata(total_num_frames=frames, fps=25.0)
        indices = Qwen2VLVideoProcessor().sample_frames(metadata, fps=25.0).tolist() if frames > 1 else [0]
        ours = np.fromfile(f"{folder}/pixels", dtype=np.uint8).reshape(even, height, width, 3)
        reference = np.clip(np.stack([expected[n] for n in indices]), 0, 255)
        worst = np.abs(ours - reference).max()
        require(worst <= 0.51, f"y4m {i} ({name}, full {full}): {worst} levels from the exact colour")
    print(f"y4m: {count} compared, within rounding")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="folder of the built programs")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--count", type=int, default=40, help="images; the other checks scale with it")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(4), "big")
    print(f"seed {seed}", flush=True)
    rnd, rng = random.Random(seed), np.random.default_rng(seed)
    torch.set_num_threads(1)
    try:
        with tempfile.TemporaryDirectory() as folder:
            program = Program(options.bin)
            check_decoders(program, folder, rnd, rng, 1 + options.count // 10)
            check_images(program, folder, rnd, rng, options.count)
            check_videos(program, folder, rnd, rng, 1 + options.count // 4)
            check_sampling(program, rnd, options.count * 10)
            check_y4m(program, folder, rnd, rng, options.count)
    except Difference as difference:
        print(f"seed {seed}: {difference}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
