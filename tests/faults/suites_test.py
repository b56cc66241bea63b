#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the suites say where something is not here: a package, or a right."""
import contextlib
import importlib.machinery
import importlib.util
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import programs  # noqa: E402
from scenarios.privacy import EmptyFolder  # noqa: E402
from scenarios.rig import Row, may_look_into, skipped_without_root  # noqa: E402

NOBODY = 65534


def script(name):
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class WithoutThePackage(unittest.TestCase):
    def test_another_python_that_has_it_is_taken(self):
        self.assertEqual(programs.python_that_has("json", ("/no/python", sys.executable)), sys.executable)
        self.assertIsNone(programs.python_that_has("no_such_package_anywhere"))

    def test_run_says_so_in_one_line(self):
        said = io.StringIO()
        with mock.patch.object(programs, "python_that_has", return_value=None), contextlib.redirect_stderr(said), \
                mock.patch.object(sys, "argv", ["run", "--against", "websockets", "--short"]):
            self.assertEqual(script("run").main(), 1)
        self.assertEqual(len(said.getvalue().splitlines()), 1)
        self.assertIn("websockets", said.getvalue())


class WithoutTheRight(unittest.TestCase):
    def test_a_row_that_was_not_measured_is_no_bar_that_is_missed(self):
        rows = [Row("a fault", "a bar", "as it must be", True), skipped_without_root("", "another bar")]
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(script("inject").judged(rows, set()), 0)
            self.assertEqual(script("inject").judged(rows + [Row("", "a third bar", "nothing", False)], set()), 1)
        self.assertIn("1 of 1 bars met, 0 of the others known, 1 skipped", said.getvalue())

    @unittest.skipIf(os.geteuid() != 0, "only root can become another")
    def test_nobody_may_look_into_what_is_roots(self):
        self.assertTrue(may_look_into(os.getpid()))
        looks = f"import os; os.setuid({NOBODY}); print(os.access('/proc/{os.getpid()}/fd', os.R_OK | os.X_OK))"
        self.assertEqual(subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True).stdout.strip(), "False")


class AtHomeNowhere(unittest.TestCase):
    def test_a_file_that_was_taken_away_again_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            empty = EmptyFolder(pathlib.Path(folder) / "empty")
            subprocess.run([*empty.inside, "true"], check=True)
            self.assertFalse(empty.was_written_to())
            subprocess.run([*empty.inside, "sh", "-c", "touch a && rm a"], check=True)
            self.assertTrue(empty.was_written_to())

    def test_a_file_beside_the_program_is_seen(self):
        for place in (".", "$HOME", "$TMPDIR"):
            with tempfile.TemporaryDirectory() as folder:
                empty = EmptyFolder(pathlib.Path(folder) / "empty")
                subprocess.run([*empty.inside, "sh", "-c", f"touch {place}/a"], check=True)
                self.assertTrue(empty.was_written_to(), place)


if __name__ == "__main__":
    unittest.main()
