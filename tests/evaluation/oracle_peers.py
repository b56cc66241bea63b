# SPDX-License-Identifier: Apache-2.0
"""The comparison with peers, shortly: a tiny pair, two rounds, msao beside transformers. Whoever decodes greedily from the same
weights says the same, and speculation changes nothing; who is missing is named with the command that would install it."""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

PEERS = pathlib.Path(__file__).resolve().parents[2] / "evaluation/peers"


def expect(holds, what):
    if not holds:
        sys.exit(what)


def check_rows(told, prompts, rounds):
    for kind in ("words", "pictures"):
        rows = {row["name"]: row for row in told["rows"][kind]}
        expect({"msao, plain", "msao, msao", "transformers, plain", "transformers, assisted"} <= set(rows), f"{kind}: {list(rows)}")
        for name, row in rows.items():
            answers = [prompts * rounds] * 2
            expect(row["same_as_msao"] == answers, f"{kind}, {name}: {row['same_as_msao']} answers are msao's")
            expect(row.get("same_as_plain", answers) == answers, f"{kind}, {name}: speculation changed answers: {row.get('same_as_plain')}")
            expect(row["answer_tokens_per_second"] > 0 and row["first_token_ms"] > 0, f"{kind}, {name}: no time has passed: {row}")
            expect(row["peak_memory_bytes"] > 1e6, f"{kind}, {name}: no memory was taken")
            if name == "transformers, plain":
                expect(row["decode_tokens_per_second"], f"{kind}: its tokens come one by one: {row}")
            expect(("speedup" in row) == (not name.endswith("plain")), f"{kind}, {name}: {row}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as name:
        report, page = pathlib.Path(name) / "peers.json", pathlib.Path(name) / "peers.md"
        # In float32, so that rounding does not decide between two tokens that are nearly as likely.
        done = subprocess.run([sys.executable, PEERS / "side_by_side.py", "--bin", arguments.bin, "--dtype", "float32", "--threads", "1",
                               "--prompts", "2", "--new-tokens", "12", "--rounds", "2", "--seed", str(arguments.seed),
                               "--vllm-python", pathlib.Path(name) / "nowhere", "--json", report, "--markdown", page],
                              stdout=subprocess.PIPE, text=True)
        expect(done.returncode == 0, f"exit code {done.returncode}: {done.stdout}")
        told, text = json.loads(report.read_text()), page.read_text()
    expect(told["failed"] == {}, f"who is there failed: {told['failed']}")
    check_rows(told, 2, 2)
    expect("vLLM" in told["missing"] and told["missing"]["vLLM"] in text, "who is missing is named with a command")
    expect(text.count("| msao, plain |") == 2 and text.count("| transformers, assisted |") == 2, f"the table lacks rows: {text}")
    print("the peers say what msao says")


if __name__ == "__main__":
    main()
