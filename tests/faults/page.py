# SPDX-License-Identifier: Apache-2.0
"""The parts of README.md that scripts write: each between two comments of its name."""
import pathlib
import re

PAGE = pathlib.Path(__file__).resolve().parent / "README.md"


def _pattern(name):
    return re.compile(rf"(<!-- {name}: begin -->\n)(.*?)(<!-- {name}: end -->)", re.DOTALL)


def section(name):
    found = _pattern(name).search(PAGE.read_text(encoding="utf-8"))
    return found.group(2) if found else ""


def replace(name, text):
    page = PAGE.read_text(encoding="utf-8")
    if not _pattern(name).search(page):
        raise ValueError(f"README.md has no part {name}")
    PAGE.write_text(_pattern(name).sub(lambda found: found.group(1) + text.strip("\n") + "\n" + found.group(3), page), encoding="utf-8")
