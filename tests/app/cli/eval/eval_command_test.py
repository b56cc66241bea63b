#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `msao eval` does before the first question, and what it says of itself.

    eval_command_test.py FOLDER-OF-PROGRAMS SOURCE-FOLDER"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAMS, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
MODELS = SOURCE / "resources" / "models"
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
        self.assertIn("need --draft", said)
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

    def test_what_stands_in_a_file_stays_until_the_report_is_there(self):
        (self.at / "old.html").write_text("before")
        said = self.refusal(*NO_PAIR, "--html", "old.html", "--csv", "new.csv")
        self.assertIn("/absent/target", said)
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
