# SPDX-License-Identifier: Apache-2.0
"""audioInput against transformers' WhisperFeatureExtractor as Qwen2.5-Omni's processor calls it: random sounds of 0.03 to
30 seconds, some of them exactly as long as the extractor listens. Held against its arithmetic in float64; its float32 path is
printed beside, because its own rounding is larger than the tolerance where a bin is far below its frame's loudest."""
import argparse
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import numpy as np
from transformers import WhisperFeatureExtractor

TOLERANCE = 1e-4
RATE = 16000


def draw_sound(rng, count):
    noise = np.random.default_rng(rng.getrandbits(32))
    time = np.arange(count) / RATE
    sound = np.zeros(count)
    for _ in range(rng.randrange(0, 4)):
        glide = rng.uniform(20, 7000) + time * rng.uniform(-200, 200)
        sound += rng.uniform(0.01, 0.5) * np.sin(2 * np.pi * glide * time)
    sound += 10 ** rng.uniform(-5, -0.5) * noise.standard_normal(count)
    kind = rng.randrange(4)
    if kind == 0:
        sound *= (np.sin(2 * np.pi * rng.uniform(0.5, 6) * time) > 0)  # speech has pauses
    elif kind == 1:
        sound[-1] = 5.0  # a click that the silent frame behind the sound hears loudest
    return sound.astype(np.float32)


def write_wav(path, sound):
    body = sound.tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, 3, 1, RATE, 4 * RATE, 4, 32, b"data", len(body))
    path.write_bytes(head + body)


def reference(sound, bins, seconds):
    extractor = WhisperFeatureExtractor(feature_size=bins, chunk_length=seconds, return_attention_mask=True)
    done = extractor(sound, sampling_rate=RATE, padding="max_length", return_attention_mask=True, return_tensors="np")
    heard = done["attention_mask"][0].astype(bool)
    padded = np.zeros(seconds * RATE, np.float32)
    padded[:len(sound)] = sound
    exact = extractor._np_extract_fbank_features(padded[np.newaxis], "cpu")[0]
    return exact[:, heard], done["input_features"][0][:, heard]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--count", type=int, default=24)
    args = parser.parse_args()
    print(f"seed {args.seed}, {args.count} sounds", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = subprocess.Popen([f"{args.bin}/log_mel_file"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for number in range(args.count):
            rng = random.Random(args.seed + number)
            bins, seconds = rng.choice([128, 128, 80, 40, 32]), rng.choice([1, 10, 30, 30])
            most = seconds * RATE
            count = rng.choice([most, most - rng.randrange(0, 300), rng.randrange(480, most), int(np.exp(rng.uniform(np.log(480), np.log(most))))])
            sound = draw_sound(rng, count)
            write_wav(folder / "sound.wav", sound)
            program.stdin.write(f"{folder}/sound.wav {folder}/features.f32 {bins} {seconds}\n")
            program.stdin.flush()
            answer = program.stdout.readline().split()
            exact, rounded = reference(sound, bins, seconds)
            frames = exact.shape[1]
            if answer != ["ok", str(frames), str(((frames - 1) // 2 + 1 - 2) // 2 + 1)]:
                sys.exit(f"seed {args.seed + number}: {count} samples: expected {frames} frames, found {' '.join(answer)}")
            found = np.fromfile(folder / "features.f32", np.float32).reshape(bins, frames)
            error, beside = np.abs(found - exact).max(), np.abs(rounded - exact).max()
            print(f"seed {args.seed + number}: {count} samples, {bins} bins, of {seconds} s: {error:.1e} (the float32 path: {beside:.1e})", flush=True)
            if not error <= TOLERANCE:
                sys.exit(f"seed {args.seed + number}: differs by {error:.2e}, allowed {TOLERANCE:.0e}")
        program.stdin.close()
    print("all sounds within tolerance")


if __name__ == "__main__":
    main()
