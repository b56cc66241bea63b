# SPDX-License-Identifier: Apache-2.0
"""Trains for a moment with msao-train: the loss must fall, and the checkpoint must load and answer.

Uses nothing beside the standard library.
"""
import argparse
import json
import pathlib
import math
import struct
import subprocess
import sys
import tempfile
import wave


def fail(message):
    print("training_smoke:", message)
    sys.exit(1)


def write_tone(path, hertz, seconds=1.0, rate=16000):
    samples = [int(12000 * math.sin(2 * math.pi * hertz * i / rate)) for i in range(int(seconds * rate))]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def listens(program, folder, sound):
    """It is both edge and cloud: what it learnt in this moment may be wrong, but it is an answer."""
    asked = subprocess.run([program, "ask", "--in-process", "--draft", folder, "--target", folder, "--audio", sound, "--json",
                            "--max-new-tokens", "8", "--prompt", "was the tone high or low?"], capture_output=True, text=True)
    return asked.returncode == 0 and len(json.loads(asked.stdout)["tokens"]) > 0, asked.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print("seed", arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        subprocess.run([arguments.bin / "msao-train", "--what", "smoke", "--out", out, "--seed", str(arguments.seed)],
                       check=True)
        lines = [json.loads(line) for line in (out / "draft.jsonl").read_text().splitlines()]
        seen = [line for line in lines if line.get("stage") == "see plainly"]
        asked = [line for line in lines if line.get("stage") == "two things"]
        heard = [line for line in lines if line.get("stage") == "listen"]
        told = [line for line in lines if line.get("stage") == "sounds"]
        if len(seen) < 2 or not asked or len(heard) < 2 or not told:
            fail(f"expected lines of all four stages, found {len(seen)}, {len(asked)}, {len(heard)} and {len(told)}")
        for stage in (seen, heard):
            if not stage[-1]["loss"] < 0.8 * stage[0]["loss"]:
                fail(f"the loss of `{stage[0]['stage']}` did not fall: {stage[0]['loss']} to {stage[-1]['loss']}")
        for name in ["config.json", "tokenizer.json", "model.safetensors", "README.md"]:
            if not (out / "draft" / name).is_file():
                fail(f"the checkpoint lacks {name}")
        marks = [line for line in lines if line.get("heldOut")]
        if not marks or "voice_said" not in marks[-1]["right"]:
            fail("the checkpoint was never asked about a sound")
        if "audio_config" not in json.loads((out / "draft" / "config.json").read_text()):
            fail("the checkpoint has no audio encoder")
        write_tone(out / "tone.wav", 1200)
        answered, words = listens(arguments.bin / "msao", out / "draft", out / "tone.wav")
        if not answered:
            fail(f"it does not answer when it is asked about a sound: {words}")
    print("training_smoke: loss fell from", seen[0]["loss"], "to", seen[-1]["loss"], "and from", heard[0]["loss"], "to", heard[-1]["loss"])


if __name__ == "__main__":
    main()
