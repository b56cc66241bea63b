# SPDX-License-Identifier: Apache-2.0
"""What a bad network does to one direction of a connection, as a state machine: what happens depends on faults, seed, the
bytes and the times they came at. Where bytes are cut and which bits flip depends on their place in the stream alone, so
a run can be repeated however the operating system cut it."""
import dataclasses
import random


@dataclasses.dataclass
class Faults:
    """Of one direction; 0 means none. They may be changed while connections stand."""

    latency_ms: float = 0
    jitter_ms: float = 0          # each piece up to so much later, evenly
    bytes_per_second: float = 0
    queue_bytes: int = 64 * 1024  # what may wait in the middle; then the sender waits
    slice_bytes: int = 0          # pieces of about this size, half to one and a half times
    slice_delay_ms: float = 0     # between pieces
    flip_every_bytes: int = 0     # one bit in about so many bytes
    slow_close_ms: float = 0      # the end is told so much later
    timeout_ms: float = 0         # nothing passes, and after this time both sides are cut
    reset_after_bytes: int = 0    # then both sides get an RST
    limit_bytes: int = 0          # then both sides are closed in good order
    is_half_open: bool = False    # nothing passes, and neither side is ever told
    is_held: bool = False         # nothing passes for now; what came waits (a blackout that TCP outlives)


class FaultyStream:
    def __init__(self, faults, seed):
        self.faults = faults
        self._cuts, self._flips, self._delays = (random.Random(f"{seed}/{what}") for what in ("cuts", "flips", "delays"))
        self.taken = 0      # bytes, as they came
        self._next_cut = self._next_flip = 0
        self._free_at = 0.0  # of the line, in seconds
        self._last_due = 0.0

    def take(self, now, data):
        """[(when, bytes)] of what came now, in order."""
        due = []
        for piece in self._sliced(self._flipped(data)):
            self._free_at = max(self._free_at, now) + self._seconds_of(len(piece))
            when = self._free_at + (self.faults.latency_ms + self._delays.random() * self.faults.jitter_ms) / 1000
            self._last_due = max(self._last_due, when)
            due.append((self._last_due, piece))
        self.taken += len(data)
        return due

    def close_due(self, now):
        """When the other side is told that this one has ended."""
        return max(self._last_due, now) + self.faults.slow_close_ms / 1000

    def allowed(self):
        """How many bytes more may pass before the connection ends, and how it ends then; (None, ""): any number."""
        ends = [(self.faults.reset_after_bytes, "reset"), (self.faults.limit_bytes, "close")]
        ends = [(limit - self.taken, how) for limit, how in ends if limit]
        return min(ends) if ends else (None, "")

    def _seconds_of(self, count):
        line = count / self.faults.bytes_per_second if self.faults.bytes_per_second else 0
        return line + (self.faults.slice_delay_ms / 1000 if self.faults.slice_bytes else 0)

    def _sliced(self, data):
        mean = self.faults.slice_bytes
        if not mean:
            return [data] if data else []
        pieces, begin, end = [], self.taken, self.taken + len(data)
        while begin < end:
            while self._next_cut <= begin:
                self._next_cut += max(1, mean // 2 + self._cuts.randrange(mean + 1))
            until = min(end, self._next_cut)
            pieces.append(data[begin - self.taken:until - self.taken])
            begin = until
        return pieces

    def _flipped(self, data):
        mean = self.faults.flip_every_bytes
        if not mean:
            return data
        changed = bytearray(data)
        while self._next_flip < self.taken + len(data):
            if self._next_flip >= self.taken:
                changed[self._next_flip - self.taken] ^= 1 << self._flips.randrange(8)
            self._next_flip += 1 + self._flips.randrange(2 * mean)
        return bytes(changed)
