# SPDX-License-Identifier: Apache-2.0
"""msao-cloud with its model on real vLLM servers: what docs/cluster.md claims, proven on a small random checkpoint.

Every position that a server verifies is held against transformers; eight sessions at a time draft against msao-cloud, with
one server and with two behind HAProxy of which one is killed, and each answer has to be transformers' greedy one; a picture
is answered as by msao-cloud's own model. Ends with 1 where anything differs."""
import argparse
import base64
import contextlib
import io
import json
import pathlib
import random
import shutil
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "faults"))
import programs
import wire
from houses import MODEL, Failed, Proxy, Vllm, ask
from reference import Reference, picture
from wire_client import WireClient, metrics

SESSIONS, TOKENS, ACCURACY = 8, 60, 0.8
DRAFTS = 5
ORDINARY = 800  # ids below the tiny tokenizer's special ones


def prompt_of(chooser, count):
    return [chooser.randrange(ORDINARY) for _ in range(count)]


# Positions

def verification(tokens, salt, picture_part, recomputes):
    body = {"model": MODEL, "token_ids": tokens, "cache_salt": salt,
            "sampling_params": {"temperature": 0, "max_tokens": 1, "ignore_eos": True, "detokenize": False, "prompt_logprobs": 1,
                                "skip_reading_prefix_cache": recomputes}}
    return body | ({"content_parts": [picture_part]} if picture_part else {})


def verified(port, *question):
    """What the server says of each draft and behind the last, and how many tokens came out of its cache. Where that is of no
    use it is asked again without the cache, as msao-cloud does: rows of cached positions may hold anything, even a NaN that
    the server cannot say."""
    status, said = ask(port, "/inference/v1/generate", verification(*question))
    usage = said["usage"] if status == 200 else {"prompt_tokens": 0}
    cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
    is_unusable = (status == 400 and "JSON" in said) or cached > usage["prompt_tokens"] - DRAFTS - 1
    if is_unusable and not question[-1]:
        return verified(port, *question[:-1], True)
    if status != 200:
        raise Failed(f"a verification was refused with {status}: {said}")
    rows = said["prompt_logprobs"][-DRAFTS:]
    drawn = [min(int(token) for token, entry in row.items() if entry["rank"] == 1) for row in rows]
    return drawn + said["choices"][0]["token_ids"], cached


def positions(port, reference, seed):
    """(equal, all, of them verified behind a cached prefix)."""
    chooser, equal, count, cached_count = random.Random(seed), 0, 0, 0
    for number in range(8):
        shown = picture(seed + number, 28 * chooser.randrange(4, 12), 28 * chooser.randrange(4, 12)) if number % 2 else None
        prompt = prompt_of(chooser, 200)
        if shown:
            prompt[40:40] = [reference.frame[0], reference.pad, reference.frame[1]]
        answer = reference.answer(prompt, DRAFTS + 1, shown)
        part = {"type": "image_url", "uuid": f"trial-{seed}-{number}", "url": url_of(shown)} if shown else None
        for right in (DRAFTS, 0, 2, 3, 4):
            drafts = answer[1:DRAFTS + 1]
            if right < DRAFTS:
                drafts[right] = (drafts[right] + 1) % ORDINARY
            tokens = [*prompt, answer[0], *drafts]
            expected = reference.likeliest(tokens, shown)[-DRAFTS - 1:]
            for recomputes in (True, False):
                found, cached = verified(port, tokens, f"trial-{seed}-{number}-{right}", part, recomputes)
                equal += sum(a == b for a, b in zip(found, expected))
                count += len(expected)
                cached_count += len(expected) if cached else 0
    return equal, count, cached_count


def url_of(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


# Sessions

class Session(threading.Thread):
    """Drafts in batches, some of them wrong, and takes what the cloud makes of them."""

    def __init__(self, port, number, prompt, expected, seed):
        super().__init__(daemon=True)
        self.port, self.number, self.prompt, self.expected = port, number, prompt, expected
        self.random = random.Random(seed)
        self.tokens, self.rounds, self.failure = [], [], None

    def run(self):
        try:
            with WireClient(self.port) as client:
                client.send(wire.question(self.number + 1, 1, self.prompt, TOKENS, mode="verify-only"))
                client.go_on(self.tokens, 1)
                epoch = 0
                while len(self.tokens) < len(self.expected):
                    epoch += 1
                    self.draft(client, epoch)
        except Exception as error:  # whatever it is, the answer is not there
            self.failure = error

    def draft(self, client, epoch):
        position = len(self.tokens)
        drafts = [token if self.random.random() < ACCURACY else (token + 1) % ORDINARY
                  for token in self.expected[position:position + DRAFTS]]
        began = time.monotonic()
        client.send(wire.drafts(self.number + 1, 1, epoch, position, drafts))
        client.go_on(self.tokens, position + 1)
        self.rounds.append(time.monotonic() - began)


def sessions(port, answers, seed, midway=lambda: None):
    """(lossless ones, seconds of a round at the median, failures)."""
    running = [Session(port, number, *answer, seed + number) for number, answer in enumerate(answers)]
    for session in running:
        session.start()
    half = sum(len(expected) for _, expected in answers) // 2
    while sum(len(session.tokens) for session in running) < half and any(session.is_alive() for session in running):
        time.sleep(0.01)
    midway()
    for session in running:
        session.join(180)
    lossless = sum(session.tokens == session.expected and not session.failure for session in running)
    rounds = [seconds for session in running for seconds in session.rounds]
    return lossless, statistics.median(rounds) if rounds else 0, [str(session.failure) for session in running if session.failure]


def cloud(binaries, pair, log, *more):
    return programs.Server([binaries / "msao-cloud", "--model", pair / "target", "--loopback", "--port", 0, *more], log)


# What is proven

class Trial:
    def __init__(self, binaries, folder, seed):
        self.binaries, self.folder, self.seed, self.rows = binaries, folder, seed, []
        self.pair = folder / "pair"
        programs.msao(binaries, "models", "synth", "--like", "tiny", "--family", "qwen2.5-vl", "--dtype", "f32", "--seed", 5,
                      "--agreement", 0.8, "--out", self.pair)
        self.reference = Reference(self.pair / "target")
        chooser = random.Random(seed)
        prompts = [prompt_of(chooser, 100 + 25 * number) for number in range(SESSIONS)]
        self.answers = [(prompt, self.reference.answer(prompt, TOKENS)) for prompt in prompts]

    def row(self, what, found, is_good):
        self.rows.append((what, found, is_good))
        print(f"   {'ok  ' if is_good else 'FAIL'} {what}: {found}", flush=True)

    def run(self):
        with contextlib.ExitStack() as stack:
            servers = [stack.enter_context(Vllm(self.pair / "target", self.folder / "vllm1.log"))]
            self.row("vLLM listens after", f"{servers[0].wait_until_ready():.0f} s", True)
            self.hold_positions(servers[0].port)
            self.one_server(servers[0])
            servers.append(stack.enter_context(Vllm(self.pair / "target", self.folder / "vllm2.log")))
            servers[1].wait_until_ready()
            self.two_servers(servers)
        return all(is_good for _, _, is_good in self.rows)

    def hold_positions(self, port):
        equal, count, cached = positions(port, self.reference, self.seed)
        self.row("positions equal to transformers'", f"{equal} of {count}, {cached} of them behind a cached prefix",
                 equal == count and cached > 0)

    def one_server(self, server):
        for way in ("logprobs", "fan-out"):
            began = time.monotonic()
            with cloud(self.binaries, self.pair, self.folder / f"cloud-{way}.log", "--backend", "vllm", "--url",
                       f"http://127.0.0.1:{server.port}", "--verify-by", way) as house:
                started = time.monotonic() - began
                self.lossless(f"{SESSIONS} sessions, {way}", house)
                self.row(f"msao-cloud has proven the server, {way}, after", f"{started:.1f} s", True)
                alone = sessions(house.port, self.answers[:1], self.seed)
                self.row(f"1 session, {way}", f"{alone[0]} lossless, {1000 * alone[1]:.0f} ms a round of {DRAFTS} drafts", alone[0] == 1)
                if way == "logprobs":
                    self.as_by_torch(house)

    def lossless(self, what, house, midway=lambda: None):
        count, seconds, failures = sessions(house.port, self.answers, self.seed, midway)
        numbers = metrics(house.port)
        again = ", ".join(f"{numbers[f'cluster_{name}_total']:.0f} {name.replace('_', ' ')}" for name in
                          ("pictures_resent", "recomputed", "retried"))
        self.row(what, f"{count} of {SESSIONS} lossless, {1000 * seconds:.0f} ms a round of {DRAFTS} drafts; {again}"
                 + "".join(f"; {failure}" for failure in failures), count == SESSIONS)

    def as_by_torch(self, house):
        """An edge with its draft model, as people run it, and a picture."""
        image = self.folder / "picture.png"
        picture(self.seed, 224, 168).save(image)
        with cloud(self.binaries, self.pair, self.folder / "cloud-torch.log", "--dtype", "f32") as torch_house:
            answers = [self.asked(port, image, "--prune", "off") for port in (torch_house.port, house.port)]
            # What this cloud does not promise the edge does not ask for: it shows the whole picture.
            answers.append(self.asked(house.port, image, "--epsilon", 0.5))
        self.row("a picture's answer is the one of msao-cloud's own model", f"{len(answers[0])} tokens", answers[0] == answers[1])
        self.row("and is so where an edge would have pruned it", f"{len(answers[2])} tokens", answers[0] == answers[2])

    def asked(self, port, image, *more):
        said = programs.msao(self.binaries, "ask", "--server", f"ws://127.0.0.1:{port}", "--draft", self.pair / "draft", "--dtype", "f32",
                             "--greedy", "--prompt", "What is there?", "--image", image, "--max-new-tokens", TOKENS, "--json", *more)
        return json.loads(said)["tokens"]

    def two_servers(self, servers):
        with Proxy(self.folder, servers) as proxy, cloud(self.binaries, self.pair, self.folder / "cloud-proxy.log", "--backend", "vllm",
                                                         "--url", f"http://127.0.0.1:{proxy.port}") as house:
            self.lossless(f"{SESSIONS} sessions through HAProxy over two servers", house)
            count = servers[1].verifications()
            self.row("of their verifications by the server that is killed now", count, count > 0)
            self.lossless("the same, one server killed midway", house, midway=servers[1].kill)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of msao and msao-cloud")
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="for logs and the checkpoint; made anew")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    arguments = parser.parse_args()
    print(f"   seed {arguments.seed}", flush=True)
    shutil.rmtree(arguments.folder, ignore_errors=True)
    arguments.folder.mkdir(parents=True)
    try:
        return 0 if Trial(arguments.programs, arguments.folder, arguments.seed).run() else 1
    except (Failed, programs.Failed) as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
