#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `msao eval` does before the first question, and what it says of itself.

    eval_command_test.py FOLDER-OF-PROGRAMS SOURCE-FOLDER"""
import contextlib
import csv
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAMS, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
MODELS = SOURCE / "resources" / "models"
DATA = SOURCE / "tests" / "evaluation" / "data"
PAIR = ["--draft", MODELS / "draft", "--target", MODELS / "target", "--threads", "1"]
NO_PAIR = ["--draft", "/absent/draft", "--target", "/absent/target"]


class Place(unittest.TestCase):
    """A folder of the test's own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.at = pathlib.Path(folder.name).resolve()

    def eval(self, *arguments, program=PROGRAMS / "msao"):
        return subprocess.run(list(map(str, [program, "eval", *arguments])), capture_output=True, text=True, cwd=self.at)

    def refusal(self, *arguments, **how):
        done = self.eval(*arguments, **how)
        self.assertEqual(done.returncode, 1, done.stderr)
        return done.stderr


class DemoPair(Place):
    def setUp(self):
        super().setUp()
        self.program = self.at / "build" / "release" / "bin" / "msao"
        self.program.parent.mkdir(parents=True)
        shutil.copy(PROGRAMS / "msao", self.program)

    def ship(self):
        (self.at / "resources").mkdir()
        (self.at / "resources" / "models").symlink_to(MODELS)

    def test_it_is_asked_where_nobody_names_models(self):
        self.ship()
        done = self.eval("--samples", 2, "--mode", "cloud-only,msao", "--threads", 1, "--json", program=self.program)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"the demo pair, {self.at / 'resources' / 'models'}", done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual((told["measured"], told["draft"], told["target"]), (2, "draft", "target"))

    def test_one_model_that_is_named_does_not_bring_the_other(self):
        self.ship()
        said = self.refusal("--samples", 1, "--mode", "msao", "--target", MODELS / "target", program=self.program)
        self.assertIn("needs --draft", said)
        said = self.refusal("paper", "--quick", "--out", "paper", "--target", MODELS / "target", program=self.program)
        self.assertIn("both --draft and --target", said)

    def test_without_one_the_options_are_named(self):
        for arguments in (["--samples", 1], ["paper", "--quick", "--out", "paper"]):
            said = self.refusal(*arguments, program=self.program)
            self.assertIn("neither --draft nor --target", said)
            self.assertIn("resources/models", said)
        self.assertEqual([path.name for path in self.at.iterdir()], ["build"])


class Outputs(Place):
    """Models that are absent would be missed first if anything were done before outputs are looked at."""

    def test_a_file_that_cannot_be_written_is_told_first(self):
        for option in ("--html", "--csv", "--json"):
            said = self.refusal(*NO_PAIR, option, "absent/report")
            self.assertIn("absent/report: cannot be written", said)
        said = self.refusal(*NO_PAIR, "--html", self.at)
        self.assertIn("cannot be written", said)
        self.assertIn("expected a file's name, found -", self.refusal(*NO_PAIR, "--html", "-"))

    def test_what_stands_in_a_file_stays_until_the_report_is_there(self):
        (self.at / "old.html").write_text("before")
        said = self.refusal(*NO_PAIR, "--html", "old.html", "--csv", "new.csv")
        self.assertIn("/absent/draft", said)
        self.assertEqual((self.at / "old.html").read_text(), "before")
        self.assertFalse((self.at / "new.csv").exists())

    def test_a_folder_that_is_there_is_told_first(self):
        (self.at / "paper").mkdir()
        (self.at / "paper" / "results.md").write_text("before")
        self.assertIn("exists already", self.refusal("paper", "--quick", *NO_PAIR, "--out", "paper"))
        self.assertEqual([path.name for path in self.at.iterdir()], ["paper"])


class Paper(Place):
    def test_help_says_what_the_command_does_by_itself(self):
        told = self.eval("paper", "--help").stdout
        self.assertRegex(told, r"--slow-motion [^\n]*=4\n")
        self.assertRegex(told, r"--commit TEXT=\w+")


class PaperQuick(Place):
    def test_the_command_of_the_documentation_finds_that_the_laws_hold(self):
        """As it is written there, but for the number of threads: tests run side by side. Bars are of times, and not asked."""
        done = self.eval("paper", "--quick", *PAIR, "--out", "paper")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        told = json.loads((self.at / "paper" / "paper.json").read_text())
        self.assertTrue(told["quick"])
        self.assertEqual([law["name"].split(":")[0] for law in told["laws"] if law["holds"]],
                         ["no regret", "never slower than PerLLM", "never slower than synchronous speculation", "lossless", "monotone"])
        measured = [json.loads((self.at / "paper" / f"{part}.json").read_text())["measured"] for part in ("native", "paced-300")]
        self.assertEqual(measured, [22, 11])


class PaperResumes(Place):
    """Stopped wherever it may be, `msao eval paper --resume` comes to what an unbroken run says, but for times."""

    OPTIONS = ["paper", "--quick", *PAIR, "--samples", 4, "--paced-samples", 2, "--slow-motion", 1, "--repeats", 1]

    def until(self, out, is_reached):
        """Runs until somebody has seen what was waited for, or to the end."""
        running = subprocess.Popen(list(map(str, [PROGRAMS / "msao", "eval", *self.OPTIONS, "--out", out, "--resume"])), cwd=self.at,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        has_begun = lambda: next(self.at.glob(f"{out}.partial-*"), None) is not None
        while running.poll() is None and not (has_begun() and is_reached(self.lines(out))):
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(timeout=0.01)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=120)
        return running.returncode, said

    def lines(self, out):
        """Samples that were measured so far, of each part."""
        return [journal.read_text().count("\n") - 1 for journal in (self.at / f"{out}.part").glob("*/*.journal")]

    def figures(self, out):
        """What may depend on nothing but the questions: everything where nothing is planned from measured speeds."""
        told = json.loads((self.at / out / "paper.json").read_text())
        kept = {key: told[key] for key in ("alpha", "simulated", "simulated_by_alpha", "changing_links", "capacity", "quick", "dataset")}
        for part in ("native", "paced-300"):
            report = json.loads((self.at / out / f"{part}.json").read_text())
            runs = [run for run in report["runs"] if run["pruning"] != "planned"]
            kept[part] = [(run["name"], run["accuracy"], run["alpha"], run["different_tokens"], run["tokens"], run["retention"]) for run in runs]
            kept[part + " samples"] = [answer["id"] for answer in report["answers"]]
        return kept

    def test_to_the_same_figures(self):
        whole = self.eval(*self.OPTIONS, "--out", "whole")
        self.assertEqual(whole.returncode, 0, whole.stderr)
        stops = (("before the first answer", lambda lines: True), ("in the native part", lambda lines: sum(lines) >= 2),
                 ("in the paced part", lambda lines: sum(lines) >= 5), ("in simulations", lambda lines: sum(lines) >= 6))
        for where, is_reached in stops:
            code, said = self.until("parts", is_reached)
            if code == 0:
                break  # it was faster than the signal
            self.assertEqual(code, 130, f"{where}: {said}")
            self.assertFalse((self.at / "parts").exists(), f"{where}: half a report")
            if self.lines("parts"):
                self.assertIn("with --resume goes on", said, where)
        else:
            refused = self.refusal(*self.OPTIONS, "--out", "parts")
            self.assertIn("with --resume, or remove it", refused)
            last = self.eval(*self.OPTIONS, "--out", "parts", "--resume")
            self.assertEqual(last.returncode, 0, last.stderr)
            native = json.loads((self.at / "parts" / "native.json").read_text())
            self.assertEqual((native["from_journal"], native["complete"]), (4, True), "all had been measured before")
            self.assertIn("measured before the run was resumed", (self.at / "parts" / "results.md").read_text())
        self.maxDiff = None
        self.assertEqual(self.figures("parts"), self.figures("whole"))
        self.assertFalse((self.at / "parts.part").exists(), "what is finished needs no parts")


class PaperOfOtherDatasets(Place):
    OPTIONS = ["paper", "--quick", *PAIR, "--paced-samples", 1, "--slow-motion", 1, "--max-new-tokens", 8]
    FILES = {"vqav2": ["--questions", DATA / "vqa/questions.json", "--annotations", DATA / "vqa/annotations.json", "--data", DATA / "vqa/val2014"],
             "mmbench": ["--data", DATA / "mmbench.tsv"], "folder": ["--data", DATA / "folder"]}

    def test_the_same_command_reads_each(self):
        for dataset, files in self.FILES.items():
            done = self.eval(*self.OPTIONS, "--dataset", dataset, *files, "--out", dataset)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            told = json.loads((self.at / dataset / "paper.json").read_text())
            self.assertEqual(told["dataset"], dataset)
            self.assertTrue(all(law["holds"] for law in told["laws"]), told["laws"])
            native = json.loads((self.at / dataset / "native.json").read_text())
            self.assertEqual(native["measured"], {"vqav2": 3, "mmbench": 9, "folder": 3}[dataset])
            self.assertNotIn("demo world", (self.at / dataset / "results.md").read_text())

    def test_what_a_dataset_needs_is_told_first(self):
        said = self.refusal("paper", "--quick", *NO_PAIR, "--dataset", "vqav2", "--out", "paper")
        self.assertIn("--dataset vqav2 needs --questions", said)
        self.assertEqual(list(self.at.iterdir()), [])


class NothingToAsk(Place):
    def test_pictures_that_are_all_missing_are_no_accuracy_of_zero(self):
        (self.at / "pictures").mkdir()
        said = self.refusal("--dataset", "vqav2", "--questions", DATA / "vqa/questions.json", "--annotations", DATA / "vqa/annotations.json",
                            "--data", "pictures", *PAIR, "--mode", "cloud-only", "--json", "told.json")
        self.assertIn("no question could be asked", said)
        told = json.loads((self.at / "told.json").read_text())
        self.assertEqual((told["measured"], told["complete"]), (0, True))


class Downsampling(Place):
    def test_it_has_about_as_many_tokens_as_it_is_compared_with(self):
        """Of 8 x 8 tokens: 7 x 6, 6 x 5 and 5 x 4."""
        done = self.eval(*PAIR, "--samples", 2, "--mode", "msao", "--retention", "70,50,30", "--pruning", "downsample", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        kept = [round(64 * run["retention"]) for run in json.loads(done.stdout)["runs"]]
        self.assertEqual(kept, [42, 30, 20])


class Repeats(Place):
    def test_times_are_asked_for_again_and_answers_are_those_of_once(self):
        options = [*PAIR, "--samples", 3, "--mode", "cloud-only,msao", "--retention", "100,50", "--json", "told.json", "--requests", "told.csv"]
        done = self.eval(*options, "--repeats", 3)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads((self.at / "told.json").read_text())
        for run in told["runs"]:
            self.assertEqual(run["repeats"], 1 if run["pruning"] == "probe" else 3, run["name"])
            self.assertEqual(len(run["latency_ms"]["medians"]), run["repeats"])
            low, high = run["tokens_per_second_interval"]
            self.assertTrue(low <= run["tokens_per_second"] <= high, run["name"])
            self.assertEqual(run["answers"], 3)
        self.assertEqual(told["runs"][1]["different_tokens"], 0)
        rows = list(csv.DictReader((self.at / "told.csv").read_text().splitlines()))
        self.assertEqual([row["run"] for row in rows], [run["name"] for run in told["runs"]] * 3)
        for row, request in zip(rows, (request for answer in told["answers"] for request in answer["requests"])):
            for figure in ("first_token_ms", "latency_ms", "bytes_up_image", "flops_cloud", "memory_cloud_weights", "cloud_ms"):
                self.assertAlmostEqual(float(row[figure]), request[figure], delta=1e-3 + 1e-6 * abs(request[figure]))
                self.assertGreater(request[figure], 0, f"{row['run']}: {figure}")


class Costs(Place):
    def test_whoever_drafted_has_computed_and_whoever_was_judged_has_had_a_verdict(self):
        done = self.eval(*PAIR, "--samples", 6, "--mode", "msao,never-idle,sync", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        for run in json.loads(done.stdout)["runs"]:
            counts = run["speculation"]
            if counts["drafted"]:
                self.assertGreater(run["flops_edge"], 0, run["name"])
            if counts["accepted"]:
                self.assertGreater(counts["verdicts"], 0, counts)
                self.assertAlmostEqual(counts["mean_accepted_length"], counts["accepted"] / counts["verdicts"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
