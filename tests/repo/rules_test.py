# SPDX-License-Identifier: Apache-2.0
"""The rules of this folder find the faults they are there for: each is shown a small tree with one in it."""
import pathlib
import tempfile
import unittest

import check_docs
import check_licences
import check_rooms
import check_words

SPDX = "// SPDX-License-Identifier: "


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, path, content):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(content, encoding="utf-8")

    def expect(self, rule, faults):
        self.assertEqual(len(list(rule.find_faults(self.root))), faults, list(rule.find_faults(self.root)))

    def test_a_licence_of_another_folder_is_a_fault(self):
        self.write("engine/base/a.cpp", SPDX + "Apache-2.0\n")
        self.write("app/a.cpp", SPDX + "GPL-3.0-or-later\n")
        self.expect(check_licences, 0)
        self.write("app/b.cpp", SPDX + "Apache-2.0\n")
        self.write("engine/base/b.cpp", "int b;\n" + SPDX + "Apache-2.0\n")
        self.expect(check_licences, 2)

    def test_a_script_names_its_licence_after_the_interpreter(self):
        self.write("check", "#!/usr/bin/env bash\n# SPDX-License-Identifier: Apache-2.0\n")
        self.expect(check_licences, 0)

    def test_an_include_against_the_arrows_is_a_fault(self):
        self.write("engine/generation/a.cpp", '#include "engine/model/model.h"\n')
        self.expect(check_rooms, 0)
        self.write("engine/base/a.cpp", '#include "engine/model/model.h"\n')
        self.write("engine/text/a.cpp", '#include "app/cli/command.h"\n')
        self.expect(check_rooms, 2)

    def test_libtorch_is_for_the_model_alone(self):
        self.write("engine/model/a.cpp", "#include <torch/torch.h>\n")
        self.expect(check_rooms, 0)
        self.write("engine/decode/a.cpp", "#include <ATen/ATen.h>\n")
        self.write("app/cli/a.cpp", "#include <c10/util/Half.h>\n")
        self.expect(check_rooms, 2)

    def test_the_engine_knows_neither_qt_nor_sockets_nor_the_wall_clock(self):
        self.write("engine/base/a.cpp", "#include <QString>\n")
        self.write("engine/base/b.cpp", "#include <sys/socket.h>\n")
        self.write("engine/base/c.cpp", "auto now = std::chrono::system_clock::now();\n")
        self.expect(check_rooms, 3)

    def test_machine_paths_and_registries_are_faults(self):
        self.write("a.md", "/usr/bin/env, build/work/a, $HOME/work/x\n")
        self.expect(check_words, 0)
        self.write("b.md", "see /wo" + "rk/x\n")
        self.write("c.md", "https://pypi" + ".org\n")
        self.expect(check_words, 2)

    def test_a_folder_without_a_word_is_a_fault(self):
        self.write("docs/architecture.md", "`docs/` `engine/`\n## Planned\n`ui/`\n")
        self.write("engine/a.cpp", "")
        self.expect(check_docs, 0)
        self.write("app/a.cpp", "")
        self.expect(check_docs, 1)
        self.write("docs/architecture.md", "`docs/` `engine/` `app/` `edge/`\n")
        self.expect(check_docs, 1)

    def test_a_file_named_in_the_walk_exists(self):
        self.write("docs/architecture.md", "`docs/` `engine/`\n")
        self.write("engine/a.cpp", "")
        self.write("engine/README.md", "`base/a.cpp` then `b.h`")
        self.expect(check_docs, 1)


if __name__ == "__main__":
    unittest.main()
