#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""msao beside transformers, llama.cpp and vLLM on one checkpoint: the same prompts, as many new tokens, everybody in turn at
every prompt of every round, so that a machine that is busy for a while slows all alike. Writes a table as Markdown and every
sample as JSON. Packages that are missing are skipped, with the command that would install them."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import peers
import prompts
import table

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks"))
from against_peers import EndedEarly, Process  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="the folder with the program msao")
    parser.add_argument("--target", type=pathlib.Path, help="checkpoint folder; without it a synthetic pair is made")
    parser.add_argument("--draft", type=pathlib.Path, help="and the small one of its pair")
    parser.add_argument("--like", default="tiny", help="shape of the synthetic pair")
    parser.add_argument("--agreement", default="0.85", help="share of tokens on which the synthetic pair agrees")
    parser.add_argument("--mode", default="msao", help="in which msao speculates")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--prompts", type=int, default=8, help="in words, and as many with pictures")
    parser.add_argument("--new-tokens", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    for peer in ("transformers", "llama", "vllm"):
        parser.add_argument(f"--{peer}-python", type=pathlib.Path, default=pathlib.Path(sys.executable), help="a Python that has it")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--markdown", type=pathlib.Path)
    args = parser.parse_args()
    if (args.target is None) != (args.draft is None):
        parser.error("--target and --draft belong together")
    return args


def make_pair(args, folder):
    pair = pathlib.Path(folder) / "pair"
    subprocess.run([args.bin / "msao", "models", "synth", "--like", args.like, "--agreement", args.agreement, "--seed", str(args.seed),
                    "--out", pair], check=True, capture_output=True)
    args.draft, args.target = pair / "draft", pair / "target"


class Party:
    """Everybody who still answers."""

    def __init__(self, variants):
        self.processes = {variant.name: Process(variant.name, variant.command) for variant in variants}
        self.variants = {variant.name: variant for variant in variants}
        self.failed = {}

    def ask(self, order, first):
        """By name; the one who begins is another each time."""
        names = [name for name in self.processes if "image" not in order or self.variants[name].sees]
        first %= max(1, len(names))
        replies = {}
        for name in names[first:] + names[:first]:
            try:
                replies[name] = self.processes[name].ask(json.dumps(order))
            except EndedEarly as end:
                self.failed[name] = str(end)
                del self.processes[name]
        return replies

    def end(self):
        for process in self.processes.values():
            process.end()


def measure(party, orders, rounds):
    """One sample for each prompt of each round; the first round warms up, and does not count."""
    samples = []
    for number in range(rounds + 1):
        for prompt, order in enumerate(orders):
            replies = party.ask(order, number + prompt)
            if number > 0:
                samples.append({"round": number, "prompt": prompt, "replies": replies})
    return samples


def main():
    args = arguments()
    print(f"seed {args.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if args.target is None:
            make_pair(args, folder)
        variants, missing = peers.found(args)
        orders = prompts.make(args, folder)
        party = Party(variants)
        samples = {kind: measure(party, orders[kind], args.rounds) for kind in orders}
        party.end()
    result = {"checkpoint": args.target.name, "dtype": args.dtype, "threads": args.threads, "new_tokens": args.new_tokens, "rounds": args.rounds,
              "seed": args.seed, "rows": {kind: table.rows(variants, samples[kind]) for kind in samples}, "failed": party.failed,
              "missing": {peer.peer: peer.install for peer in missing}, "samples": samples}
    text = table.markdown(result)
    print(text)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    if args.markdown:
        args.markdown.write_text(text)


if __name__ == "__main__":
    main()
