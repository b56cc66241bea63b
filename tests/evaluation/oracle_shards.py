# SPDX-License-Identifier: Apache-2.0
"""`msao eval` in parts, from the outside: shards merge to the unsharded report, on one machine, as a SLURM array would start
them and (--ray) on a Ray cluster; --jobs changes nothing but times; what is cached by content is not measured again."""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile

CLUSTER = pathlib.Path(__file__).resolve().parents[2] / "evaluation/cluster"
SKIPPED = 77
# What a busy machine may change: times, and with them what the adaptive policy drafts.
ADAPTIVE = ("speculation", "bytes_up", "bytes_down", "flops_edge", "flops_cloud", "chosen_modes", "memory_edge", "memory_cloud")


def expect(holds, what):
    if not holds:
        sys.exit(what)


class Eval:
    def __init__(self, program, pair, folder, seed):
        self.program, self.folder, self.pair, self.seed = program, folder, pair, seed

    def options(self, samples=23, pair=None):
        pair = pair or self.pair
        return ["--draft", pair / "draft", "--target", pair / "target", "--max-new-tokens", 8, "--seed", self.seed, "--samples", samples,
                "--clips", 0.2, "--retention", "100,50", "--pruning", "probe,random"]

    def command(self, name, *options, **others):
        return list(map(str, [self.program, "eval", *self.options(**others), "--threads", 1, "--json", self.report(name), *options]))

    def report(self, name):
        return self.folder / f"{name}.json"

    def told(self, name, *options, **others):
        run(self.command(name, *options, **others))
        return json.loads(self.report(name).read_text())

    def merged(self, *shards):
        run([self.program, "eval", "merge", *shards, "--out", self.report("merged")])
        return json.loads(self.report("merged").read_text())


def run(command, **environment):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=os.environ | environment)
    expect(done.returncode == 0, f"{' '.join(map(str, command))}: exit code {done.returncode}: {done.stderr}")


def counted(told):
    """All figures that the clock has no part in."""
    def of_run(name, value):
        is_time = name.endswith("_ms") or name in ("tokens_per_second", "tokens_per_second_interval", "cloud_ms_per_token", "pacing")
        return not is_time and (told_run["mode"] != "msao" or name not in ADAPTIVE)
    runs = []
    for told_run in told["runs"]:
        runs.append({name: value for name, value in told_run.items() if of_run(name, value)})
    answers = [{name: value for name, value in answer.items() if name not in ("latency_ms", "requests")} for answer in told["answers"]]
    head = {key: value for key, value in told.items() if key not in ("runs", "answers", "date", "peak_memory_bytes", "from_journal", "jobs", "shard")}
    return head | {"runs": runs, "answers": answers}


def expect_same(found, expected, what):
    for key, value in counted(expected).items():
        if counted(found).get(key) != value:
            sys.exit(f"{what}: `{key}` is another one:\n{json.dumps(counted(found).get(key))[:2000]}\n{json.dumps(value)[:2000]}")


def check_slurm(evaluation, whole):
    """The array's script with what SLURM would say; each task on its own, in any order."""
    out = evaluation.folder / "array"
    for index in (2, 1):
        slurm = {"SLURM_ARRAY_TASK_ID": str(index), "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_CPUS_PER_TASK": "1"}
        run([CLUSTER / "slurm_array.sh", out, *evaluation.options()], MSAO=str(evaluation.program), **slurm)
    parts = [json.loads((out / f"shard-{i}.json").read_text()) for i in (1, 2)]
    expect([part["measured"] for part in parts] == [12, 11], "shards are of one size")
    expect_same(evaluation.merged(out / "shard-1.json", out / "shard-2.json"), whole, "two shards of an array")
    lone = subprocess.run([evaluation.program, "eval", "merge", out / "shard-2.json", "--out", "-"], capture_output=True, text=True)
    expect(lone.returncode == 1 and "shard 1/2 is missing" in lone.stderr, f"half of an evaluation was merged: {lone.stderr}")


def check_jobs(evaluation, whole):
    told = evaluation.told("jobs", "--jobs", 3)
    expect(told["jobs"] == 3 and whole["jobs"] == 1, "the number of jobs is told")
    expect_same(told, whole, "three jobs")


def check_cache(evaluation, pair):
    """Out of the cache come times too, so that even they are the same; and it knows models by what is in them."""
    cache = ["--cache", evaluation.folder / "cache"]
    first, again = evaluation.told("first", *cache), evaluation.told("again", *cache)
    expect(first["from_journal"] == 0 and again["from_journal"] == 23, "what is cached was measured again")
    shards = []
    for index in (1, 2, 3):
        evaluation.told(f"cached-{index}", *cache, "--shard", f"{index}/3")
        shards.append(evaluation.report(f"cached-{index}"))
    merged = evaluation.merged(*shards)
    for told in (again, merged):
        del told["date"], told["peak_memory_bytes"]
    expect(json.dumps(merged) == json.dumps(again), "merged shards are not the unsharded report")

    more = evaluation.told("more", *cache, samples=30)
    expect((more["measured"], more["from_journal"]) == (30, 23), f"of 30 questions, {more['from_journal']} were known")
    elsewhere = shutil.copytree(pair, evaluation.folder / "elsewhere")
    expect(evaluation.told("moved", *cache, pair=elsewhere)["from_journal"] == 23, "a folder's name counts")
    config = elsewhere / "draft/generation_config.json"
    config.write_text(config.read_text() + "\n")
    expect(evaluation.told("changed", *cache, pair=elsewhere)["from_journal"] == 0, "a changed model was taken for the old one")


def check_killed(evaluation):
    """Nothing is told to a program that is killed; what it had measured is kept all the same."""
    journal = evaluation.folder / "killed.json.journal"
    with subprocess.Popen(evaluation.command("killed", samples=60), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 5):
            pass
        running.send_signal(signal.SIGKILL)
    resumed = evaluation.told("killed", "--resume", samples=60)
    expect(resumed["complete"] and resumed["measured"] == 60, "what was killed does not go on")
    expect(resumed["from_journal"] >= 5, f"{resumed['from_journal']} answers were kept")
    expect_same(resumed, evaluation.told("at-once", samples=60), "what was killed and resumed")


def check_ray(evaluation, whole, python):
    out = evaluation.folder / "ray.json"
    run([python, CLUSTER / "ray_shards.py", "--msao", evaluation.program, "--shards", 4, "--local-cpus", 2, "--out", out, "--",
         *evaluation.options()], RAY_USAGE_STATS_ENABLED="0")
    expect_same(json.loads(out.read_text()), whole, "four shards on two workers of Ray")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--ray", type=pathlib.Path, help="a Python with Ray: only that")
    arguments = parser.parse_args()
    if arguments.ray and not arguments.ray.exists():
        print(f"skipped: Ray is not there; evaluation/cluster/make_ray installs it as {arguments.ray}")
        sys.exit(SKIPPED)
    print(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pair = folder / "pair"
        run([arguments.bin / "msao", "models", "synth", "--like", "tiny", "--agreement", "0.85", "--seed", "7", "--out", pair])
        evaluation = Eval(arguments.bin / "msao", pair, folder, arguments.seed)
        whole = evaluation.told("whole")
        if arguments.ray:
            check_ray(evaluation, whole, arguments.ray)
        else:
            check_slurm(evaluation, whole)
            check_jobs(evaluation, whole)
            check_cache(evaluation, pair)
            check_killed(evaluation)
    print("an evaluation in parts is the whole one")


if __name__ == "__main__":
    main()
