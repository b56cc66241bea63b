# SPDX-License-Identifier: Apache-2.0
"""What samples amount to: a row for each program and way to decode."""
import statistics

HEADS = ["program", "decode, tok/s", "first token, ms", "peak memory, MB", "sooner by speculation", "tokens as plain", "tokens as msao"]


def seconds(reply):
    return (reply["first_token_ms"] + reply["decode_ms"]) / 1000


def by_round(samples, name):
    rounds = {}
    for sample in samples:
        if name in sample["replies"]:
            rounds.setdefault(sample["round"], []).append(sample["replies"][name])
    return rounds


def decode_rate(replies):
    tokens = sum(max(0, len(reply["tokens"]) - 1) for reply in replies)
    return 1000 * tokens / max(1e-9, sum(reply["decode_ms"] for reply in replies))


def same_tokens(samples, name, other):
    """Of the answers that both gave, how many are equal, token for token."""
    both = [sample["replies"] for sample in samples if name in sample["replies"] and other in sample["replies"]]
    return [sum(replies[name]["tokens"] == replies[other]["tokens"] for replies in both), len(both)]


def row(variant, samples):
    rounds = by_round(samples, variant.name)
    if not rounds:
        return None
    replies = [reply for part in rounds.values() for reply in part]
    figures = {"name": variant.name, "answers": len(replies),
               "decode_tokens_per_second": statistics.median(decode_rate(part) for part in rounds.values()),
               "first_token_ms": statistics.median(reply["first_token_ms"] for reply in replies),
               "peak_memory_bytes": max(reply["peak_memory_bytes"] for reply in replies),
               "same_as_msao": same_tokens(samples, variant.name, "msao, plain")}
    plain = f"{variant.peer}, plain"
    if variant.name != plain:
        alone = by_round(samples, plain)
        figures["same_as_plain"] = same_tokens(samples, variant.name, plain)
        figures["speedup"] = statistics.median(sum(map(seconds, alone[i])) / sum(map(seconds, rounds[i])) for i in rounds if i in alone) if alone else None
    return figures


def rows(variants, samples):
    return [figures for variant in variants if (figures := row(variant, samples))]


def share(pair):
    return "–" if pair is None else f"{pair[0]} of {pair[1]}"


def line(figures):
    speedup = figures.get("speedup")
    return [figures["name"], f"{figures['decode_tokens_per_second']:.1f}", f"{figures['first_token_ms']:.1f}", f"{figures['peak_memory_bytes'] / 1e6:.0f}",
            "–" if speedup is None else f"{speedup:.2f} x", share(figures.get("same_as_plain")), share(figures["same_as_msao"])]


def markdown(result):
    text = (f"Checkpoint `{result['checkpoint']}`, {result['dtype']}, {result['threads']} threads, at most {result['new_tokens']} new tokens, "
            f"{result['rounds']} rounds in turn, seed {result['seed']}. Medians over rounds; memory is of the whole process.\n")
    for kind, found in result["rows"].items():
        text += f"\nPrompts in {kind}:\n\n| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS) + "\n"
        for figures in found:
            text += "| " + " | ".join(line(figures)) + " |\n"
    for name, why in result["failed"].items():
        text += f"\n{name}: failed, {why}\n"
    for name, install in result["missing"].items():
        text += f"\n{name}: not installed; `{install}`\n"
    return text
