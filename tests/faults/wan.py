# SPDX-License-Identifier: Apache-2.0
"""A line of packets between two network namespaces: real TCP over a delay, loss and rate that a relay in user space makes. Needs root,
and nothing of the kernel but TUN. The addresses exist inside the two namespaces alone. Seen from the edge, 127.0.0.1 is the
cloud's end: so a server that speaks plain text is met over the line, though it listens on its loopback alone."""
import contextlib
import ctypes
import dataclasses
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time

EDGE, CLOUD = "10.77.0.1", "10.77.0.2"
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x1, 0x1000
CLONE_NEWNET = 0x40000000
PACKET = 65536
QUEUE_SECONDS = 0.3  # a packet that would wait longer for the line is dropped


@dataclasses.dataclass
class Line:
    """Of each direction."""

    delay_ms: float = 10
    loss: float = 0          # the share of packets that vanish
    bytes_per_second: float = 0


def obstacle():
    """Why there can be no line here; nothing: there can."""
    if os.geteuid() != 0:
        return "not root"
    if not os.path.exists("/dev/net/tun"):
        return "the kernel has no TUN"
    tried = subprocess.run(["unshare", "--net", "true"], capture_output=True, text=True)
    return f"no network namespaces: {tried.stderr.strip()}" if tried.returncode else ""


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Wan:
    """Commands run at either end behind `at_edge` and `at_cloud`."""

    def __init__(self, line, seed):
        self.line, self.random = line, random.Random(seed)
        self.names = {EDGE: f"msao-edge-{os.getpid()}", CLOUD: f"msao-cloud-{os.getpid()}"}
        self.at_edge, self.at_cloud = (("ip", "netns", "exec", name) for name in self.names.values())
        self.packets = self.lost = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._relay, daemon=True)

    def __enter__(self):
        self._undo = contextlib.ExitStack()
        with contextlib.ExitStack() as undo:
            self.ends = []
            for (address, name), peer in zip(self.names.items(), (CLOUD, EDGE)):
                ip("netns", "add", name)
                undo.callback(ip, "netns", "delete", name)
                self.ends.append(open_tun(name))
                undo.callback(os.close, self.ends[-1])
                ip("-n", name, "address", "add", address, "peer", peer, "dev", "wan")
                ip("-n", name, "link", "set", "wan", "mtu", "1500", "up")
                ip("netns", "exec", name, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/wan/route_localnet")
            ip("-n", self.names[CLOUD], "link", "set", "lo", "up")
            ip("-n", self.names[EDGE], "route", "add", "127.0.0.1", "dev", "wan", "src", EDGE)
            self._undo = undo.pop_all()
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._is_over.set()
        self._thread.join()
        self._undo.close()

    def _relay(self):
        """Per direction: (due, number, packet), and when the line is free again."""
        waiting, free_at, number = ([], []), [0.0, 0.0], 0
        while not self._is_over.is_set():
            dues = [heap[0][0] for heap in waiting if heap]
            seconds = max(0.0, min(dues) - time.monotonic()) if dues else 0.05
            readable, _, _ = select.select(self.ends, [], [], min(seconds, 0.05))
            now = time.monotonic()
            for end in readable:
                side, packet = self.ends.index(end), os.read(end, PACKET)
                line, self.packets, number = self.line, self.packets + 1, number + 1
                begins = max(now, free_at[side])
                if self.random.random() < line.loss or begins - now > QUEUE_SECONDS:
                    self.lost += 1
                    continue
                free_at[side] = begins + (len(packet) / line.bytes_per_second if line.bytes_per_second else 0)
                heapq.heappush(waiting[side], (free_at[side] + line.delay_ms / 1000, number, packet))
            for side, heap in enumerate(waiting):
                while heap and heap[0][0] <= now:
                    os.write(self.ends[1 - side], heapq.heappop(heap)[2])


def open_tun(namespace):
    """A device belongs to the namespace of the thread that opens it: this one goes there and comes back."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/proc/self/task/{threading.get_native_id()}/ns/net", "rb") as home, open(f"/run/netns/{namespace}", "rb") as there:
        enter(libc, there)
        try:
            tun = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
            fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"wan", IFF_TUN | IFF_NO_PI))
            return tun
        finally:
            enter(libc, home)


def enter(libc, namespace):
    if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")
