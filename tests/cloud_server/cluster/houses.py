# SPDX-License-Identifier: Apache-2.0
"""vLLM servers and the proxy before them, as docs/cluster.md says to start them."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

CONFIG = pathlib.Path(__file__).resolve().parents[3] / "cloud_server/deploy/haproxy-vllm.cfg"
START_SECONDS = 600  # 80 on a machine with nothing else to do
MODEL = "target"
# One conversation may show two pictures; a server that may compile takes minutes longer to start.
OPTIONS = ["--enable-scale-out", "--enable-prompt-tokens-details", "--generation-config", "vllm", "--dtype", "float32", "--block-size", "32",
           "--max-model-len", "2048", "--max-num-seqs", "16", "--enforce-eager", "--limit-mm-per-prompt", '{"image":2,"video":0}']
ENVIRONMENT = {"VLLM_CPU_KVCACHE_SPACE": "1", "HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}


class Failed(Exception):
    pass


def free_port():
    """vLLM says nowhere in time on which port it listens: between here and there another program may take it."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]


def ask(port, page, body=None, session=None, seconds=120):
    """(status, what was said as JSON)."""
    headers = {"Content-Type": "application/json"} | ({"X-Session-ID": session} if session else {})
    request = urllib.request.Request(f"http://127.0.0.1:{port}{page}", json.dumps(body).encode() if body else None, headers)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as reply:
            return reply.status, json.loads(reply.read() or b"{}")
    except urllib.error.HTTPError as error:
        return error.code, error.read()[:500].decode(errors="replace")


class Vllm:
    """One server. Its processes are a group of their own, so that none is left behind."""

    def __init__(self, checkpoint, log):
        self.port, self.log = free_port(), log
        command = [sys.executable, "-m", "vllm.entrypoints.openai.api_server", "--model", str(checkpoint), "--served-model-name", MODEL,
                   "--host", "127.0.0.1", "--port", str(self.port), *OPTIONS]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | ENVIRONMENT, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def verifications(self):
        return self.log.read_text(errors="replace").count("POST /inference/v1/generate")

    def wait_until_ready(self):
        began = time.monotonic()
        while time.monotonic() < began + START_SECONDS:
            if self.process.poll() is not None:
                break
            try:
                if ask(self.port, "/v1/models", seconds=5)[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(1)  # it does not listen yet
        raise Failed(f"vLLM did not start: {self.log.read_text(errors='replace')[-2000:]}")


class Proxy:
    """HAProxy with the file that we ship, but for its places."""

    def __init__(self, folder, servers):
        self.place = socket.create_server(("127.0.0.1", 0))  # HAProxy inherits it, so that nobody else has the port between
        self.port, self.log = self.place.getsockname()[1], folder / "haproxy.log"
        text = CONFIG.read_text(encoding="utf-8")
        places = [(r"127\.0\.0\.1:8000", f"fd@{self.place.fileno()}")]
        places += [(rf"vllm{number}\.internal:8000", f"127.0.0.1:{server.port}") for number, server in enumerate(servers, 1)]
        for pattern, place in places:
            text, count = re.subn(pattern, place, text)
            if not count:
                raise Failed(f"{CONFIG.name} has nothing like {pattern}")
        self.config = folder / "haproxy.cfg"
        self.config.write_text(text, encoding="utf-8")

    def __enter__(self):
        program = shutil.which("haproxy", path=os.environ.get("PATH", "") + ":/usr/sbin")
        with self.log.open("wb") as log, self.place as place:
            self.process = subprocess.Popen([program, "-db", "-f", str(self.config)], stdout=log, stderr=log, pass_fds=[place.fileno()])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
