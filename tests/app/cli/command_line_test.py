#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What msao says on a command line that is wrong, and about files of which little is left.

    command_line_test.py FOLDER-OF-PROGRAMS SOURCE-FOLDER"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

MSAO = pathlib.Path(sys.argv[1]) / "msao"
MODELS = pathlib.Path(sys.argv[2]) / "resources" / "models"


def msao(*arguments):
    return subprocess.run([MSAO, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class CommandLine(unittest.TestCase):
    def test_an_unknown_command_is_named_beside_those_that_there_are(self):
        done = msao("aks", "--prompt", "what?")
        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown command 'aks'", done.stderr)
        self.assertIn("ask", done.stderr.split("there are")[1])

    def test_an_unknown_command_of_a_command_is_named_too(self):
        done = msao("trace", "statistics", "a.msao")
        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown command 'statistics'; there are stats, export", done.stderr)

    def test_help_of_ask_says_what_the_marks_mean(self):
        self.assertIn("[corrected by the cloud]", msao("ask", "--help").stdout)

    def test_half_a_model_at_the_edge_is_named_before_anybody_is_called(self):
        done = msao("ask", "--server", "ws://127.0.0.1:9", "--mode", "perllm", "--prompt", "what?")
        self.assertEqual(done.returncode, 1)
        self.assertIn("mode perllm needs --target", done.stderr)


class CutTrace(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        at = pathlib.Path(self.folder.name)
        world = msao("world", "--count", "1", "--seed", "5", "--out", at / "world")
        self.assertEqual(world.returncode, 0, world.stderr)
        self.trace = at / "whole.msao"
        asked = msao("ask", "--in-process", "--draft", MODELS / "draft", "--target", MODELS / "target", "--image",
                     at / "world" / "5.png", "--prompt", "what do you see?", "--trace", self.trace)
        self.assertEqual(asked.returncode, 0, asked.stderr)

    def cut(self, size):
        self.trace.write_bytes(self.trace.read_bytes()[:size])
        return msao("trace", "stats", self.trace)

    def test_a_trace_of_which_no_event_is_left_is_an_error(self):
        done = self.cut(self.trace.stat().st_size // 2)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no event is left in it", done.stderr)

    def test_a_trace_without_its_index_is_read_with_a_warning(self):
        done = self.cut(self.trace.stat().st_size - 1)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no event is lost", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
