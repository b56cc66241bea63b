# SPDX-License-Identifier: Apache-2.0
"""Two servers behind HAProxy, with the file that we ship: one dies, one drains, a line breaks, and all of it encrypted."""
import contextlib
import ssl
import subprocess
import time

import balancer
import programs
import wire
from balancer import Balancer
from fault_proxy import FaultProxy
from faulty_stream import Faults
from scenarios import encryption, kills
from scenarios.replays import make_token
from scenarios.rig import PROMPT_IDS, Row, poll
from wire_client import WireClient, metrics

NEIGHBOUR = PROMPT_IDS[::-1]
NEIGHBOUR_TOKENS = 400
DRAIN_SECONDS = 60
PATIENCE = 60  # that something happens is asked, not when
FAR = Faults(latency_ms=250)  # where every batch of drafts waits for its verdict, an answer lasts 20 s and more


def run(rig):
    if not balancer.program():
        print(balancer.MISSING)
        return []
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(server(rig, number)) for number in (1, 2)]
        house = stack.enter_context(Balancer(rig.folder / "balancer", servers))
        with WireClient(house.port) as client:
            alone = client.answer(wire.question(1, 1, NEIGHBOUR, NEIGHBOUR_TOKENS))
        rows = one_dies(rig, house, alone) + [lines_break(rig, house), one_drains(rig, house)]
    return rows + [encrypted(rig)]


def server(rig, number):
    made = rig.server()
    made.log = rig.folder / f"cloud{number}.log"
    made.command[made.command.index("--drain-seconds") + 1] = str(DRAIN_SECONDS)
    return made


def one_dies(rig, house, alone):
    count, runs = rig.pick(5, 50), []
    for number in range(4 * count):  # of an answer that was on its way whole, nothing is learned
        found = kill_once(rig, house, kills.MODES[number % len(kills.MODES)], alone)
        runs += [found] if found else []
        if len(runs) == count:
            break
    bad = [run for run in runs if run[0]]
    print("\n".join(str(run[0][:3]) for run in bad), end="\n" if bad else "")
    shown, moved, kept = max(run[1] for run in runs), max(run[2] for run in runs), sum(run[3] for run in runs)
    good = len(runs) - len(bad)
    return [Row(f"two servers behind HAProxy, one SIGKILLed at {count} random points of an answer", f"R1 {count}/{count}, at the other server",
                f"{good}/{len(runs)}", good == count),
            Row("", "the loss shown ≤ 1 s", f"{shown:.2f} s at most", rig.within(shown, kills.SHOWN_SECONDS)),
            Row("", "connected to the other server ≤ 4 s after the kill", f"{moved:.2f} s at most", rig.within(moved, kills.RESUMED_SECONDS)),
            Row("", "answers of the other server's clients unaffected", f"{kept} of {len(runs)}", kept == len(runs))]


def kill_once(rig, house, mode, alone):
    """(faults, seconds until it was shown, seconds until the line to the other server stood, is the neighbour's answer as alone);
    nothing: too late."""
    expected, bytes_down = kills.fault_free(rig, house, mode)
    at = rig.random.randrange(bytes_down // 10, bytes_down * 7 // 10)
    before = asked(house)
    with FaultProxy("127.0.0.1", house.port, up=kills.LINE, down=kills.LINE) as proxy, rig.edge(proxy.port, "moved", mode=mode) as edge:
        home, other = home_of_the_answer(house, before)
        proxy.wait_for_bytes("down", at, PATIENCE)
        with WireClient(house.port) as neighbour:  # where fewer connections are: not at home
            neighbour.send(wire.question(1, 1, NEIGHBOUR, NEIGHBOUR_TOKENS))
            neighbour.await_message(wire.OPENED)
            there = asked(house)[other]
            if there == before[other]:
                return None  # it was led home after all
            killed = time.monotonic()
            home.kill()
            is_kept = neighbour.go_on([]) == alone
        found = moved(edge, expected, killed)
        has_moved = asked(house)[other] > there
    home.start()
    house.wait_until_all_are_up()
    # A whole answer that nobody else was asked for was on its way when its server died.
    return (*found, is_kept) if found and (has_moved or found[0]) else None


def asked(house):
    """How many answers, by server; of those that live."""
    return {server: metrics(server.port)["answers_total"] for server in house.servers if server.is_alive()}


def home_of_the_answer(house, before):
    """The server that is asked for one more, and soon is, and the other one."""
    found = []

    def has_begun():
        now = asked(house)
        found[:] = sorted(house.servers, key=lambda server: before[server] - now[server])
        return now != before
    if poll(has_begun, PATIENCE) is None:
        raise programs.Failed("no server was asked for the answer")
    return found


def moved(edge, expected, killed):
    try:
        edge.finish()
    except programs.Failed as failed:
        return [str(failed)], 0.0, 0.0
    said = edge.wait_until_it_says(0, after=killed)
    if said is None:
        faults = edge.faults(expected)
        return (faults, 0.0, 0.0) if faults else None
    return edge.faults(expected), said - killed, kills.resumed_at(edge, said) - killed


def lines_break(rig, house):
    """The server that keeps an answer is found again: it is resumed, not asked anew."""
    count, same, faults = rig.pick(4, 20), 0, []
    for _ in range(count):
        expected, bytes_down = kills.fault_free(rig, house, "sync")
        before = totals(house, "resumes_total"), totals(house, "answers_total")
        with FaultProxy("127.0.0.1", house.port, up=kills.LINE, down=kills.LINE) as proxy, rig.edge(proxy.port, "broken line", mode="sync") as edge:
            proxy.wait_for_bytes("down", bytes_down // 3, PATIENCE)
            proxy.cut()
            try:
                faults += edge.finish().faults(expected)
            except programs.Failed as failed:
                faults.append(str(failed))
        same += totals(house, "resumes_total") > before[0] and totals(house, "answers_total") == before[1] + 1
    return Row(f"the line breaks {count} times, both servers live", "resumed where the answer is kept, R1",
               f"{same} of {count}, R1 {'holds' if not faults else faults[:2]}", same == count and not faults)


def totals(house, name):
    return sum(metrics(server.port)[name] for server in house.servers)


def one_drains(rig, house):
    """SIGTERM: who is being answered stays, who comes goes to the other one."""
    expected, bytes_down = kills.fault_free(rig, house, "sync")
    before = asked(house)
    with FaultProxy("127.0.0.1", house.port, up=kills.LINE, down=kills.LINE) as proxy, rig.edge(proxy.port, "drained", mode="sync") as edge:
        home, _ = home_of_the_answer(house, before)
        proxy.wait_for_bytes("down", bytes_down // 10, PATIENCE)
        proxy.set(FAR)
        home.process.terminate()
        noticed = poll(lambda: any(state != "UP" for state in house.states()), PATIENCE)
        with WireClient(house.port) as client:
            is_taken = len(client.answer(wire.question(1, 1, PROMPT_IDS, 10))) >= 10
        is_at_work = home.is_alive()
        proxy.set(kills.LINE)
        faults = edge.finish().faults(expected)
        cuts = edge.disconnections()
    has_ended = poll(lambda: not home.is_alive(), DRAIN_SECONDS) is not None
    return Row("one of them drains (SIGTERM) during an answer", "it is given to its end there, R1; new clients are answered by the other",
               f"{cuts} disconnects, R1 {'holds' if not faults else faults[:2]}, {'a new client was' if is_taken else 'no new client was'} answered meanwhile",
               not faults and cuts == 0 and is_taken and is_at_work and noticed is not None and has_ended)


def encrypted(rig):
    """The file as it is: TLS in front, TLS behind, checked certificates, a login."""
    certificate, key = rig.folder / "house.pem", rig.folder / "house-key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    both = rig.folder / "house-both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    login, tokens = make_token(rig)
    context = ssl.create_default_context(cafile=str(certificate))
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(encryption.encrypted_server(rig, certificate, key, tokens)) for _ in range(2)]
        house = stack.enter_context(Balancer(rig.folder / "encrypted", servers, both, certificate))

        def client():
            return WireClient(house.port, login, wrap=lambda plain: context.wrap_socket(plain, server_hostname="127.0.0.1"))
        with client() as first, client() as second:
            answers = [one.answer(wire.question(1, 1, PROMPT_IDS, 20)) for one in (first, second)]
    return Row("TLS before and behind HAProxy, certificates checked, with a login", "two clients, the same answer",
               "the same" if answers[0] == answers[1] and answers[0] else "not the same", answers[0] == answers[1] and bool(answers[0]))
