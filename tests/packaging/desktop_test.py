# SPDX-License-Identifier: Apache-2.0
"""What desktop and software centre read is valid, and says the same everywhere: desktop_test.py BUILD SOURCE."""
import configparser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

BUILD, SOURCE = (pathlib.Path(argument) for argument in sys.argv[1:3])
ID = "org.msao.studio"
DESKTOP = SOURCE / "packaging" / f"{ID}.desktop"
METAINFO = BUILD / "packaging" / f"{ID}.metainfo.xml"
MIME = SOURCE / "packaging" / f"{ID}.mime.xml"
MIME_XML = "{http://www.freedesktop.org/standards/shared-mime-info}"


class DesktopTest(unittest.TestCase):
    def check(self, *command):
        if not shutil.which(command[0]):
            self.skipTest(f"{command[0]} is not installed")
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def test_desktop_file_is_valid(self):
        self.assertEqual(self.check("desktop-file-validate", "--warn-kde", str(DESKTOP)), "")

    def test_metainfo_is_valid(self):
        self.check("appstreamcli", "validate", "--no-net", "--pedantic", str(METAINFO))

    def test_one_identity_stands_everywhere(self):
        entry = configparser.ConfigParser(interpolation=None)
        entry.optionxform = str
        entry.read(DESKTOP, encoding="utf-8")
        entry = entry["Desktop Entry"]
        component = ElementTree.parse(METAINFO).getroot()
        kind = ElementTree.parse(MIME).getroot().find(f"{MIME_XML}mime-type").get("type")
        self.assertEqual(entry["Icon"], ID)
        self.assertEqual(component.findtext("id"), ID)
        self.assertEqual(component.findtext("launchable"), DESKTOP.name)
        self.assertEqual(component.findtext("provides/binary"), entry["TryExec"])
        self.assertEqual(component.findtext("provides/mediatype"), kind)
        self.assertEqual(entry["MimeType"], f"{kind};")

    def test_version_is_the_projects(self):
        stated = re.search(r"project\(MsaoStudio VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text())[1]
        release = ElementTree.parse(METAINFO).getroot().find("releases/release")
        self.assertEqual(release.get("version"), stated)

    def test_recordings_are_known_by_name_and_by_their_first_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            packages = pathlib.Path(folder, "packages")
            packages.mkdir()
            shutil.copy(MIME, packages / f"{ID}.xml")
            self.check("update-mime-database", folder)
            self.assertIn("application/x-msao-recording:*.msao", pathlib.Path(folder, "globs2").read_text())
            format_source = (SOURCE / "engine/trace/file_format.cpp").read_text()
            written = re.search(r"kMagic = \{([^}]*)\}", format_source)[1]
            first_bytes = bytes(ord(item.strip("' ")) if "'" in item else int(item, 0) for item in written.split(","))
            self.assertIn(first_bytes, pathlib.Path(folder, "magic").read_bytes())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
