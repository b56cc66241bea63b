#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A program that is aborted leaves no core dump: what it was shown, told and asked would be in it.

    core_dumps_test.py FOLDER-OF-PROGRAMS"""
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAMS = pathlib.Path(sys.argv[1]).resolve()
MOST = resource.getrlimit(resource.RLIMIT_CORE)[1]
SECONDS = 300


def allow_core_dumps():
    resource.setrlimit(resource.RLIMIT_CORE, (MOST, MOST))


def limits_of(process):
    limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text(encoding="utf-8")
    return re.search(r"Max core file size +(\S+) +(\S+)", limits).groups()


@unittest.skipIf(MOST == 0, "core dumps are forbidden to this test, and so to all that it starts")
class CoreDumps(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": folder.name}

    def start(self, *command):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment, cwd=self.folder,
                                   preexec_fn=allow_core_dumps)
        for cleanup in (process.wait, process.kill):  # the last one first
            self.addCleanup(cleanup)
        return process

    def dumps(self):
        return list(self.folder.glob("core*"))

    def expect_no_dump(self, program, *arguments):
        process = self.start(PROGRAMS / program, *arguments)
        end = time.monotonic() + SECONDS
        while limits_of(process) != ("0", "0") and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual(limits_of(process), ("0", "0"))
        process.send_signal(signal.SIGABRT)
        self.assertEqual(process.wait(SECONDS), -signal.SIGABRT)
        self.assertEqual(self.dumps(), [])

    def make_model(self):
        subprocess.run([PROGRAMS / "msao", "models", "synth", "--like", "tiny", "--seed", "7", "--out", "tiny"], check=True,
                       capture_output=True, timeout=SECONDS, env=self.environment, cwd=self.folder)

    def test_here_a_program_that_forbids_nothing_leaves_one(self):
        process = self.start(sys.executable, "-c", "import os; os.abort()")
        self.assertEqual(process.wait(SECONDS), -signal.SIGABRT)
        if not self.dumps():
            self.skipTest("dumps go elsewhere on this machine: of the other tests, only what they say of the limit counts")

    def test_the_command_line_while_it_asks(self):
        self.make_model()
        with socket.socket() as nobody:  # a port at which nobody listens: the answer waits for its cloud
            nobody.bind(("127.0.0.1", 0))
            self.expect_no_dump("msao", "ask", "--server", f"ws://127.0.0.1:{nobody.getsockname()[1]}", "--draft", "tiny", "--prompt",
                                "what is there?", "--mode", "cloud-only")

    def test_the_cloud(self):
        self.make_model()
        self.expect_no_dump("msao-cloud", "--model", "tiny", "--loopback")

    def test_the_window(self):
        self.expect_no_dump("msao-studio")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
