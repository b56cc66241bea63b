# SPDX-License-Identifier: Apache-2.0
"""What the rules of this folder share: the files of the tree, and how faults are told."""
import pathlib
import subprocess
import sys


def files(root):
    """Every file that belongs to the tree, as paths relative to root: tracked, or new and not ignored."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=True, text=True).stdout.split("\0")
        paths = {pathlib.PurePosixPath(path) for path in listed if path}
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive
        paths = {pathlib.PurePosixPath(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
        paths = {path for path in paths if path.parts[0] not in ("build", ".git", ".cache")}
    return sorted(path for path in paths if (root / path).is_file())


def text(root, path):
    """The file's text, or None when it is not text."""
    try:
        content = (root / path).read_bytes()
        return None if b"\0" in content else content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def run(find_faults):
    """Command line of a rule: prints what find_faults(root) yields; exit code 1 if that is anything."""
    faults = list(find_faults(pathlib.Path(sys.argv[1]).resolve()))
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)
