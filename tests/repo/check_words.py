# SPDX-License-Identifier: Apache-2.0
"""No file names a path of somebody's machine, or the address of a package registry: pip and apt know theirs."""
import re

import tree

# Written in pieces, so that this file does not find itself.
MACHINE_PATHS = ("/wo" r"rk/", "/ro" r"ot/", "/ho" r"me/\w", "/tmp/ba" "sh", "/Us" r"ers/\w")
REGISTRY_HOSTS = ("pypi" r"\.org", "python" r"hosted\.org", "deb\." r"debian\.org", "security\." r"debian\.org",
                  "download\." r"pytorch\.org", "conda\." r"anaconda\.org", "registry\." r"npmjs", "crates" r"\.io")
FORBIDDEN = re.compile("|".join([rf"(?<![\w.$}}/-]){path}" for path in MACHINE_PATHS] + list(REGISTRY_HOSTS)))


def find_faults(root):
    for path in tree.files(root):
        if path.parts[0] == "LICENSES":
            continue
        for number, line in enumerate((tree.text(root, path) or "").split("\n"), 1):
            found = FORBIDDEN.search(line)
            if found:
                yield f"{path}:{number}: names {found.group()}"


if __name__ == "__main__":
    tree.run(find_faults)
