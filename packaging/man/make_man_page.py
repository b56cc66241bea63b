#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a program's man page of what the program says of itself (--help, of every subcommand too) and of a text about it.

The text: first line the page's one-line description, then paragraphs; a line in capitals begins a section.
"""
import argparse
import pathlib
import re
import subprocess
import sys

OPTION = re.compile(r"^  (-\S.*?)(?:\s{2,}(\S.*))?$")
SUBCOMMAND = re.compile(r"^  ([a-z][\w-]*)\s{2,}(\S.*)$")
CONTINUATION = re.compile(r"^\s{8,}(\S.*)$")


def escaped(text):
    """Nothing of it is a request to roff, and every hyphen can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def help_of(program, words):
    told = subprocess.run([program, *words, "--help"], capture_output=True, text=True, timeout=60)
    if told.returncode != 0 or not told.stdout:
        sys.exit(f"{program} {' '.join(words)} --help: exit {told.returncode}, {told.stderr.strip() or 'nothing said'}")
    return told.stdout.splitlines()


def parse(lines):
    """-> [(option as written, what it does)], [(subcommand, what it does)]"""
    options, subcommands, entry, heading = [], [], None, ""
    for line in lines:
        if line and not line.startswith(" "):
            entry, heading = None, line
        elif found := OPTION.match(line):
            entry = [found[1], found[2] or ""]
            options.append(entry)
        elif heading == "Subcommands:" and (found := SUBCOMMAND.match(line)):
            entry = [found[1], found[2]]
            subcommands.append(entry)
        elif entry and (found := CONTINUATION.match(line)):
            entry[1] = f"{entry[1]} {found[1]}".strip()
    return options, subcommands


def option_lines(options):
    for name, meaning in options:
        yield ".TP"
        yield f".B {escaped(name)}"
        yield escaped(meaning) or "\\&"


def command_lines(program, words):
    options, subcommands = parse(help_of(program, words))
    if words:
        yield f".SS {escaped(pathlib.Path(program).name)} {escaped(' '.join(words))}"
    yield from option_lines(options)
    for name, meaning in subcommands:
        yield from command_lines_below(program, [*words, name], meaning)


def command_lines_below(program, words, meaning):
    lines = list(command_lines(program, words))
    yield lines[0]
    yield escaped(meaning + ".")
    yield from lines[1:]


def about_lines(paragraphs):
    before = ""
    for line in paragraphs:
        if not line.strip():
            yield ".PP"
        elif line.isupper() and not line.startswith(" "):
            yield f".SH {line}"
        elif line.startswith("    "):
            if before.strip():
                yield ".br"
            yield f".B {escaped(line.strip())}"
        else:
            yield escaped(line)
        before = line


def page(program, version, date, about):
    name = pathlib.Path(program).name
    description, *rest = about.splitlines()
    options, subcommands = parse(help_of(program, []))
    synopsis = " [options]" + (" subcommand" if subcommands else "")
    yield f'.TH {escaped(name).upper()} 1 {date} "MSAO Studio {version}" "MSAO Studio"'
    yield ".SH NAME"
    yield f"{escaped(name)} \\- {escaped(description)}"
    yield ".SH SYNOPSIS"
    yield f".B {escaped(name)}"
    yield escaped(synopsis.strip())
    yield ".SH DESCRIPTION"
    yield from about_lines(rest)
    yield ".SH OPTIONS"
    yield from command_lines(program, [])


def tidied(lines):
    """A paragraph's mark says nothing before a heading, after one, or twice."""
    kept = []
    for line in lines:
        if line.startswith((".SH", ".SS", ".PP")):
            while kept and kept[-1] == ".PP":
                kept.pop()
        if line == ".PP" and kept and kept[-1].startswith((".SH", ".SS")):
            continue
        kept.append(line)
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--version", required=True)
    parser.add_argument("--date", required=True, help="of the version, so that building again makes the same page")
    parser.add_argument("--about", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    about = [line for line in arguments.about.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    lines = tidied(page(arguments.program, arguments.version, arguments.date, "\n".join(about).strip()))
    arguments.out.write_text('.\\" SPDX-License-Identifier: Apache-2.0\n' + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
