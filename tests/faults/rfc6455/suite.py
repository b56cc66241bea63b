# SPDX-License-Identifier: Apache-2.0
"""All cases on one server, and the table that shows three of them side by side."""
import concurrent.futures

from rfc6455 import (closing_cases, fragment_cases, framing_cases, handshake_cases, limit_cases,  # noqa: F401  they list themselves
                     text_cases)
from rfc6455.cases import CASES, outcome

COLUMNS = {"ours": "msao-cloud", "qt": "QWebSocketServer 6.4", "websockets": "Python websockets 17.4"}
LIMITS = {(c.section, c.says) for c in CASES if c.is_limit}  # what msao-cloud asks of itself


def run(server, is_short):
    """{(section, says): None or what was found}. Cases that wait for a deadline wait together, behind the others."""
    quick, slow = [c for c in CASES if not c.is_slow], [c for c in CASES if c.is_slow]
    found = at_a_time(server, quick, 1 if server.judges_limits else 8)  # one of the limits counts our sockets
    return found if is_short else found | at_a_time(server, slow, len(slow))


def at_a_time(server, cases, count):
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        outcomes = pool.map(lambda c: outcome(server, c), cases)
        return {(c.section, c.says): found for c, found in zip(cases, outcomes)}


def cell(found):
    if found is None:
        return "yes"
    return found.replace("|", "/")


def table(columns):
    """`columns`: the outcomes of each server. Two parts: what the RFC asks of everybody, and what msao-cloud asks of itself."""
    lines = []
    for is_limit, title in ((False, "What the RFC asks for"), (True, "What msao-cloud asks of itself")):
        cases = sorted((c for c in CASES if c.is_limit == is_limit), key=lambda c: [int(part) for part in c.section.split(".")])
        passed = [f"{sum(found[c.section, c.says] is None for c in cases)} of {len(cases)}" for found in columns.values()]
        lines += [f"### {title}", "", "| RFC 6455 | must happen | " + " | ".join(COLUMNS[name] for name in columns) + " |",
                  "| --- | --- |" + " --- |" * len(columns), "| | **all** | " + " | ".join(f"**{p}**" for p in passed) + " |"]
        for c in cases:
            cells = [cell(found[c.section, c.says]) for found in columns.values()]
            lines.append(f"| {c.section} | {c.says} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def listed(page, column):
    """What a table says of one server, by (section, says)."""
    place = list(COLUMNS).index(column) + 2
    rows = [[word.strip() for word in line.strip("| ").split(" | ")] for line in page.splitlines() if line.startswith("| ")]
    return {(row[0], row[1]): row[place] for row in rows if len(row) == 2 + len(COLUMNS)}
