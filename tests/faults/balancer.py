# SPDX-License-Identifier: Apache-2.0
"""HAProxy with the file that we ship, cloud_server/deploy/haproxy.cfg, but for its places: ports, certificates, servers."""
import os
import re
import shutil
import socket
import subprocess

import programs
from scenarios.rig import poll

CONFIG = programs.HERE.parent.parent / "cloud_server/deploy/haproxy.cfg"
MISSING = "skipped: no haproxy here (Debian: apt-get install haproxy)"


def program():
    """Debian keeps it where only root looks."""
    return shutil.which("haproxy", path=os.environ.get("PATH", "") + ":/usr/sbin")


class Balancer:
    """`certificate`: PEM with its key, for TLS in front; `authority`: of the servers' certificates, for TLS behind."""

    def __init__(self, folder, servers, certificate=None, authority=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.servers = folder, servers
        self.place = socket.create_server(("127.0.0.1", 0))  # HAProxy inherits it, so that nobody else has the port between
        self.port = self.place.getsockname()[1]
        self.admin, self.config, self.log = folder / "admin.sock", folder / "haproxy.cfg", folder / "haproxy.log"
        self.config.write_text(self._placed(CONFIG.read_text(encoding="utf-8"), certificate, authority), encoding="utf-8")
        self.process = None

    def _placed(self, text, certificate, authority):
        places = [(r"    (user|group) haproxy\n", ""), (r"/run/haproxy/admin\.sock", str(self.admin)),
                  (r"bind :7443 ssl crt \S+ alpn http/1\.1", f"bind fd@{self.place.fileno()}" + (f" ssl crt {certificate} alpn http/1.1" if certificate else "")),
                  (r" ssl verify required ca-file \S+", f" ssl verify required ca-file {authority}" if authority else "")]
        places += [(rf"cloud{number}\.internal:7443", f"127.0.0.1:{server.port}") for number, server in enumerate(self.servers, 1)]
        for pattern, place in places:
            text, count = re.subn(pattern, place, text)
            if not count:
                raise programs.Failed(f"{CONFIG.name} has nothing like {pattern}")
        return text

    def __enter__(self):
        with self.log.open("ab") as log, self.place as place:
            self.process = subprocess.Popen([program(), "-db", "-f", self.config], stdout=log, stderr=log, pass_fds=[place.fileno()])
        try:
            self.wait_until_all_are_up()
        except programs.Failed:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def states(self):
        """UP, DOWN and what lies between, by server, in their order."""
        with socket.socket(socket.AF_UNIX) as admin:
            admin.connect(str(self.admin))
            admin.sendall(b"show stat\n")
            text = b"".join(iter(lambda: admin.recv(1 << 16), b"")).decode()
        rows = [line.split(",") for line in text.splitlines()]
        at = rows[0].index("status")
        return [row[at] for row in rows if row[0] == "clouds" and row[1] != "BACKEND"]

    def wait_until_all_are_up(self, seconds=60):
        def are_up():
            try:
                return all(state == "UP" for state in self.states())
            except (FileNotFoundError, ConnectionRefusedError):  # it has just been started
                return False
        if poll(are_up, seconds, every=0.05) is None:
            raise programs.Failed(f"haproxy: {self.states()}, {self.log.read_text(errors='replace')[-500:]}")
