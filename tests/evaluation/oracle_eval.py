# SPDX-License-Identifier: Apache-2.0
"""`msao eval` on a synthetic pair, from the outside: the seed decides, nothing that verifies changes a token, what was
stopped goes on to the same answers, and every dataset is read."""
import argparse
import contextlib
import csv
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).parent / "data"


class Eval:
    def __init__(self, program, pair):
        self.program = program
        self.pair = ["--draft", str(pair / "draft"), "--target", str(pair / "target"), "--threads", "1"]

    def command(self, *options):
        return [str(self.program), "eval", *self.pair, "--max-new-tokens", "8", *map(str, options)]

    def run(self, *options):
        done = subprocess.run(self.command(*options), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, options))}: exit code {done.returncode}: {done.stderr}")
        return done.stdout

    def paper_command(self, *options):
        return [str(self.program), "eval", "paper", *self.pair, "--max-new-tokens", "8", *map(str, options)]

    def paper(self, *options):
        done = subprocess.run(self.paper_command(*options), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"eval paper: exit code {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def told(self, *options):
        return json.loads(self.run(*options, "--json"))


def expect(holds, what):
    if not holds:
        sys.exit(what)


def answers(told):
    """What may not depend on the clock."""
    return [(answer["id"], answer["type"], answer["scores"]) for answer in told["answers"]]


def check_demo(program, seed, folder):
    options = ["--seed", seed, "--samples", 15, "--clips", 0.2, "--retention", "100,50", "--pruning", "probe,random,downsample"]
    told = program.told(*options)
    names = [run["name"] for run in told["runs"]]
    expect(names == ["cloud-only", "edge-only", "msao", "msao, probe 50 %", "msao, random 50 %", "msao, downsample 50 %"], names)
    runs = dict(zip(names, told["runs"]))
    expect(told["complete"] and told["measured"] == 15, "expected 15 samples")
    expect(runs["msao"]["different_tokens"] == 0, f"msao differs from cloud-only in {runs['msao']['different_tokens']} tokens")
    expect(runs["msao"]["alpha"] is not None and 0.5 < runs["msao"]["alpha"] <= 1, f"alpha {runs['msao']['alpha']} of a pair made for 0.85")
    expect(runs["cloud-only"]["alpha"] is None and runs["edge-only"]["alpha"] is None, "a mode without drafts has no alpha")
    planned = {name for name in names if runs[name]["predicted_ms"] is not None}
    expect(planned == {"msao"}, f"plans that count the prompt: msao's alone, found those of {planned}")
    for name in names[3:]:
        expect(0.2 < runs[name]["retention"] < 0.9, f"{name} kept {runs[name]['retention']}")
    for run in told["runs"]:
        expect(all(kind["count"] == 1 for kind in run["by_type"].values()), "expected one question of each type")
        expect(run["flops_cloud"] > 0 or run["mode"] == "edge-only", f"{run['name']}: no cloud arithmetic")
    expect(runs["msao, probe 50 %"]["flops_cloud"] < runs["msao"]["flops_cloud"], "half of the tokens cost no less arithmetic")
    expect(runs["msao, probe 50 %"]["bytes_up"]["image"] < runs["msao"]["bytes_up"]["image"], "half of the tokens weigh no less")
    again, other = program.told(*options), program.told("--seed", seed + 1, "--samples", 15)
    expect(answers(again) == answers(told), "the same seed gave other answers")
    for key in ("object_pixels_kept", "retention", "alpha"):
        expect([run[key] for run in again["runs"]] == [run[key] for run in told["runs"]], f"the same seed gave another {key}")
    expect(other["seed"] == seed + 1, "the seed is told")


def check_resume(program, seed, folder):
    options = ["--seed", seed, "--samples", 60, "--mode", "cloud-only,msao"]
    whole = program.told(*options)
    report = folder / "stopped.json"
    journal = folder / "stopped.json.journal"
    running = subprocess.Popen(program.command(*options, "--json", report), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for _ in range(6000):
        if journal.exists() and journal.read_text().count("\n") > 5:
            running.send_signal(signal.SIGINT)
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=0.01)
            break
    _, said = running.communicate(timeout=60)
    if running.returncode != 0:  # else it was faster than the signal
        expect(running.returncode == 130 and "--resume" in said, f"stopped with {running.returncode}: {said}")
        part = json.loads(report.read_text())
        expect(not part["complete"] and 0 < part["measured"] < 60, f"stopped after {part['measured']} samples")
        expect(answers(part) == answers(whole)[: part["measured"]], "what was measured before the stop is something else")
        program.run(*options, "--json", report, "--resume")
    told = json.loads(report.read_text())
    expect(told["complete"] and answers(told) == answers(whole), "what was resumed is something else")
    expect(not journal.exists(), "the journal is left behind")


def check_files(program, folder):
    runs = ["--mode", "cloud-only"]
    vqa = program.told(*runs, "--dataset", "vqav2", "--questions", DATA / "vqa/questions.json",
                       "--annotations", DATA / "vqa/annotations.json", "--data", DATA / "vqa/val2014")
    expect(vqa["measured"] == 3 and vqa["broken_rows"]["count"] == 7, f"VQA: {vqa['measured']} measured, {vqa['broken_rows']}")
    expect(set(vqa["runs"][0]["by_type"]) == {"yes/no", "number", "other"}, "VQA: its answer types")
    bench = program.told(*runs, "--dataset", "mmbench", "--data", DATA / "mmbench.tsv")
    expect(bench["measured"] == 9 and bench["runs"][0]["count"] == 3, "MMBench: nine turns of three questions")
    own = program.told(*runs, "--dataset", "folder", "--data", DATA / "folder")
    expect(own["measured"] == 3 and own["broken_rows"]["count"] == 5, f"folder: {own['measured']} measured, {own['broken_rows']}")


def check_reports(program, seed, folder):
    files = {kind: folder / f"report.{kind}" for kind in ("json", "html", "csv")}
    options = ["--seed", seed, "--samples", 15, "--retention", "100,50"]
    program.run(*options, *(part for kind, path in files.items() for part in (f"--{kind}", path)))
    page = files["html"].read_text()
    expect(page.count("<svg") >= 5 and "http" not in page, "the page has its figures and needs nothing else")
    rows = list(csv.DictReader(files["csv"].open()))
    told = json.loads(files["json"].read_text())
    for run in told["runs"]:
        found = [row for row in rows if row["run"] == run["name"] and row["metric"] == "accuracy" and not row["type"]]
        expect(len(found) == 1 and abs(float(found[0]["value"]) - run["accuracy"]) < 1e-6, f"CSV and JSON differ: {run['name']}")
    same = json.loads(subprocess.run([program.program, "eval", "compare", files["json"], files["json"], "--json"],
                                     capture_output=True, text=True, check=True).stdout)
    expect(all(not run["accuracy"]["is_significant"] and run["questions"] == 15 for run in same["runs"]), "a report differs from itself")


def check_paper(program, seed, folder):
    said = program.paper("--quick", "--samples", 15, "--paced-samples", 2, "--slow-motion", 1, "--seed", seed, "--out", folder / "paper")
    told = json.loads((folder / "paper/paper.json").read_text())
    expect(len(told["laws"]) == 5 and all(law["holds"] for law in told["laws"]), f"a law does not hold: {said}")
    expect(len(told["simulated"]) == 3 * 9 and told["quick"], "three bandwidths, nine contenders")
    expect(told["bars"] and all(point["steps"] > 0 for point in told["paced"]), "bars and paced steps are told")
    expect({point["mode"] for point in told["paced"]} >= {"MSAO", "cloud-only", "perllm", "sync"}, "the paced modes")
    # One reader alone may pause for as long as the quick form looks.
    busy = [point["gpu_utilisation"] for point in told["capacity"]]
    expect(busy and min(busy) >= 0 and 0 < max(busy) <= 1 + 1e-9, f"GPUs are busy at most all the time: {busy}")
    memory = {point["mode"]: point for point in told["memory"]}
    expect(sum(memory["cloud-only"]["edge_bytes"].values()) == 0 < memory["cloud-only"]["cloud_bytes"]["weights"], "memory a side")
    probe = told["probe"]
    expect([point["input"] for point in probe["inputs"]] == [f"V{i}" for i in range(1, 8)], "the probe's seven inputs")
    expect(all(point["within_goals"] == (point["time_share"] <= 0.01 and point["flops_share"] <= 0.0047 and point["held_bytes"] <= 0.12e9) for point in probe["inputs"]),
           "the probe's goals are judged otherwise")
    expect(0 < probe["native"]["probe_ms"] < probe["native"]["answer_ms"], "the probe was timed")
    page = (folder / "paper/results.md").read_text()
    expect(all(f"({time}" in page for time in ("native", "paced", "simulated")), "the page says which time is which")
    whole = (folder / "paper/results.html").read_text()
    expect(whole.count("<svg") >= 4 and "http" not in whole, "the page has its figures and needs nothing else")
    native = json.loads((folder / "paper/native.json").read_text())
    expect(native["link"] == "300mbit,20ms" and native["measured"] == 15, "the native part is another one")
    probed = {run["name"]: run["flops_probe"] > 0 and run["probe_ms"] > 0 for run in native["runs"]}
    expect(probed["msao, planned"] and not probed["msao"], "the probe looks where something may be pruned, and only there")


def lines_of_parts(part):
    """Answered samples in each of the folders, one for each part of the work; the first line of a journal is its key."""
    lines = {}
    for journal in part.glob("*/*.journal"):
        lines[journal.parent] = lines.get(journal.parent, 0) + journal.read_bytes().count(b"\n") - 1
    return sorted(lines.values(), reverse=True)


def stop_when(command, signal_number, is_time):
    """Its exit code and what it said; None where it was done before."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not is_time():
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=0.01)
    running.send_signal(signal_number)
    _, said = running.communicate(timeout=60)
    return running.returncode, said


def check_paper_resume(program, seed, folder):
    """Killed in the first part, stopped in the second, and gone on with: the answers are those of check_paper's run."""
    out, part = folder / "stopped-paper", folder / "stopped-paper.part"
    options = ["--quick", "--samples", 15, "--paced-samples", 2, "--slow-motion", 1, "--out", out]
    command = program.paper_command(*options, "--seed", seed)
    code, said = stop_when(command, signal.SIGKILL, lambda: sum(lines_of_parts(part)) >= 3)
    expect(code == -signal.SIGKILL and not out.exists(), f"killed in the first part: {code}: {said}")
    for other, word in ((["--seed", seed], "--resume"), (["--seed", seed + 1, "--resume"], "another")):
        refused = subprocess.run(program.paper_command(*options, *other), capture_output=True, text=True)
        expect(refused.returncode == 1 and word in refused.stderr, f"{other}: {refused.returncode}: {refused.stderr}")
    expect(sum(lines_of_parts(part)) >= 3, "what was measured is thrown away")
    code, said = stop_when([*command, "--resume"], signal.SIGINT, lambda: len(lines_of_parts(part)) > 1 and lines_of_parts(part)[1] > 0)
    expect(code == 130 and "--resume" in said, f"stopped in the second part: {code}: {said}")
    program.paper(*options, "--seed", seed, "--resume")
    expect(not part.exists(), "the answers of the parts are left behind")
    for name, known in (("native", 15), ("paced-300", 1)):
        told, whole = (json.loads((at / f"{name}.json").read_text()) for at in (out, folder / "paper"))
        expect(told["complete"] and answers(told) == answers(whole), f"{name}: what was resumed is something else")
        expect(told["from_journal"] >= known, f"{name}: {told['from_journal']} answers were kept")


def check_refusals(program):
    for options, word in ((["--mode", "clod"], "clod"), (["--retention", "0"], "--retention"), (["--dataset", "mmbench"], "--data"),
                          (["--resume"], "--resume"), (["--dataset", "vqav2"], "--questions")):
        done = subprocess.run(program.command(*options), capture_output=True, text=True)
        expect(done.returncode not in (0, -6, -11) and word in done.stderr, f"{options}: {done.returncode}: {done.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([arguments.bin / "msao", "models", "synth", "--like", "tiny", "--agreement", "0.85", "--seed", "7",
                        "--out", folder / "pair"], check=True, capture_output=True)
        program = Eval(arguments.bin / "msao", folder / "pair")
        check_refusals(program)
        check_demo(program, arguments.seed, folder)
        check_resume(program, arguments.seed, folder)
        check_files(program, folder)
        check_reports(program, arguments.seed, folder)
        check_paper(program, arguments.seed, folder)
        check_paper_resume(program, arguments.seed, folder)
    print("msao eval says what it promises")


if __name__ == "__main__":
    main()
