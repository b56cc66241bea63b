# SPDX-License-Identifier: Apache-2.0
"""`msao ask --server` as a process: an edge as people run it, with the trace of its answer."""
import json
import subprocess
import threading
import time

import programs
from history import History, line_states

PROMPT = "Tell me what you see, and then tell me again"


class Edge:
    """One question. `mode` and `tokens` as on the command line. `inside`: what the command is put behind."""

    def __init__(self, binaries, pair, port, folder, mode="never-idle", tokens=250, more=(), inside=(), environment=None):
        self.binaries, self.folder = binaries, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.trace = folder / "answer.msao"
        self.trace.unlink(missing_ok=True)
        self.said = []  # (time, line) of its standard error
        command = [*inside, binaries / "msao", "ask", "--server", f"ws://127.0.0.1:{port}", "--draft", pair / "draft", "--dtype", "f32",
                   "--threads", 1, "--kv-cache-mb", 32, "--greedy", "--mode", mode, "--prompt", PROMPT, "--max-new-tokens", tokens,
                   "--json", "--trace", self.trace, *more]
        with (folder / "answer.json").open("w") as out:
            self.process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.PIPE, text=True,
                                            env=environment)
        self._hears = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stderr.close()

    def _listen(self):
        for line in self.process.stderr:
            with self._hears:
                self.said.append((time.monotonic(), line.strip()))
                self._hears.notify_all()

    def wait_until_it_says(self, seconds, after=0.0):
        """When it said something, at or behind this time: the line's state is all that it says."""
        def heard():
            return next((when for when, _ in self.said if when >= after), None)
        with self._hears:
            self._hears.wait_for(heard, seconds)
            return heard()

    def finish(self, seconds=90):
        """Waits for the answer; raises Failed where there is none."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise programs.Failed(f"no answer within {seconds} s; it said {[line for _, line in self.said][-3:]}") from None
        if self.process.returncode != 0:
            raise programs.Failed(f"msao ask ended with {self.process.returncode}: {[line for _, line in self.said][-3:]}")
        self.answer = json.loads((self.folder / "answer.json").read_text(encoding="utf-8"))
        lines = self.folder / "answer.jsonl"
        lines.unlink(missing_ok=True)
        programs.msao(self.binaries, "trace", "export", self.trace, "--out", lines)
        self.events = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
        return self

    def faults(self, expected):
        found = History(self.events).check(expected)
        if self.answer["tokens"] != expected:
            found.append("what it printed is another answer")
        return found

    def disconnections(self):
        """Until the answer ended: a server that drains hangs up behind it, and the edge may live to see that."""
        ended = [number for number, event in enumerate(self.events) if event["type"] == "request_ended"]
        during = self.events[:ended[0]] if ended else self.events
        return sum(not connected for _, connected in line_states(during))
