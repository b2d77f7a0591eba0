"""cmake --install puts everything where Debian users look for it."""

import os
import pathlib
import subprocess

import terminal
from terminal import TOP

BUILD = pathlib.Path(terminal.BINARY).resolve().parent


class Install(terminal.Story):
    def install(self, prefix="/usr"):
        done = subprocess.run(["cmake", "--install", str(BUILD), "--prefix", prefix],
                              env={**os.environ, "DESTDIR": str(self.folder / "root")},
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def root(self, *parts):
        return self.folder.joinpath("root", *parts)

    def setUp(self):
        super().setUp()
        if not (BUILD / "cmake_install.cmake").exists():
            self.skipTest(f"{BUILD} is no build folder")
        self.install()

    def test_every_file_has_its_place(self):
        files = {str(path.relative_to(self.root())) for path in self.root().rglob("*")
                 if path.is_file()}
        doc = "usr/share/doc/wealthjobs"
        self.assertEqual(files, {
            "usr/bin/wealthjobs",
            "etc/wealthjobs/jobs.toml",
            "usr/share/man/man1/wealthjobs.1",
            "usr/share/man/man5/wealthjobs.toml.5",
            "usr/share/man/man5/wealthjobs-import.5",
            "usr/share/man/man7/wealthjobs-jobs.7",
            "usr/share/bash-completion/completions/wealthjobs",
            f"{doc}/README.md",
            f"{doc}/LICENSE",
            f"{doc}/examples/crontab.example",
            f"{doc}/examples/systemd/wealthjobs-cob.service",
            f"{doc}/examples/systemd/wealthjobs-cob.timer",
            f"{doc}/examples/systemd/wealthjobs-failed@.service",
        })

    def test_the_installed_program_accepts_the_installed_configuration(self):
        program = self.root("usr/bin/wealthjobs")
        self.assertTrue(os.access(program, os.X_OK))
        done = subprocess.run([program, "check", self.root("etc/wealthjobs/jobs.toml")],
                              env=self.environment(), cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_a_configuration_that_was_changed_is_kept(self):
        config = self.root("etc/wealthjobs/jobs.toml")
        config.write_text("# ours\n")
        self.assertIn("Kept:", self.install())
        self.assertEqual(config.read_text(), "# ours\n")

    def test_another_prefix_keeps_to_itself(self):
        self.install("/opt/wealthjobs")
        self.assertTrue(self.root("opt/wealthjobs/bin/wealthjobs").exists())
        self.assertTrue(self.root("opt/wealthjobs/etc/wealthjobs/jobs.toml").exists())

    def test_local_installs_use_the_configuration_folder_of_the_machine(self):
        self.root("etc/wealthjobs/jobs.toml").unlink()
        self.install("/usr/local")
        self.assertTrue(self.root("etc/wealthjobs/jobs.toml").exists())
        self.assertTrue(self.root("usr/local/bin/wealthjobs").exists())

    def test_the_unit_knows_what_a_repetition_cannot_mend(self):
        unit = (TOP / "scripts/systemd/wealthjobs-cob.service").read_text()
        self.assertIn("\nSuccessExitStatus=3 10\n", unit)
        self.assertIn("\nRestartPreventExitStatus=2 64 65 66 70 73 74 77 78\n", unit)
        self.assertIn("\nOnFailure=wealthjobs-failed@%n.service\n", unit)

    def test_lines_of_the_crontab_example_can_be_typed(self):
        self.type("demo", "demo", expect=0)
        self.type("--config", "demo/jobs.toml", "init", expect=0)
        lines = [line for line in (TOP / "scripts/crontab.example").read_text().splitlines()
                 if line and not line.startswith("#") and "=" not in line.split()[0]]
        self.assertGreater(len(lines), 3)
        for line in lines:
            fields = line.split(None, 5)
            self.assertEqual(len(fields), 6, line)
            words = fields[5].split()
            self.assertEqual(words[0], "wealthjobs", line)
            self.type(words[1], "--help", expect=0)
            known = self.type(words[1], "--help").out + self.type("--help").out
            for word in words[2:]:
                if word.startswith("-"):
                    self.assertIn(word, known, line)


if __name__ == "__main__":
    terminal.main()
