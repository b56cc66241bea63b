#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds sampleToken against transformers' logits processors: the same tokens survive, and they are drawn as often."""
import argparse
import math
import pathlib
import random
import struct
import subprocess
import sys

import torch
from transformers.generation.logits_process import (
    RepetitionPenaltyLogitsProcessor, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper)


def expected_probabilities(logits, history, penalty, temperature, top_k, top_p):
    scores = torch.tensor([logits], dtype=torch.float32)
    ids = torch.tensor([history], dtype=torch.long)
    if penalty != 1.0:
        scores = RepetitionPenaltyLogitsProcessor(penalty)(ids, scores)
    scores = TemperatureLogitsWarper(temperature)(ids, scores)
    if top_k > 0:
        scores = TopKLogitsWarper(top_k)(ids, scores)
    if top_p < 1.0:
        scores = TopPLogitsWarper(top_p)(ids, scores)
    return torch.softmax(scores.double(), -1)[0].tolist()


def chi_square_limit(degrees):
    """Exceeded with probability 1e-6 (Wilson-Hilferty)."""
    a = 2.0 / (9.0 * degrees)
    return degrees * (1 - a + 4.753 * math.sqrt(a)) ** 3


def check(p, counts, draws):
    for token, (probability, count) in enumerate(zip(p, counts)):
        if probability == 0 and count:
            return f"token {token} was drawn {count} times, the reference forbids it"
        if probability > 1e-3 and count == 0 and probability * draws > 30:
            return f"token {token} with probability {probability:.4f} was never drawn"
    cells = [(q * draws, c) for q, c in zip(p, counts) if q * draws >= 5]
    rest = (draws - sum(e for e, _ in cells), draws - sum(c for _, c in cells))
    if rest[0] > 5:
        cells.append(rest)
    if len(cells) < 2:
        return None
    statistic = sum((c - e) ** 2 / e for e, c in cells)
    limit = chi_square_limit(len(cells) - 1)
    return None if statistic < limit else f"chi-square {statistic:.1f} over {len(cells)} cells, limit {limit:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--count", type=int, default=150)
    args = parser.parse_args()
    print(f"seed {args.seed}")
    rng = random.Random(args.seed)
    program = subprocess.Popen([args.bin / "sample_draws"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for case in range(args.count):
        vocabulary = rng.randrange(2, 80)
        scale = rng.choice([0.3, 1.0, 3.0])
        logits = [rng.gauss(0, scale) for _ in range(vocabulary)]
        logits = torch.tensor(logits, dtype=torch.float32).tolist()
        history = [rng.randrange(vocabulary) for _ in range(rng.randrange(1, 20))]
        penalty = rng.choice([1.0, 1.05, 1.5])
        temperature = rng.choice([0.2, 0.7, 1.0, 1.8])
        top_k = rng.choice([0, 0, rng.randrange(1, vocabulary + 3)])
        top_p = rng.choice([1.0, rng.uniform(0.05, 0.999)])
        draws = 4000
        p = expected_probabilities(logits, history, penalty, temperature, top_k, top_p)
        program.stdin.write(struct.pack("<iiidddQi", vocabulary, draws, top_k, temperature, top_p, penalty, rng.getrandbits(64), len(history)))
        program.stdin.write(struct.pack(f"<{len(history)}i", *history) + struct.pack(f"<{vocabulary}f", *logits))
        program.stdin.flush()
        counts = struct.unpack(f"<{vocabulary}i", program.stdout.read(4 * vocabulary))
        complaint = check(p, counts, draws)
        if complaint:
            sys.exit(f"case {case}: {complaint} (temperature {temperature}, top_k {top_k}, top_p {top_p}, penalty {penalty}, vocabulary {vocabulary})")
    program.stdin.close()
    sys.exit(program.wait() and "sample_draws failed")


if __name__ == "__main__":
    main()
