#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""msao next to llama.cpp and transformers, round by round in turn: the memory's speed drifts by 2x within an hour, so
only figures of the same minute are compared. Prints a table and, with --json, every sample."""
import argparse
import json
import pathlib
import statistics
import subprocess

HERE = pathlib.Path(__file__).parent


class EndedEarly(SystemExit):
    """Ends whoever does not expect it, with the peer's name."""


class Process:
    """A program that measures one round for each line it is sent, and answers with a line of JSON."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self):
        return self.ask("go")

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            reply = self.process.stdout.readline()
        except BrokenPipeError:
            reply = ""
        if not reply:
            raise EndedEarly(f"{self.name} ended early with code {self.process.wait()}")
        return json.loads(reply)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def interleave(processes, rounds):
    for process in processes:
        process.round()  # warm-up
    samples = [[process.round() for process in processes] for _ in range(rounds)]
    for process in processes:
        process.end()
    return samples


def median_ratio(samples, figure, ours=0, peer=1):
    return statistics.median(figure(row[ours]) / figure(row[peer]) for row in samples)


def steps(args, dtype, folder):
    peer = [args.peer_python, HERE / "llama_cpp_round.py", "decode", "--dtype", dtype, "--folder", folder, "--threads", args.threads]
    ours = [args.msao, "bench", "verify", "--tokens", "1,6", "--dtype", dtype, "--threads", args.threads, "--paced"]
    samples = interleave([Process("msao", ours), Process("llama.cpp", peer)], args.rounds)
    ms = lambda count: (lambda figures: figures["step_ms"][count])
    speed = 1 / median_ratio(samples, ms("1"))
    ratios = [statistics.median(row[i]["step_ms"]["6"] / row[i]["step_ms"]["1"] for row in samples) for i in (0, 1)]
    share = statistics.median(row[0]["share_of_read_bandwidth"] for row in samples)
    rate = [1000 / statistics.median(row[i]["step_ms"]["1"] for row in samples) for i in (0, 1)]
    print(f"decode {dtype}: msao {rate[0]:.1f} tok/s, llama.cpp {rate[1]:.1f} tok/s, ratio {speed:.2f}; "
          f"share of read bandwidth {share:.2f}; 6 tokens / 1 token: msao {ratios[0]:.2f}, llama.cpp {ratios[1]:.2f}", flush=True)
    return {"dtype": dtype, "speed_ratio": speed, "share": share, "verify6": ratios, "samples": samples}


def prefill(args, folder):
    processes = [Process("msao", [args.msao, "bench", "prefill", "--dtype", "bf16", "--threads", args.threads, "--paced"]),
                 Process("llama.cpp", [args.peer_python, HERE / "llama_cpp_round.py", "prefill", "--dtype", "bf16", "--folder", folder, "--threads", args.threads])]
    if args.model:
        processes.append(Process("transformers", [args.oracle_python, HERE / "transformers_round.py", "--model", args.model, "--threads", args.threads]))
    samples = interleave(processes, args.rounds)
    rate = [statistics.median(row[i]["tokens_per_second"] for row in samples) for i in range(len(processes))]
    print("prefill 512 bf16: " + ", ".join(f"{p.name} {r:.0f} tok/s" for p, r in zip(processes, rate)), flush=True)
    return {"rates": dict(zip([p.name for p in processes], rate)), "samples": samples}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--msao", type=pathlib.Path, required=True)
    parser.add_argument("--peer-python", type=pathlib.Path, required=True, help="a Python with llama-cpp-python, gguf and numpy")
    parser.add_argument("--oracle-python", type=pathlib.Path, help="a Python with torch and transformers")
    parser.add_argument("--model", type=pathlib.Path, help="checkpoint for transformers: the one msao bench keeps in its cache")
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path.home() / ".cache" / "msao")
    parser.add_argument("--dtype", default="bf16,int8,int4")
    parser.add_argument("--what", default="steps,prefill")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    result = {}
    if "steps" in args.what:
        result["steps"] = [steps(args, dtype, args.cache) for dtype in args.dtype.split(",")]
    if "prefill" in args.what:
        result["prefill"] = prefill(args, args.cache)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
