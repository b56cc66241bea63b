# SPDX-License-Identifier: Apache-2.0
"""Canaries: words, token ids and pixels that were in a session are in no log, no page, and not in the server's memory after it."""
import re
import struct
import zlib
from pathlib import Path

import wire
from scenarios.rig import Row, may_look_into, poll, skipped_without_root
from scenarios.uploads import noise_picture
from wire_client import WireClient, page

CANARY = "zqxvulpecularwombatophonekj"  # in no program and no model
IDS = [411, 97, 388, 205, 64, 333, 178, 290, 119, 402]
IN_MEMORY = "0 hits in a dump of the server's memory after it, and some before"
PIXELS = 24  # bytes of a run that is looked for


def run(rig):
    picture = noise_picture(rig.folder / "canary.png", rig.random, 112)
    rows = []
    empty = EmptyFolder(rig.folder / "empty")
    with rig.server("--resume-seconds", 1, inside=empty.inside) as server:
        may_look = may_look_into(server.process.pid)
        with WireClient(server.port) as client:
            client.answer(wire.question(1, 1, IDS, 60))
            client.answer(wire.question(2, 1, CANARY + " " + CANARY, 60))
            while_open = hits(server, needles(picture)) if may_look else {}
            client.send(wire.message(wire.CLOSE, {1: 1}), wire.message(wire.CLOSE, {1: 2}), wire.heartbeat(1))
            client.await_message(wire.HEARTBEAT_ACK)
        with rig.edge(server.port, "canary", mode="sync", tokens=40, more=("--image", picture, "--prune", "off"),
                      inside=empty.inside) as edge:
            edge.finish()
        rows.append(Row("canary words, ids and pixels in a session", "0 hits in logs and pages", told_hits(texts(server), needles(picture)),
                        not any(needle in texts(server) for _, needle in needles(picture))))
        rows.append(in_memory(rig, server, picture, sum(while_open.values())) if may_look else skipped_without_root("", IN_MEMORY))
        limits = Path(f"/proc/{server.process.pid}/limits").read_text(encoding="utf-8")
    has_no_dump = re.search(r"Max core file size +0 +0 ", limits) is not None
    rows.append(Row("", "it writes no core dump", "forbidden" if has_no_dump else "allowed", has_no_dump))
    written = empty.was_written_to()
    rows.append(Row("", "server and edge put nothing onto a disk but the trace that was asked for", "a file" if written else "no file, not for a moment", not written))
    return rows


class EmptyFolder:
    """Where programs are at home: here they would put what they do not say where to put. It must stay as it was made."""

    def __init__(self, path):
        path.mkdir()
        self.path, self.made = path, path.stat().st_mtime_ns
        self.inside = ("env", "-C", path, "-u", "XDG_CACHE_HOME", "-u", "XDG_CONFIG_HOME", "-u", "XDG_DATA_HOME", "-u", "XDG_STATE_HOME",
                       f"HOME={path}", f"TMPDIR={path}", f"XDG_RUNTIME_DIR={path}")

    def was_written_to(self):
        """A file that was taken away again has left its time."""
        return any(self.path.iterdir()) or self.path.stat().st_mtime_ns != self.made


def in_memory(rig, server, picture, found_before):
    poll(lambda: not any(hits(server, needles(picture)).values()), rig.pick(5, 60), every=1)
    after = hits(server, needles(picture))
    told = ", ".join(f"{name} {count}" for name, count in after.items())
    return Row("", IN_MEMORY, f"{told}; during the session {found_before}", not any(after.values()) and found_before > 0)


def needles(picture):
    """[(name, bytes)]. Ids as the engine holds them, four bytes each; pixels as they were in the file's rows."""
    data = picture.read_bytes()
    at = data.index(b"IDAT")
    size = struct.unpack(">I", data[at - 4:at])[0]
    pixels = zlib.decompress(data[at + 4:at + 4 + size])
    row = 3 * 112 + 1
    return [("words", CANARY.encode()), ("words, as UTF-16", CANARY.encode("utf-16-le")), ("ids", struct.pack("<6i", *IDS[:6])),
            ("packed ids", wire.pack_tokens(IDS)), ("pixels", pixels[50 * row + 1 + 90:50 * row + 1 + 90 + PIXELS])]


def texts(server):
    """All that the server wrote, and all pages."""
    return server.log.read_bytes() + "".join(page(server.port, path) for path in ("/metrics", "/healthz", "/readyz")).encode()


def told_hits(text, wanted):
    return f"{sum(text.count(needle) for _, needle in wanted)} in {len(text)} bytes"


def hits(server, wanted):
    """How often each is in the memory that a core dump would hold: everything that can be written."""
    counts = dict.fromkeys((name for name, _ in wanted), 0)
    with open(f"/proc/{server.process.pid}/maps", encoding="utf-8") as maps, open(f"/proc/{server.process.pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            if "w" not in rights or "[v" in line:
                continue
            begin, end = (int(place, 16) for place in span.split("-"))
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except OSError:
                continue
            for name, needle in wanted:
                counts[name] += data.count(needle)
    return counts
