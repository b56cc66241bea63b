#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checker of histories sees what is wrong with one, and nothing where nothing is."""
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from history import History, line_states  # noqa: E402


def event(kind, **fields):
    return {"type": kind, "request": 1, "time_ns": 0} | fields


def verdict(first, *tokens):
    return event("verdict_arrived", verdict={"first_position": first, "tokens": list(tokens)})


def shown(position, token, provenance="accepted"):
    return event("token_emitted", position=position, token=token, provenance=provenance)


def revised(position, token, provenance="accepted"):
    return event("token_revised", position=position, token=token, provenance=provenance)


def rolled_back(position):
    return event("rolled_back", position=position)


END = event("request_ended", outcome="length")


class HistoryTest(unittest.TestCase):
    def faults(self, *events, expected=(7, 8)):
        return "; ".join(History(events).check(list(expected)))

    def test_a_good_history_has_no_faults(self):
        self.assertEqual(self.faults(verdict(0, 7), shown(0, 7), verdict(0, 7, 8), shown(1, 8, "cloud"), END), "")

    def test_what_was_unverified_may_be_confirmed_or_replaced(self):
        self.assertEqual(self.faults(shown(0, 7, "unverified"), shown(1, 9, "unverified"), verdict(0, 7, 8), revised(0, 7),
                                     revised(1, 8, "corrected"), END), "")

    def test_another_token_is_another_answer(self):
        self.assertIn("another answer from position 1", self.faults(verdict(0, 7, 9), shown(0, 7), shown(1, 9), END))

    def test_a_token_too_few_is_another_answer(self):
        self.assertIn("1 tokens instead of 2", self.faults(verdict(0, 7), shown(0, 7), END))

    def test_a_token_shown_twice_is_found(self):
        self.assertIn("position 0 was shown when 1 was next", self.faults(verdict(0, 7, 8), shown(0, 7), shown(0, 7), shown(1, 8), END))

    def test_a_token_left_out_is_found(self):
        self.assertIn("position 1 was shown when 0 was next", self.faults(verdict(0, 7, 8), shown(1, 8), END))

    def test_verified_without_a_verdict_is_found(self):
        self.assertIn("no verdict had said so", self.faults(verdict(0, 7), shown(0, 7), shown(1, 8), END))

    def test_verified_before_its_verdict_is_found(self):
        self.assertIn("no verdict had said so", self.faults(verdict(0, 7), shown(0, 7), shown(1, 8), verdict(1, 8), END))

    def test_verified_against_its_verdict_is_found(self):
        self.assertIn("no verdict had said so", self.faults(verdict(0, 7, 9), shown(0, 7), shown(1, 8), END))

    def test_verified_and_taken_back_is_found(self):
        self.assertIn("taken back", self.faults(verdict(0, 7, 8, 9), verdict(1, 9), shown(0, 7), shown(1, 9), revised(1, 8), END))

    def test_unverified_tokens_behind_a_mistake_are_withdrawn_and_shown_anew(self):
        self.assertEqual(self.faults(shown(0, 9, "unverified"), shown(1, 6, "unverified"), verdict(0, 7), rolled_back(0),
                                     revised(0, 7, "corrected"), verdict(1, 8), shown(1, 8), END), "")

    def test_verified_and_withdrawn_is_found(self):
        self.assertIn("was withdrawn", self.faults(verdict(0, 7, 8), shown(0, 7), shown(1, 8), rolled_back(0), shown(1, 8), END))

    def test_what_stays_unverified_is_found(self):
        self.assertIn("never verified", self.faults(verdict(0, 7), shown(0, 7), shown(1, 8, "unverified"), END))

    def test_an_answer_without_an_end_is_found(self):
        self.assertIn("expected one end", self.faults(verdict(0, 7, 8), shown(0, 7), shown(1, 8)))

    def test_changes_of_the_line_are_told_once(self):
        states = [event("link_estimated", is_connected=state, time_ns=second * 10**9) for second, state in enumerate((True, True, False, True))]
        self.assertEqual(line_states(states), [(0, True), (2, False), (3, True)])


if __name__ == "__main__":
    unittest.main()
