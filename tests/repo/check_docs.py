# SPDX-License-Identifier: Apache-2.0
"""docs/architecture.md and the tree agree: every folder is in it, and every folder that it calls present exists. So do
engine/README.md, which tells a request's way by file names, and the files."""
import re

import tree

DOCUMENT = "docs/architecture.md"
WALK = "engine/README.md"
PLANNED = "## Planned"  # what stands below this heading, up to the next, need not exist


def folders(root):
    found = set()
    for path in tree.files(root):
        found.update(str(folder) for folder in path.parents if str(folder) != ".")
    return found


def named_folders(document):
    return {name.rstrip("/") for name in re.findall(r"`([\w./-]+/)`", document)}


def faults_of_walk(root):
    existing = {path.name for path in tree.files(root) if path.parts[0] == "engine"}
    named = re.findall(r"`([\w./-]+\.(?:cpp|h|cu))`", tree.text(root, WALK) or "") if (root / WALK).exists() else []
    for name in sorted(set(named)):
        if name.split("/")[-1] not in existing:
            yield f"{WALK}: names {name}, which is not in the engine"


def find_faults(root):
    document = (root / DOCUMENT).read_text(encoding="utf-8")
    present = re.sub(rf"^{PLANNED}.*?(?=^## |\Z)", "", document, flags=re.MULTILINE | re.DOTALL)
    existing, named = folders(root), named_folders(present)
    # Test inputs, and tests that mirror a room, are told by the row of the folder they are in.
    told = {folder for folder in existing
            if re.match(r"tests/(.+/)?(data|corpus)(/|$)", folder) or folder.startswith("tests/") and folder.removeprefix("tests/") in existing}
    for folder in sorted(existing - named - told):
        yield f"{DOCUMENT}: does not say what {folder}/ is"
    for folder in sorted(named - existing):
        if not folder.startswith("build"):
            yield f"{DOCUMENT}: names {folder}/, which is not in the tree"
    yield from faults_of_walk(root)


if __name__ == "__main__":
    tree.run(find_faults)
