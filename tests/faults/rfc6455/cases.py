# SPDX-License-Identifier: Apache-2.0
"""What a case is, and how all of them are run."""
import dataclasses
from collections.abc import Callable

from rfc6455.peer import BINARY, Mismatch, frame


@dataclasses.dataclass
class Case:
    section: str  # of RFC 6455
    says: str     # what must happen
    run: Callable
    is_limit: bool = False  # a limit that msao-cloud sets and the RFC leaves open (10.4)
    is_slow: bool = False   # waits for a deadline of the server


CASES = []


def case(section, says, **kind):
    def keep(run):
        CASES.append(Case(section, says, run, **kind))
        return run
    return keep


def on_open(section, says, **kind):
    """A case on a connection that is ready for messages."""
    def keep(run):
        def connected(server):
            peer = server.open()
            try:
                run(server, peer)
            finally:
                peer.leave()
        CASES.append(Case(section, says, connected, **kind))
        return run
    return keep


def hears_answer(server, peer, sent):
    kind, answer = peer.next_message()
    if not server.is_answer(sent, kind, answer):
        raise Mismatch(f"another answer: opcode {kind}, {len(answer)} bytes")


def is_answered(server, peer, number=1, size=32, pieces=None):
    """`pieces`: how the message is sent, made from its bytes."""
    sent = server.message(number, size)
    peer.send(*(pieces(sent) if pieces else [frame(BINARY, sent)]))
    hears_answer(server, peer, sent)


def outcome(server, tried):
    """None: as it must be. Otherwise what was found."""
    try:
        tried.run(server)
    except Mismatch as mismatch:
        return str(mismatch)
    except TimeoutError:
        return "silent"
    except OSError as error:
        return f"no connection: {error.strerror or error}"
    return None

