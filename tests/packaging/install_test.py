# SPDX-License-Identifier: Apache-2.0
"""`cmake --install` makes a folder that runs, also where it is moved to: install_test.py BUILD SOURCE."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE = (pathlib.Path(argument) for argument in sys.argv[1:3])
ID = "org.msao.studio"
PROGRAMS = ("msao", "msao-train", "msao-cloud", "msao-studio")
FILES = (
    f"share/applications/{ID}.desktop", f"share/metainfo/{ID}.metainfo.xml", f"share/mime/packages/{ID}.xml",
    f"share/icons/hicolor/scalable/apps/{ID}.svg", "share/icons/hicolor/scalable/mimetypes/application-x-msao-recording.svg",
    "lib/systemd/system/msao-cloud.service", "share/doc/msao-cloud/examples/msao-cloud.conf", "share/doc/msao/cloud-server.md",
    "share/doc/msao/LICENSE", "share/doc/msao/copyright", "share/doc/msao-studio/copyright", "share/doc/msao-cloud/copyright",
    *(f"share/man/man1/{program}.1" for program in PROGRAMS), "lib/msao/torch/lib/libtorch_cpu.so")


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        first = pathlib.Path(cls.folder.name, "first")
        # As cpack does it: below a folder that is not part of any path.
        ran = subprocess.run(["cmake", "--install", BUILD, "--prefix", "/usr"], env={**os.environ, "DESTDIR": str(first)},
                             capture_output=True, text=True, timeout=200)
        if ran.returncode:
            raise RuntimeError(ran.stdout[-2000:] + ran.stderr)
        # Whatever is found is found from where it stands now.
        cls.stage = (first / "usr").rename(pathlib.Path(cls.folder.name, "moved there"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_installed(self, program, *arguments, platform="offscreen"):
        home = pathlib.Path(self.folder.name, "home")
        home.mkdir(mode=0o700, exist_ok=True)
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}
        if platform:
            environment["QT_QPA_PLATFORM"] = platform
        ran = subprocess.run([self.stage / "bin" / program, *arguments], capture_output=True, text=True, timeout=100,
                             env=environment, cwd=home)
        return ran

    def test_everything_is_there(self):
        self.assertEqual([name for name in FILES if not (self.stage / name).is_file()], [])

    def test_trained_models_come_along_once_they_are_in_the_tree(self):
        models = SOURCE / "resources" / "models"
        if not models.exists():
            self.skipTest("no trained models are in the tree")
        self.assertTrue((self.stage / "share/msao/models").is_dir())

    def test_programs_run_where_they_were_moved_to(self):
        for program in PROGRAMS:
            ran = self.run_installed(program, "--help")
            self.assertEqual(ran.returncode, 0, f"{program}: {ran.stderr}")

    def test_no_library_is_looked_for_in_the_build(self):
        if not shutil.which("readelf"):
            self.skipTest("readelf is not installed")
        for program in PROGRAMS:
            told = subprocess.run(["readelf", "-d", self.stage / "bin" / program], capture_output=True, text=True).stdout
            for path in re.findall(r"(?:RUNPATH|RPATH).*\[(.*)\]", told):
                self.assertTrue(path.startswith("$ORIGIN/"), f"{program} looks in {path}")

    def test_libtorch_finds_its_own_libraries_beside_it(self):
        told = subprocess.run(["ldd", self.stage / "lib/msao/torch/lib/libtorch_cpu.so"], capture_output=True, text=True).stdout
        self.assertNotIn("not found", told)
        cuda = [line for line in told.splitlines() if re.search(r"libcu\w+\.so", line)]
        self.assertEqual([line for line in cuda if str(self.stage) not in line], [])

    def test_window_tests_itself(self):
        ran = self.run_installed("msao-studio", "--self-test")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertGreaterEqual(ran.stdout.count(" ok\n"), 7, ran.stdout)

    def test_window_without_a_display_says_so_in_a_line(self):
        ran = self.run_installed("msao-studio", platform=None)
        self.assertEqual(ran.returncode, 3, ran.stderr)
        self.assertRegex(ran.stderr, r"\Amsao-studio: there is no display .+\n\Z")
        for arguments, code in ((("--help",), 0), (("--version",), 0), (("--theme", "blue"), 2)):
            self.assertEqual(self.run_installed("msao-studio", *arguments, platform=None).returncode, code, arguments)

    def test_diagnostics_name_the_version(self):
        stated = re.search(r"project\(MsaoStudio VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text())[1]
        ran = self.run_installed("msao-studio", "--print-diagnostics")
        self.assertIn(f"version: {stated}\n", ran.stdout)

    def test_server_checks_a_model(self):
        made = self.run_installed("msao", "models", "synth", "--like", "tiny", "--seed", "7", "--out", "tiny")
        self.assertEqual(made.returncode, 0, made.stderr)
        ran = self.run_installed("msao-cloud", "--model", "tiny", "--loopback", "--check")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertTrue(ran.stdout.startswith("ok:"), ran.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
