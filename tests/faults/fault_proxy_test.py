#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The fault proxy does what it says, and the same twice."""
import contextlib
import pathlib
import socket
import subprocess
import sys
import threading
import time
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from fault_proxy import FaultProxy, parse_faults  # noqa: E402
from faulty_stream import Faults, FaultyStream  # noqa: E402

PATIENCE = 10
PAYLOAD = bytes(i * i % 251 for i in range(40_000))


@contextlib.contextmanager
def echo_server():
    """Sends back what comes, and ends when the other side does."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(end):
        with end:
            try:
                while data := end.recv(1 << 16):
                    end.sendall(data)
            except OSError:
                pass

    def accept():
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@contextlib.contextmanager
def proxied(**faults):
    with echo_server() as port, FaultProxy("127.0.0.1", port, **faults) as proxy:
        with socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as client:
            client.settimeout(PATIENCE)
            yield proxy, client


def receive(client, count):
    """Up to so many bytes; fewer at the end of the connection."""
    data = b""
    while len(data) < count and (more := client.recv(1 << 16)):
        data += more
    return data


def round_trip(client, payload=b"there and back"):
    began = time.monotonic()
    client.sendall(payload)
    return receive(client, len(payload)), time.monotonic() - began


def pieces(faults, seed, cuts):
    """What comes of PAYLOAD when the operating system hands it over in pieces of these sizes."""
    stream, at, found = FaultyStream(faults, seed), 0, []
    for size in cuts + [len(PAYLOAD)]:
        found += stream.take(0.0, PAYLOAD[at:at + size])
        at = min(len(PAYLOAD), at + size)
    return found


class FaultyStreamTest(unittest.TestCase):
    def test_flipped_bits_depend_on_seed_and_place_alone(self):
        faults = Faults(flip_every_bytes=1000)
        one = b"".join(piece for _, piece in pieces(faults, 1, [17, 4000, 3]))
        self.assertEqual(one, b"".join(piece for _, piece in pieces(faults, 1, [])))
        self.assertNotEqual(one, b"".join(piece for _, piece in pieces(faults, 2, [])))
        flipped = sum((a ^ b).bit_count() for a, b in zip(one, PAYLOAD))
        self.assertTrue(20 <= flipped <= 80, flipped)

    def test_cuts_depend_on_seed_and_place_alone(self):
        ends = []
        for cuts in ([], [5000, 5000]):
            at, places = 0, set()
            for _, piece in pieces(Faults(slice_bytes=700), 1, cuts):
                at += len(piece)
                places.add(at)
            ends.append(places)
        self.assertLessEqual(ends[0], ends[1])
        self.assertLessEqual(ends[1] - ends[0], {5000, 10_000})

    def test_a_line_of_one_megabit_takes_a_second_for_125_kilobytes(self):
        stream = FaultyStream(Faults(bytes_per_second=125_000, latency_ms=20), 1)
        due = [when for _ in range(10) for when, _ in stream.take(0.0, bytes(12_500))]
        self.assertAlmostEqual(due[-1], 1.02)
        self.assertEqual(due, sorted(due))

    def test_jitter_keeps_the_order(self):
        stream = FaultyStream(Faults(latency_ms=5, jitter_ms=50), 1)
        due = [when for i in range(100) for when, _ in stream.take(i / 1000, b"a")]
        self.assertEqual(due, sorted(due))

    def test_faults_are_read_as_they_are_written(self):
        self.assertEqual(parse_faults("latency_ms=20,slice_bytes=7,is_held=1"), Faults(latency_ms=20, slice_bytes=7, is_held=True))
        self.assertRaises(ValueError, parse_faults, "nobody=1")


class FaultProxyTest(unittest.TestCase):
    def test_without_faults_it_carries_and_counts_every_byte(self):
        with proxied() as (proxy, client):
            self.assertEqual(round_trip(client, PAYLOAD)[0], PAYLOAD)
            client.shutdown(socket.SHUT_WR)
            self.assertEqual(receive(client, 1), b"")
            self.assertEqual(proxy.counts(), (1, len(PAYLOAD), len(PAYLOAD)))

    def test_latency_is_there_in_both_directions_and_can_be_changed(self):
        with proxied(up=Faults(latency_ms=60), down=Faults(latency_ms=40)) as (proxy, client):
            self.assertGreaterEqual(round_trip(client)[1], 0.1)
            proxy.set(Faults())
            self.assertLess(min(round_trip(client)[1] for _ in range(5)), 0.1)

    def test_bandwidth_bounds_what_passes_and_the_sender_is_held_back(self):
        with proxied(up=Faults(bytes_per_second=100_000, queue_bytes=4096)) as (_, client):
            back, took = round_trip(client, PAYLOAD)
            self.assertEqual(back, PAYLOAD)
            self.assertGreaterEqual(took, 0.35)

    def test_slices_change_nothing_of_the_bytes(self):
        with proxied(up=Faults(slice_bytes=200), down=Faults(slice_bytes=300, slice_delay_ms=0.1)) as (_, client):
            self.assertEqual(round_trip(client, PAYLOAD)[0], PAYLOAD)

    def test_flipped_bits_are_the_same_every_time(self):
        backs = []
        for _ in range(2):
            with proxied(seed=7, up=Faults(flip_every_bytes=500)) as (_, client):
                backs.append(round_trip(client, PAYLOAD)[0])
        self.assertEqual(backs[0], backs[1])
        self.assertNotEqual(backs[0], PAYLOAD)

    def test_a_held_line_delivers_everything_afterwards(self):
        with proxied() as (proxy, client):
            round_trip(client)
            proxy.set(Faults(is_held=True))
            client.sendall(b"patience")
            client.settimeout(0.3)
            self.assertRaises(TimeoutError, client.recv, 1)
            proxy.set(Faults())
            client.settimeout(PATIENCE)
            self.assertEqual(receive(client, 8), b"patience")

    def test_a_half_open_line_tells_nobody(self):
        with proxied() as (proxy, client):
            round_trip(client)
            proxy.set(Faults(is_half_open=True))
            client.sendall(b"anybody?")
            client.shutdown(socket.SHUT_WR)
            client.settimeout(0.5)
            self.assertRaises(TimeoutError, client.recv, 1)

    def test_a_timeout_swallows_and_then_cuts(self):
        with proxied(down=Faults(timeout_ms=200)) as (_, client):
            began = time.monotonic()
            client.sendall(b"anybody?")
            with contextlib.suppress(ConnectionResetError):
                self.assertEqual(client.recv(1), b"")
            self.assertGreaterEqual(time.monotonic() - began, 0.15)

    def test_a_reset_comes_behind_its_number_of_bytes(self):
        with proxied(down=Faults(reset_after_bytes=1000)) as (proxy, client):
            client.sendall(PAYLOAD)
            with self.assertRaises(ConnectionResetError):
                while client.recv(1 << 16):
                    pass
            self.assertEqual(proxy.counts()[2], 1000)

    def test_a_limit_ends_the_connection_in_good_order(self):
        with proxied(down=Faults(limit_bytes=1000)) as (proxy, client):
            client.sendall(PAYLOAD[:1500])
            self.assertEqual(receive(client, 2000), PAYLOAD[:1000])
            self.assertEqual(proxy.counts(), (1, 1500, 1000))

    def test_a_slow_close_is_told_late(self):
        with proxied(up=Faults(slow_close_ms=300)) as (_, client):
            round_trip(client)
            began = time.monotonic()
            client.shutdown(socket.SHUT_WR)
            self.assertEqual(receive(client, 1), b"")
            self.assertGreaterEqual(time.monotonic() - began, 0.25)

    def test_who_is_refused_does_not_get_in_and_who_is_in_is_cut(self):
        with proxied() as (proxy, client):
            round_trip(client)
            proxy.refuse()
            self.assertRaises(ConnectionResetError, receive, client, 1)
            with self.assertRaises(ConnectionResetError), socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as late:
                late.settimeout(PATIENCE)
                late.recv(1)
            proxy.refuse(False)
            with socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as again:
                again.settimeout(PATIENCE)
                self.assertEqual(round_trip(again)[0], b"there and back")

    def test_as_a_program_it_takes_orders(self):
        with echo_server() as port:
            command = [sys.executable, HERE / "fault_proxy.py", "--to", f"127.0.0.1:{port}", "--up", "latency_ms=50"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
                place = int(program.stdout.readline().rpartition(":")[2])
                with socket.create_connection(("127.0.0.1", place), PATIENCE) as client:
                    client.settimeout(PATIENCE)
                    self.assertGreaterEqual(round_trip(client)[1], 0.05)
                    program.stdin.write("counts\n")
                    program.stdin.flush()
                    self.assertEqual(program.stdout.readline(), "connections 1 up 14 down 14\n")
                program.stdin.close()
                self.assertEqual(program.wait(PATIENCE), 0)


if __name__ == "__main__":
    unittest.main()
