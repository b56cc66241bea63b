#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The pages of `msao eval` open in a headless browser, whole and without an error. Skipped where no Chromium is
installed; MSAO_BROWSER names one that is not called as usual.

    eval_page_test.py FOLDER-OF-PROGRAMS SOURCE-FOLDER"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAMS, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
MODELS = SOURCE / "resources" / "models"
PAIR = ["--draft", MODELS / "draft", "--target", MODELS / "target", "--threads", "1"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SKIPPED = 77
FAULTY = "<!doctype html><title>x</title><p id=a></p><script>document.getElementById('a').id = 'ran'; absent();</script>"


def expect(holds, what):
    if not holds:
        sys.exit(what)


class Browser:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def opened(self, page, *options):
        """The page as the browser understood it, and what its console said."""
        profile = self.folder / "profile"
        done = subprocess.run([self.program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                               f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
                               "--v=0", *options, page.as_uri()], capture_output=True, text=True, timeout=240)
        expect(done.returncode == 0, f"{page.name}: the browser ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]


def check_page(browser, page):
    tree, said = browser.opened(page, "--dump-dom")
    expect(not said, f"{page.name}: {said}")
    written = page.read_text()
    for tag in ("<svg", "<table", "<h2"):
        expect(tree.count(tag) == written.count(tag) > 0, f"{page.name}: {tree.count(tag)} of {written.count(tag)} {tag}> are shown")
    expect("parsererror" not in tree, f"{page.name}: a figure is no SVG")
    picture = page.with_suffix(".png")
    browser.opened(page, f"--screenshot={picture}", "--window-size=1200,2400")
    expect(picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 20_000, f"{page.name}: its picture is empty")


def check_that_errors_are_seen(browser, folder):
    page = folder / "faulty.html"
    page.write_text(FAULTY)
    tree, said = browser.opened(page, "--dump-dom")
    expect('id="ran"' in tree and any("absent" in line for line in said), f"this browser's console is not heard: {said}")


def main():
    program = os.environ.get("MSAO_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        print("skipped: no Chromium is installed (apt-get install chromium)")
        return SKIPPED
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        browser = Browser(program, folder)
        check_that_errors_are_seen(browser, folder)
        for arguments in (["--samples", 8, "--retention", "100,50", "--html", folder / "eval.html"],
                          ["paper", "--quick", "--samples", 4, "--paced-samples", 1, "--slow-motion", 1, "--out", folder / "paper"]):
            subprocess.run(list(map(str, [PROGRAMS / "msao", "eval", *arguments, *PAIR])), check=True, capture_output=True)
        check_page(browser, folder / "eval.html")
        check_page(browser, folder / "paper" / "results.html")
    print("the pages open without an error")
    return 0


if __name__ == "__main__":
    sys.exit(main())
