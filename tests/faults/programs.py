# SPDX-License-Identifier: Apache-2.0
"""Programs that the suites start: each runs in a folder of its own and ends with its `with` block."""
import os
import pathlib
import re
import select
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ORACLE_PYTHON = HERE.parent.parent / "build/deps/oracle/bin/python"
START_SECONDS = 60  # a busy machine loads slowly


class Failed(Exception):
    pass


class Server:
    """A program that says where it listens. Started again, it listens there again."""

    def __init__(self, command, log, environment=None):
        self.command, self.log, self.environment = [str(word) for word in command], pathlib.Path(log), environment
        self.process = None
        self.host, self.port = "127.0.0.1", None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end()

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment)
        ready, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        found = re.search(r"wss?://127\.0\.0\.1:(\d+)", self.process.stdout.readline() if ready else "")
        if not found:
            self.end()
            raise Failed(f"{self.command[0]} did not start: {self.log.read_text(errors='replace')[-500:]}")
        self.port = int(found.group(1))
        placed = {"--port": lambda word: str(self.port), "--listen": lambda word: re.sub(r":\d+$", f":{self.port}", word)}
        self.command = [placed.get(before, str)(word) for before, word in zip([""] + self.command, self.command)]
        return time.monotonic()  # of its first word

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def is_alive(self):
        return self.process.poll() is None

    def end(self):
        """SIGTERM, and no patience without end: what does not stop is killed."""
        if self.process is None:
            return
        if self.is_alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()


def msao(programs, *arguments, seconds=120):
    """The standard output of `msao`."""
    done = subprocess.run([programs / "msao", *map(str, arguments)], capture_output=True, text=True, timeout=seconds)
    if done.returncode != 0:
        raise Failed(f"msao {' '.join(map(str, arguments))}: {done.stderr[-500:]}")
    return done.stdout


def make_pair(programs, folder, seed):
    """A draft and a target of random weights that agree on most tokens."""
    msao(programs, "models", "synth", "--like", "tiny", "--dtype", "f32", "--seed", seed, "--agreement", 0.8, "--out", folder)
    return folder


def cloud(programs, pair, log, *more, port=0, inside=(), environment=None):
    return Server([*inside, programs / "msao-cloud", "--loopback", "--port", port, "--model", pair / "target", "--dtype", "f32", "--threads", 1,
                   "--kv-cache-mb", 32, "--drain-seconds", 0, *more], log, environment)


def qt_anchor(programs, log):
    return Server([programs / "faults_qt_anchor"], log)


def python_that_has(package, candidates=(sys.executable, ORACLE_PYTHON)):
    """The first Python that imports it; nothing: none does."""
    def imports(python):
        return os.access(python, os.X_OK) and subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode == 0
    return next((python for python in candidates if imports(python)), None)


def websockets_anchor(log):
    python = python_that_has("websockets")
    if not python:
        raise Failed("the package websockets is in no Python here: scripts/make_oracle installs it into build/deps/oracle")
    return Server([python, HERE / "websockets_anchor.py"], log)
