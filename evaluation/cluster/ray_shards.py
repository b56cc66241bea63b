#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shards of an evaluation as tasks of a Ray cluster, merged where this runs. The program and the models lie at the same
place on every machine; results travel through Ray. What a machine that was lost had done is done again elsewhere.

    ray_shards.py --shards 8 --out eval.json -- --dataset demo --samples 5000 --draft D --target T"""
import argparse
import pathlib
import subprocess
import tempfile

import ray


@ray.remote(max_retries=3, retry_exceptions=False)
def shard(msao, index, of, threads, options):
    """The report of one shard, as bytes, or what the program had to say."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "shard.json"
        done = subprocess.run([msao, "eval", *options, "--shard", f"{index}/{of}", "--threads", str(threads), "--json", report],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"shard {index}/{of}: exit code {done.returncode}: {done.stderr[-2000:]}")
        return report.read_bytes()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--msao", default="msao", help="the program")
    parser.add_argument("--shards", type=int, required=True)
    parser.add_argument("--cpus", type=int, default=1, help="of each shard: its worker threads, too")
    parser.add_argument("--local-cpus", type=int, help="no cluster: so many cores of this machine")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("options", nargs="+", help="behind --: what `msao eval` takes")
    return parser.parse_args()


def main():
    args = arguments()
    if args.local_cpus:
        ray.init(address="local", num_cpus=args.local_cpus, include_dashboard=False)
    else:
        ray.init()
    tasks = {shard.options(num_cpus=args.cpus).remote(args.msao, i, args.shards, args.cpus, args.options): i
             for i in range(1, args.shards + 1)}
    with tempfile.TemporaryDirectory() as folder:
        waiting = list(tasks)
        while waiting:
            (done,), waiting = ray.wait(waiting)
            (pathlib.Path(folder) / f"shard-{tasks[done]}.json").write_bytes(ray.get(done))
            print(f"{len(tasks) - len(waiting)} of {len(tasks)} shards", flush=True)
        subprocess.run([args.msao, "eval", "merge", *sorted(pathlib.Path(folder).iterdir()), "--out", args.out], check=True)


if __name__ == "__main__":
    main()
