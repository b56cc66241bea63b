#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How the programs end that link both Qt and libtorch: with everything said, and without destructors of libraries, which would
run beside threads that Qt has detached and that are still ending. The loader tells what it ran.

    process_ends_test.py FOLDER-OF-PROGRAMS"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = pathlib.Path(sys.argv[1]).resolve()


class Ends(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": folder.name}
        self.watched = {**self.environment, "LD_DEBUG": "files", "LD_DEBUG_OUTPUT": str(self.folder / "loader")}

    def told_of_libtorch(self, what):
        lines = [line for file in self.folder.glob("loader.*") for line in file.read_text(errors="replace").splitlines()]
        return [line for line in lines if what in line and "libtorch" in line]

    def expect_end(self, code, words, program, *arguments):
        done = subprocess.run([PROGRAMS / program, *arguments], capture_output=True, text=True, timeout=300, env=self.watched,
                              cwd=self.folder)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(words, done.stdout + done.stderr)
        self.expect_no_destructors()

    def expect_no_destructors(self):
        self.assertNotEqual(self.told_of_libtorch("calling init"), [], "the loader tells nothing")
        self.assertEqual(self.told_of_libtorch("calling fini"), [])

    def make(self, program, *arguments):
        subprocess.run([PROGRAMS / program, *arguments], check=True, capture_output=True, timeout=300, env=self.environment,
                       cwd=self.folder)

    def make_model(self):
        self.make("msao", "models", "synth", "--like", "tiny", "--seed", "7", "--out", "tiny")

    def test_the_command_line(self):
        self.make_model()
        self.expect_end(0, "\n", "msao", "generate", "--model", "tiny", "--prompt", "what?", "--max-new-tokens", "2")

    def test_the_command_line_after_a_fault(self):
        self.expect_end(1, "msao: nowhere", "msao", "generate", "--model", "nowhere", "--prompt", "what?")

    def test_the_cloud_that_listened(self):
        self.make_model()
        self.expect_end(0, "ok:", "msao-cloud", "--model", "tiny", "--loopback", "--check")

    def test_the_cloud_that_served_and_was_told_to_end(self):
        self.make_model()
        cloud = subprocess.Popen([PROGRAMS / "msao-cloud", "--model", "tiny", "--loopback"], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True, env=self.watched, cwd=self.folder)
        for cleanup in (cloud.wait, cloud.kill, cloud.stdout.close):  # the last one first; `with` would wait for ever
            self.addCleanup(cleanup)
        self.assertIn("listening on ", cloud.stdout.readline())
        cloud.terminate()
        self.assertEqual(cloud.wait(timeout=300), 0)
        self.expect_no_destructors()

    def test_the_cloud_after_a_fault(self):
        self.expect_end(1, "msao-cloud: nowhere", "msao-cloud", "--model", "nowhere", "--loopback")

    def test_the_window(self):
        self.expect_end(0, "window     ok", "msao-studio", "--self-test")

    def test_the_window_that_took_a_picture(self):
        self.expect_end(0, "", "msao-studio", "--screenshot-to", "window.png")
        self.assertTrue((self.folder / "window.png").read_bytes().startswith(b"\x89PNG"))

    def test_the_window_that_was_shown_has_kept_its_settings(self):
        self.make("msao_sample_recording", ".")
        self.expect_end(0, "first frame: ", "msao-studio", "--first-frame", "--replay", "sample.msao", "--at", "1",
                        "--layout", "demo", "--theme", "light")
        self.assertIn("theme=light\n", (self.folder / "msao" / "msao-studio.ini").read_text())

    def test_the_window_that_showed_the_first_picture_of_a_recording_whose_beginning_has_none(self):
        self.make("msao_sample_recording", ".")
        self.expect_end(0, "first frame: ", "msao-studio", "--first-frame", "--replay", "sample.msao")

    def test_the_window_that_waits_for_no_picture_where_none_can_come(self):
        self.make("msao_sample_recording", ".")
        for where in (["--at", "0"], ["--layout", "replay"]):
            self.expect_end(1, "sample.msao: no picture is seen", "msao-studio", "--first-frame", "--replay", "sample.msao", *where)
        self.expect_end(1, "nowhere.msao", "msao-studio", "--first-frame", "--replay", "nowhere.msao")
        self.expect_end(2, "expected --replay FILE or --demo", "msao-studio", "--first-frame")

    def test_the_window_that_refuses_an_option(self):
        self.expect_end(2, "msao-studio: --theme", "msao-studio", "--theme", "blue")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
