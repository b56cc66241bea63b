# SPDX-License-Identifier: Apache-2.0
"""Man pages say every option, are sound roff, and obey no text: man_page_test.py BUILD SOURCE."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE = (pathlib.Path(argument) for argument in sys.argv[1:3])
MAKER = SOURCE / "packaging/man/make_man_page.py"
HELP = """Does things.
Usage: thing [OPTIONS]

Options:
  -h,--help                   Print this help message and exit
  --depth INT:INT in [0 - 9]=3 (Env:THING_DEPTH)
                              .How deep, from \\0 to
                              'nine'
  -q, --quiet <level>         Says less.

Arguments:
  file                        What is read, and no subcommand.
"""


def make(program, about, out):
    subprocess.run([sys.executable, MAKER, "--version", "1.2.3", "--date", "2026-01-02", "--about", about, "--out", out, program],
                   check=True, timeout=60)
    return out.read_text(encoding="utf-8")


class ManPageTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def page_of_a_program(self):
        program = self.path / "thing"
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{HELP}END\n")
        program.chmod(0o755)
        about = self.path / "about.txt"
        about.write_text("# a comment\ndo things\n\nIt does things.\n\nEXAMPLES\n\nDeeply:\n\n    thing --depth 9\n")
        return make(program, about, self.path / "thing.1")

    def test_options_stand_with_what_they_do(self):
        page = self.page_of_a_program()
        self.assertIn(".TP\n.B \\-\\-depth INT:INT in [0 \\- 9]=3 (Env:THING_DEPTH)\n", page)
        self.assertIn(".TP\n.B \\-q, \\-\\-quiet <level>\nSays less.\n", page)
        self.assertNotIn("a comment", page)

    def test_no_text_becomes_a_request(self):
        page = self.page_of_a_program()
        self.assertIn("\n\\&.How deep, from \\e0 to 'nine'\n", page)
        known = re.compile(r"\.(\\\"|TH|SH|SS|TP|B|PP|br)( |$)")
        for line in page.splitlines():
            self.assertTrue(not line.startswith((".", "'")) or known.match(line), line)

    def test_pages_of_the_programs_are_sound(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not installed")
        for name in ("msao", "msao-train", "msao-cloud", "msao-studio"):
            page = BUILD / "packaging" / f"{name}.1"
            ran = subprocess.run(["mandoc", "-Tlint", "-W", "warning", page], capture_output=True, text=True)
            self.assertEqual(ran.stdout, "", f"{name}: {ran.stdout}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
