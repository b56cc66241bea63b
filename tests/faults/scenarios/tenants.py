# SPDX-License-Identifier: Apache-2.0
"""Eight users at once, each with a token of its own, drafting rightly and wrongly in any order: each gets what it gets alone."""
import random
import subprocess
import threading

import wire
from scenarios.rig import PROMPT_IDS, Row
from wire_client import WireClient

USERS = 8
TOKENS = 24


def run(rig):
    rounds = rig.pick(25, 1000)
    logins, path = make_tokens(rig)
    with rig.server("--tokens", path) as server:
        alone = [answer(server.port, login, prompt(user), [], random.Random(0)) for user, login in enumerate(logins)]
        others = [[] for _ in logins]

        def work(user, login):
            with WireClient(server.port, login) as client:
                for number in range(rounds):
                    dice = random.Random(f"{rig.seed}/{user}/{number}")
                    others[user].append(ask(client, number + 1, prompt(user), alone[user], dice) == alone[user])
        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(logins)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    same, total = sum(map(sum, others)), rounds * USERS
    return [Row(f"{rounds} interleavings of {USERS} users' sessions", "each answer as alone", f"{same} of {total}", same == total)]


def prompt(user):
    return PROMPT_IDS + [30 + user]


def make_tokens(rig):
    logins, lines = [], []
    for user in range(USERS):
        made = subprocess.run([rig.binaries / "msao-cloud", "--add-token", f"user{user}"], capture_output=True, text=True, check=True).stdout.splitlines()
        logins.append((f"user{user}", made[1].encode()))
        lines.append(made[3])
    path = rig.folder / "tenants"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return logins, path


def answer(port, login, ids, known, dice):
    with WireClient(port, login) as client:
        return ask(client, 1, ids, known, dice)


def ask(client, request, ids, known, dice):
    """Without a known answer the cloud gives it alone; with it, it is drafted, and some drafts are wrong."""
    if not known or dice.random() < 0.3:
        return client.answer(wire.question(1, request, ids, TOKENS))
    client.send(wire.question(1, request, ids, TOKENS, mode="verify-only"))
    tokens, epoch = [], 0
    while len(tokens) < TOKENS:
        epoch += 1
        drafts = known[len(tokens):len(tokens) + dice.randrange(1, 6)]
        if drafts and dice.random() < 0.4:
            drafts[-1] = (drafts[-1] + 1) % 400
        client.send(wire.drafts(1, request, epoch, len(tokens), drafts))
        verdict = client.await_message(wire.VERDICT)
        tokens[verdict.get(4, 0):] = wire.unpack_tokens(verdict.get(5, b""))
        if verdict.get(8):
            break
    return tokens
