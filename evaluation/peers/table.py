# SPDX-License-Identifier: Apache-2.0
"""What samples amount to: a row for each program and way to decode."""
import statistics

HEADS = ["program", "answer, tok/s", "decode, tok/s", "first token, ms", "peak memory, MB", "sooner by speculation", "tokens as plain", "tokens as msao"]


def seconds(reply):
    return (reply["first_token_ms"] + reply["decode_ms"]) / 1000


def by_round(samples, name):
    rounds = {}
    for sample in samples:
        if name in sample["replies"]:
            rounds.setdefault(sample["round"], []).append(sample["replies"][name])
    return rounds


def answer_rate(replies):
    """From asking to the last token."""
    return sum(len(reply["tokens"]) for reply in replies) / sum(map(seconds, replies))


def decode_rate(replies):
    """Of tokens that came behind the first ones; nothing where answers came whole."""
    tokens = sum(len(reply["tokens"]) - reply["first_tokens"] for reply in replies)
    return 1000 * tokens / sum(reply["decode_ms"] for reply in replies) if tokens > 0 else None


def median(values):
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


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
               "answer_tokens_per_second": median(map(answer_rate, rounds.values())),
               "decode_tokens_per_second": median(map(decode_rate, rounds.values())),
               "first_token_ms": statistics.median(reply["first_token_ms"] for reply in replies),
               "peak_memory_bytes": max(reply["peak_memory_bytes"] for reply in replies),
               "same_as_msao": same_tokens(samples, variant.name, "msao, plain")}
    plain = f"{variant.peer}, plain"
    if variant.name != plain:
        alone = by_round(samples, plain)
        figures["same_as_plain"] = same_tokens(samples, variant.name, plain)
        figures["speedup"] = median(sum(map(seconds, alone[i])) / sum(map(seconds, rounds[i])) for i in rounds if i in alone)
    return figures


def rows(variants, samples):
    return [figures for variant in variants if (figures := row(variant, samples))]


def share(pair):
    return "–" if pair is None else f"{pair[0]} of {pair[1]}"


def number(value, unit=""):
    if value is None:
        return "–"
    return f"{value:.2f}{unit}" if unit else f"{value:.1f}"


def line(figures):
    return [figures["name"], number(figures["answer_tokens_per_second"]), number(figures["decode_tokens_per_second"]),
            number(figures["first_token_ms"]), f"{figures['peak_memory_bytes'] / 1e6:.0f}", number(figures.get("speedup"), " x"),
            share(figures.get("same_as_plain")), share(figures["same_as_msao"])]


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
