# SPDX-License-Identifier: Apache-2.0
"""No include crosses rooms against the dependency rule of docs/architecture.md."""
import re

import tree

# Folder -> the other folders of the tree whose files it may include by path. The longest matching folder counts.
# Public headers (msao/...) are seen by whoever links the target, so the folder that offers them is looked up below.
MAY_INCLUDE = {
    "engine/include": (),
    "engine/base": (),
    "engine/checkpoint": ("engine/base",),
    "engine/text": ("engine/base",),
    "engine/image": ("engine/base",),
    "engine/audio": ("engine/base",),
    "engine/decode": ("engine/base", "engine/checkpoint"),
    "engine/cuda": ("engine/base", "engine/checkpoint", "engine/decode"),
    "engine/trace": ("engine/base",),
    "engine/machine": ("engine/base",),
    "engine/speculation": ("engine/base",),
    "engine/planner": ("engine/base",),
    "engine/probe": ("engine/base",),
    "engine/model": ("engine/base", "engine/checkpoint", "engine/decode"),
    "engine/generation": ("engine/base", "engine/checkpoint", "engine/text", "engine/image", "engine/audio", "engine/decode",
                          "engine/cuda", "engine/model", "engine/trace"),
    "engine/answer": (),
    "world": ("engine/base",),
    "protocol": (),
    "cloud_server": ("protocol",),
    "edge": ("protocol",),
    "evaluation": ("engine",),
    "training": ("engine", "world"),
    "ui": ("engine/include",),
    "app": ("edge", "engine", "protocol", "evaluation"),
    "app/cloud": ("app/cli", "app/process", "cloud_server"),
    "app/studio": ("app/pair", "app/process", "edge", "ui"),
    "tests": (),
    "tests/ui": ("engine", "evaluation", "ui", "tests"),
    "tests/engine": ("engine", "tests"),
    "tests/cloud_server": ("cloud_server", "engine", "protocol", "tests"),
    "tests/edge": ("edge", "cloud_server", "engine", "protocol", "tests"),
    "tests/protocol": ("protocol", "tests"),
    "tests/app": ("app", "engine", "tests"),
    "tests/app/studio": ("app", "engine", "tests", "ui"),
    "tests/evaluation": ("engine", "evaluation", "tests"),
    "tests/training": ("engine", "training", "world", "tests"),
    "tests/world": ("world", "engine/base", "tests"),
    "tests/fuzz": ("engine", "protocol", "cloud_server"),
}
SEES_LIBTORCH = ("engine/model", "training", "tests/engine/model", "tests/training")
LIBTORCH = re.compile(r"(torch|ATen|c10)/")
QT = re.compile(r"Q[A-Z]\w*$|Qt\w*/|q\w+\.h$")
SOCKETS = re.compile(r"(sys/socket|netinet/\w+|arpa/\w+|netdb|sys/un)\.h$")
WALL_CLOCK = re.compile(r"\bsystem_clock\b|\bgettimeofday\b|\bCLOCK_REALTIME\b|\bstd::time\(")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
SOURCES = (".h", ".hpp", ".cpp", ".cc", ".cu", ".cuh", ".inc")


def is_in(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    return max((room for room in MAY_INCLUDE if is_in(path, room)), key=len, default=None)


def faults_of_include(path, room, included):
    if LIBTORCH.match(included) and not any(is_in(path, folder) for folder in SEES_LIBTORCH):
        yield f"includes {included}; only {' and '.join(SEES_LIBTORCH)} see libtorch"
    if is_in(path, "engine") and QT.match(included):
        yield f"includes {included}; the engine does not know Qt"
    if is_in(path, "engine") and SOCKETS.match(included):
        yield f"includes {included}; the engine has no sockets"
    names_a_folder = re.match(r"(engine|app|ui|edge|protocol|cloud_server|evaluation|training|world|tests)/", included)
    if names_a_folder and not any(is_in(included, folder) for folder in (room, *MAY_INCLUDE[room])):
        yield f"includes {included}; {room} may include only: {', '.join(MAY_INCLUDE[room]) or 'itself'}"


def find_faults(root):
    for path in tree.files(root):
        if path.suffix not in SOURCES:
            continue
        room = room_of(str(path))
        if room is None:
            yield f"{path}: its folder is not in the table of tests/repo/check_rooms.py"
            continue
        content = tree.text(root, path) or ""
        for included in INCLUDE.findall(content):
            for fault in faults_of_include(str(path), room, included):
                yield f"{path}: {fault}"
        if is_in(str(path), "engine") and WALL_CLOCK.search(content):
            yield f"{path}: reads the wall clock; the engine is given what it needs to know"


if __name__ == "__main__":
    tree.run(find_faults)
