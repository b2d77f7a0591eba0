"""The house holds: layers, doors, limits, mirrored tests, no secrets, no promises of later work."""

import pathlib
import re
import subprocess
import unittest

import terminal

TOP = terminal.TOP
LEVEL = {"base": 0, "pipeline": 1, "numeric": 1, "finance": 2, "learn": 2, "store": 3, "feeds": 3,
         "render": 3, "jobs": 4, "runner": 4, "insight": 4}
DOORS = {  # an outside header and the only places that may include it
    r"CLI/": ["app/cli.cpp"],
    r"toml\+\+/": ["lib/pipeline/"],
    r"sqlite3\.h": ["lib/store/"],
    r"date/tz\.h": ["lib/base/time_zone.cpp"],
    r"openssl/": ["lib/base/sha256.cpp"],
    r"Eigen/": ["lib/numeric/"],
    r"nlohmann/": ["lib/base/json.h", "lib/base/json_document.h"],
}
ALLOWED_AT_TOP = {"CMakeLists.txt", "app", "lib", "jobs.toml", "scripts", "tests", "man",
                  "README.md", "LICENSE"}


def tracked(*patterns):
    """Files git knows or would know: tracked and not ignored."""
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
                         cwd=TOP, capture_output=True, text=True, check=True).stdout
    return [name for name in out.splitlines() if (TOP / name).is_file()]


def text_of(name):
    return (TOP / name).read_text(errors="replace")


class House(unittest.TestCase):
    def setUp(self):
        self.sources = tracked("app/*.cpp", "app/*.h", "lib/*.cpp", "lib/*.h")
        self.assertGreater(len(self.sources), 50)

    def test_the_top_level_holds_only_what_it_should(self):
        top = {name.split("/")[0] for name in tracked() if not name.startswith(".")}
        self.assertEqual(top - ALLOWED_AT_TOP, set())

    def test_includes_point_down_or_into_their_own_folder(self):
        wrong = []
        for name in self.sources:
            if not name.startswith("lib/"):
                continue
            folder = name.split("/")[1]
            for included in re.findall(r'#include "([^"]+)"', text_of(name)):
                other = included.split("/")[0]
                if other == folder:
                    continue
                if other not in LEVEL or LEVEL[other] >= LEVEL[folder]:
                    wrong.append(f"{name} includes {included}")
        self.assertEqual(wrong, [])

    def test_each_outside_library_has_one_door(self):
        wrong = []
        for name in self.sources:
            for included in re.findall(r"#include <([^>]+)>", text_of(name)):
                for pattern, doors in DOORS.items():
                    if re.match(pattern, included) and not any(name.startswith(d) for d in doors):
                        wrong.append(f"{name} includes <{included}>")
        self.assertEqual(wrong, [])

    def test_levels_one_and_two_are_pure(self):
        wrong = []
        pattern = re.compile(r"<(chrono|thread|mutex|random|fstream|iostream|filesystem|ctime)>|"
                             r'"base/(clock|log)\.h"')
        for name in self.sources:
            if re.match(r"lib/(pipeline|numeric|finance|learn)/", name):
                wrong += [f"{name}: {hit.group(0)}" for hit in pattern.finditer(text_of(name))]
        self.assertEqual(wrong, [])

    def test_files_and_lines_stay_within_limits(self):
        wrong = []
        for name in self.sources:
            lines = text_of(name).splitlines()
            limit = 250 if name.endswith(".h") or name.startswith("lib/jobs/") else 600
            if name == "app/main.cpp":
                limit = 40
            if len(lines) > limit:
                wrong.append(f"{name} has {len(lines)} lines, at most {limit}")
            wrong += [f"{name}:{n} has {len(line)} columns"
                      for n, line in enumerate(lines, 1) if len(line) > 100]
        self.assertEqual(wrong, [])

    def test_functions_stay_within_seventy_lines(self):
        wrong = []
        for name in self.sources:
            if not name.endswith(".cpp"):
                continue
            start, opening = 0, ""
            for n, line in enumerate(text_of(name).splitlines(), 1):
                # a definition starts at the left margin and ends with a brace there
                if line and not line[0].isspace() and line.rstrip().endswith("{") and \
                        not re.match(r"(namespace|struct|class|enum|extern|constexpr|const|static "
                                     r"const|inline const)\b", line):
                    start, opening = n, line
                elif line.startswith("}") and start:
                    if n - start > 70:
                        wrong.append(f"{name}:{start} {opening.strip()} has {n - start} lines")
                    start = 0
        self.assertEqual(wrong, [])

    def test_every_source_has_a_mirrored_test(self):
        missing = []
        for name in self.sources:
            if not name.startswith("lib/") or not name.endswith(".cpp"):
                continue
            mirror = "tests/" + name[len("lib/"):-len(".cpp")] + "_test.cpp"
            if not (TOP / mirror).exists():
                missing.append(f"{name} has no {mirror}")
        self.assertEqual(missing, [])

    def test_nothing_promises_later_work(self):
        words = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"\bX" + r"XX\b", "not " + "implemented",
                                     r"\bst" + r"ub\b", r"\bdum" + r"my\b"]))
        wrong = []
        for name in tracked():
            if name.startswith("tests/"):
                continue
            wrong += [f"{name}:{n}: {line.strip()[:80]}"
                      for n, line in enumerate(text_of(name).splitlines(), 1)
                      if words.search(line)]
        self.assertEqual(wrong, [])

    def test_no_secret_and_no_path_of_a_machine_is_in_the_repository(self):
        secret = re.compile(
            r"AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|xox[bap]-[0-9A-Za-z-]{10,}|"
            r"gh[pousr]_[0-9A-Za-z]{30,}|sk-[A-Za-z0-9]{20,}|"
            r"(?i:(password|passwd|secret|api_?key|token)\s*[:=]\s*['\"][^'\"\s$<{]{8,}['\"])|"
            r"[a-z]+://[^/\s:@]+:[^/\s:@]+@")
        machine = re.compile(r"(?<![\w/])/(work|root|home)/\w")
        wrong = []
        for name in tracked():
            if name == "tests/scenarios/style_test.py":
                continue
            for n, line in enumerate(text_of(name).splitlines(), 1):
                if secret.search(line) or machine.search(line):
                    wrong.append(f"{name}:{n}: {line.strip()[:80]}")
        self.assertEqual(wrong, [])

    def test_scripts_run_from_anywhere(self):
        for name in tracked("scripts/*", ".ci/run"):
            path = TOP / name
            if path.suffix in ("", ".sh") and text_of(name).startswith("#!"):
                self.assertTrue(path.stat().st_mode & 0o100, f"{name} is not executable")


if __name__ == "__main__":
    terminal.main()
