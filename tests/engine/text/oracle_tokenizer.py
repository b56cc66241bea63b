#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ids and decoded text with the real Qwen vocabulary, against the tokenizers package; and that the cost is linear."""
import argparse
import os
import random
import sys
import tempfile

import tokenizers

import oracle_text
import qwen_tokenizer_json

LINEAR_SLACK = 2.5
SHORT = 0.001  # seconds; below, the clock says little


def compare_family(arguments, folder, family, merges_as_lists, count):
    path = qwen_tokenizer_json.build(folder, family, merges_as_lists)
    program = oracle_text.TokenizeLines(arguments.bin, path)
    oracle = tokenizers.Tokenizer.from_file(str(path))
    specials = qwen_tokenizer_json.SPECIAL + qwen_tokenizer_json.NOT_SPECIAL
    texts = oracle_text.Texts(arguments.seed, specials).draw(count)
    oracle_text.compare(program, oracle, texts, family)
    r = random.Random(arguments.seed)
    lists = [[r.choice([r.randrange(151700), r.randrange(400), -5, 10 ** 9]) for _ in range(r.randint(0, 12))]
             for _ in range(count // 10)]
    oracle_text.compare_decoding(program, oracle, lists, family)
    return program, oracle


def compare_every_code_point(program, oracle):
    """Each code point between letters, and after an apostrophe."""
    points = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    rows = [points[i:i + 64] for i in range(0, len(points), 64)]
    for between in ("a", " '"):
        oracle_text.compare(program, oracle, [between + between.join(row) for row in rows], "every code point")


def compare_long_lines(arguments, program, oracle):
    for name, text in oracle_text.long_lines(arguments.seed, arguments.long):
        oracle_text.compare(program, oracle, [text], "a line of %d bytes, %s" % (len(text.encode()), name))


def check_linear(arguments, program):
    """Processor time for 8n against n."""
    small, large = 1 << 17, 1 << 20
    for (name, few), (_, many) in zip(oracle_text.long_lines(arguments.seed, small), oracle_text.long_lines(arguments.seed, large)):
        few_time, many_time = program.seconds(few), program.seconds(many)
        ratio = many_time / max(few_time, SHORT)
        if ratio > 8 * LINEAR_SLACK:
            sys.exit("%s: 8 times the length takes %.1f times as long (%.4f s, then %.4f s)" % (name, ratio, few_time, many_time))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "little"))
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--long", type=int, default=1 << 20, help="bytes of the long lines")
    arguments = parser.parse_args()
    print("seed %d, %d strings" % (arguments.seed, arguments.count), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        compare_family(arguments, folder, "qwen2-vl", True, arguments.count // 10)
        program, oracle = compare_family(arguments, folder, "qwen2.5-vl", False, arguments.count)
        compare_every_code_point(program, oracle)
        compare_long_lines(arguments, program, oracle)
        check_linear(arguments, program)
    print("no difference")


if __name__ == "__main__":
    main()
