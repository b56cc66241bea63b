# SPDX-License-Identifier: Apache-2.0
"""Every file that can hold a comment names its licence in its first lines, and it is the licence of its folder."""
import tree

GPL_FOLDERS = ("app", "ui")
# These hold no comment (JSON, images), are texts of licences, or are inputs of tests whose every byte counts.
EXEMPT_SUFFIXES = (".json", ".png", ".jpg", ".jpeg", ".svg", ".safetensors", ".ts", ".mp4")
EXEMPT_FOLDERS = (("LICENSES",), ("tests", "fuzz", "corpus"))


def is_exempt(path):
    return (path.suffix in EXEMPT_SUFFIXES or path.name == "LICENSE" or
            any(path.parts[:len(folder)] == folder for folder in EXEMPT_FOLDERS) or
            "data" in path.parts[:-1] and path.parts[0] == "tests")


def find_faults(root):
    for path in tree.files(root):
        content = tree.text(root, path)
        if is_exempt(path) or content is None:
            continue
        licence = "GPL-3.0-or-later" if path.parts[0] in GPL_FOLDERS else "Apache-2.0"
        first_lines = content.split("\n")[:2]
        line = first_lines[1] if first_lines[0].startswith("#!") and len(first_lines) > 1 else first_lines[0]
        if f"SPDX-License-Identifier: {licence}" not in line:
            yield f"{path}: the first line (after #!) does not say: SPDX-License-Identifier: {licence}"


if __name__ == "__main__":
    tree.run(find_faults)
