#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The weights in resources/models are those of its manifest, nothing is missing or beside it, and they are small.

Uses nothing beside the standard library.
"""
import argparse
import hashlib
import pathlib
import sys

MOST_BYTES = 64 * 1000 * 1000
UNLISTED = {"SHA256SUMS", "README.md"}


def listed(manifest):
    """{path: sum} of lines as sha256sum writes them; lines of # are comments."""
    lines = [line for line in manifest.read_text().splitlines() if line and not line.startswith("#")]
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def faults(folder):
    sums = listed(folder / "SHA256SUMS")
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(set(files) - set(sums) - UNLISTED):
        yield f"{name}: not in the manifest"
    for name, expected in sums.items():
        if name not in files:
            yield f"{name}: in the manifest, but not there"
            continue
        found = hashlib.sha256(files[name].read_bytes()).hexdigest()
        if found != expected:
            yield f"{name}: expected {expected}, found {found}"
    total = sum(path.stat().st_size for path in files.values())
    if total > MOST_BYTES:
        yield f"{total} bytes in all, expected at most {MOST_BYTES}"
    for role in ("draft", "target"):
        for name in ("config.json", "tokenizer.json", "model.safetensors", "README.md"):
            if f"{role}/{name}" not in sums:
                yield f"{role}/{name}: not in the manifest"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    found = list(faults(parser.parse_args().folder))
    for fault in found:
        print("shipped_files:", fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
