# SPDX-License-Identifier: Apache-2.0
"""Trains for a moment with msao-train: the loss must fall, and the checkpoint must load and answer.

Uses nothing beside the standard library.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile


def fail(message):
    print("training_smoke:", message)
    sys.exit(1)


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
        if len(seen) < 2 or not asked:
            fail(f"expected lines of both stages, found {len(seen)} and {len(asked)}")
        if not seen[-1]["loss"] < 0.8 * seen[0]["loss"]:
            fail(f"the tower's loss did not fall: {seen[0]['loss']} to {seen[-1]['loss']}")
        for name in ["config.json", "tokenizer.json", "model.safetensors", "README.md"]:
            if not (out / "draft" / name).is_file():
                fail(f"the checkpoint lacks {name}")
        if not any(line.get("heldOut") for line in lines):
            fail("the checkpoint was never asked")
    print("training_smoke: loss fell from", seen[0]["loss"], "to", seen[-1]["loss"])


if __name__ == "__main__":
    main()
