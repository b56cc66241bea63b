# SPDX-License-Identifier: Apache-2.0
"""R1, the checker of histories. Whatever happened to the line: the finished greedy answer is token by token that of the run
without faults; every token was shown exactly once and in order; nothing was shown as verified that no verdict had said;
and what was shown as verified was never taken back."""

VERIFIED = ("accepted", "corrected", "cloud")


class History:
    """One answer, as its trace tells it: events in their order."""

    def __init__(self, events):
        self.shown = []      # [token, provenance] by position
        self.verdicts = {}   # position: the tokens that verdicts stated there, up to now
        self.outcomes = []
        self.faults = []
        for event in events:
            note = getattr(self, "_" + event["type"], None)
            if note and event["request"]:
                note(event)

    def check(self, expected):
        """What is wrong, in sentences; empty: R1 holds."""
        faults = list(self.faults)
        if self.outcomes not in (["length"], ["end_of_text"]):
            faults.append(f"expected one end of the answer, found {self.outcomes}")
        tokens = [token for token, _ in self.shown]
        if tokens != expected:
            at = next((i for i, pair in enumerate(zip(tokens, expected)) if pair[0] != pair[1]), min(len(tokens), len(expected)))
            faults.append(f"another answer from position {at} on: {len(tokens)} tokens instead of {len(expected)}")
        left = [position for position, (_, provenance) in enumerate(self.shown) if provenance not in VERIFIED]
        if left:
            faults.append(f"{len(left)} tokens were never verified, the first at position {left[0]}")
        return faults

    def _verdict_arrived(self, event):
        verdict = event["verdict"]
        for position, token in enumerate(verdict["tokens"], verdict["first_position"]):
            self.verdicts.setdefault(position, set()).add(token)

    def _token_emitted(self, event):
        if event["position"] != len(self.shown):
            self.faults.append(f"position {event['position']} was shown when {len(self.shown)} was next")
            return
        self.shown.append([event["token"], event["provenance"]])
        self._hold_against_verdicts(event)

    def _rolled_back(self, event):
        """Unverified tokens behind the position are withdrawn; the one at it is revised next."""
        withdrawn = self.shown[event["position"] + 1:]
        if any(provenance in VERIFIED for _, provenance in withdrawn):
            self.faults.append(f"a verified token behind position {event['position']} was withdrawn")
        del self.shown[event["position"] + 1:]

    def _token_revised(self, event):
        position = event["position"]
        if position >= len(self.shown):
            self.faults.append(f"position {position} was revised before it was shown")
            return
        if self.shown[position][1] in VERIFIED:
            self.faults.append(f"position {position} was shown as verified and taken back")
        self.shown[position] = [event["token"], event["provenance"]]
        self._hold_against_verdicts(event)

    def _hold_against_verdicts(self, event):
        if event["provenance"] in VERIFIED and event["token"] not in self.verdicts.get(event["position"], ()):
            self.faults.append(f"position {event['position']} was shown as {event['provenance']}, and no verdict had said so")

    def _request_ended(self, event):
        self.outcomes.append(event["outcome"])


def line_states(events):
    """[(seconds, is connected)] whenever that changes."""
    states = []
    for event in events:
        if event["type"] == "link_estimated" and (not states or states[-1][1] != event["is_connected"]):
            states.append((event["time_ns"] / 1e9, event["is_connected"]))
    return states
