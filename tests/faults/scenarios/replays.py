# SPDX-License-Identifier: Apache-2.0
"""Logins and resume tokens that are used again."""
import subprocess

import wire
from rfc6455.peer import Mismatch
from scenarios.rig import PROMPT_IDS, Row
from wire_client import Refused, WireClient, metrics


def run(rig):
    times = rig.pick(300, 10_000)
    login, tokens = make_token(rig)
    with rig.server("--tokens", tokens) as server:
        with WireClient(server.port, login) as client:
            recorded = client.hello
        logins = [try_login(server.port, recorded) for _ in range(times)]
        used, resumed = use_resume_token(server.port, login)
        resumes = [try_resume(server.port, login, used) for _ in range(times)]
        resumes_counted = metrics(server.port)["resumes_total"]
    return [Row(f"{times} replayed logins", "0 accepted", f"{logins.count('accepted')} accepted, {logins.count('login-failed')} refused as they should be",
                logins.count("login-failed") == times),
            Row(f"{times} replayed resume tokens", "0 accepted", f"{resumes.count('accepted')} accepted, {resumes.count('resume-refused')} refused as they should be",
                resumed and resumes.count("resume-refused") == times and resumes_counted == 1)]


def make_token(rig):
    """(name and secret, file for --tokens)."""
    made = subprocess.run([rig.binaries / "msao-cloud", "--add-token", "lab"], capture_output=True, text=True, check=True).stdout.splitlines()
    path = rig.folder / "tokens"
    path.write_text(made[3] + "\n")
    path.chmod(0o600)
    return ("lab", made[1].encode()), path


def try_login(port, recorded):
    """The very bytes that were good on another connection."""
    with WireClient(port, says_hello=False) as client:
        try:
            client.say_hello(recorded)
            return "accepted"
        except Refused as refused:
            return "login-failed" if refused.code == wire.LOGIN_FAILED else str(refused)
        except Mismatch as mismatch:
            return str(mismatch)


def use_resume_token(port, login):
    """A token after its one use, and whether that use was good."""
    with WireClient(port, login) as client:
        client.send(wire.question(1, 1, PROMPT_IDS, 2000, mode="sync"))
        token = client.await_message(wire.OPENED)[9]
        committed = client.go_on([], 1)
        client.vanish()
    with WireClient(port, login) as client:
        client.send(wire.resume(1, 1, token, committed))
        is_good = client.await_message(wire.RESUMED)[3] != token
        client.send(wire.message(wire.CLOSE, {1: 1}))
        client.send(wire.heartbeat(1))
        client.await_message(wire.HEARTBEAT_ACK)
    return token, is_good


def try_resume(port, login, token):
    with WireClient(port, login) as client:
        client.send(wire.resume(1, 1, token, []))
        try:
            client.await_message(wire.RESUMED)
            return "accepted"
        except Refused as refused:
            return "resume-refused" if refused.code == wire.RESUME_REFUSED else str(refused)
