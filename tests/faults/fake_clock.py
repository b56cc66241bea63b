# SPDX-License-Identifier: Apache-2.0
"""A wall clock that jumps while a program runs (libfaketime). Its monotonic clock goes on as ever, as when somebody sets a clock."""
import glob
import os
import subprocess
import sys
import time

LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + glob.glob("/usr/lib*/faketime/libfaketimeMT.so.1")
MISSING = "skipped: no libfaketime here (Debian: apt-get install libfaketime)"
READ_SECONDS = 1  # so long after its order a jump is everywhere


class FakeClock:
    def __init__(self, path):
        self.path = path
        self.set(0)
        self.environment = {**os.environ, "LD_PRELOAD": LIBRARIES[0], "FAKETIME_TIMESTAMP_FILE": str(path),
                            "FAKETIME_CACHE_DURATION": str(READ_SECONDS), "DONT_FAKE_MONOTONIC": "1"}

    def set(self, seconds):
        new = self.path.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n", encoding="utf-8")
        new.replace(self.path)

    def offset(self):
        """In seconds, as a program that is started now sees it."""
        said = subprocess.run([sys.executable, "-c", "import time; print(time.time())"], env=self.environment, capture_output=True, text=True, check=True)
        return float(said.stdout) - time.time()

    def is_in(self, process):
        with open(f"/proc/{process.pid}/maps", encoding="utf-8") as maps:
            return "libfaketime" in maps.read()
