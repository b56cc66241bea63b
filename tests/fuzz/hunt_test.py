#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a hunt counts, and where it ends. The libFuzzer programs are scripts that say how often they were asked to run."""
import contextlib
import importlib.machinery
import importlib.util
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
USUALLY = 700  # executions of a program that is given no number
PROGRAM = f"""#!/bin/sh
runs={USUALLY}
for word; do case $word in -runs=*) runs=${{word#-runs=}} ;; esac; done
echo "stat::number_of_executed_units: $runs" >&2
"""


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


hunt = load("hunt")


class Hunt(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.ledger = self.folder / "LEDGER.md"
        self.ledger.write_text("# Executed\n\n| entry | executions | last hunt |\n| --- | --- | --- |\n"
                               "| `image` | 1,200 | 2026-11-21 |\n| `trace` | 0 | never |\n", encoding="utf-8")
        for name in ("image", "trace", "audio"):
            self.program(name, PROGRAM)

    def program(self, name, text):
        path = self.folder / f"{name}_fuzz"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def run_hunt(self, *words):
        arguments = ["hunt", "--bin", str(self.folder), "--found", str(self.folder / "found"), *words]
        with mock.patch.object(hunt, "LEDGER", self.ledger), mock.patch.object(sys, "argv", arguments), \
                contextlib.redirect_stdout(io.StringIO()) as said:
            hunt.main()
        return said.getvalue()

    def counts(self):
        return hunt.counted(self.ledger.read_text(encoding="utf-8"))

    def test_what_was_executed_is_added_and_new_entries_get_a_row(self):
        self.run_hunt("image", "trace", "audio")
        self.assertEqual(self.counts(), {"image": 1200 + USUALLY, "trace": USUALLY, "audio": USUALLY})

    def test_until_runs_only_what_is_lacking(self):
        said = self.run_hunt("--until", "1200", "image", "trace")
        self.assertEqual(self.counts(), {"image": 1200, "trace": 1200})
        self.assertEqual(said, "image: has been executed as often as that\ntrace: 1,200 executions\n")

    def test_what_breaks_ends_the_hunt_and_is_not_counted(self):
        self.program("image", "#!/bin/sh\necho deadly >&2\nexit 77\n")
        with self.assertRaisesRegex(SystemExit, "image broke:\ndeadly"):
            self.run_hunt("image", "trace")
        self.assertEqual(self.counts(), {"image": 1200, "trace": 0})


class Ledger(unittest.TestCase):
    def test_every_entry_has_a_row(self):
        entries = {path.name.removesuffix("_fuzz.cpp") for path in HERE.glob("*_fuzz.cpp")}
        self.assertEqual(set(hunt.counted(hunt.LEDGER.read_text(encoding="utf-8"))), entries)


if __name__ == "__main__":
    unittest.main()
