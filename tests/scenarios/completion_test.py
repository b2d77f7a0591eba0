"""bash completion offers what --help prints, and the names of the book's configuration."""

import os
import re
import subprocess

import terminal

SCRIPT = terminal.TOP / "scripts" / "completion" / "wealthjobs.bash"


class Completion(terminal.Story):
    def offered(self, line):
        """What TAB offers at the end of a line; the program is `wealthjobs` in the path."""
        words = line.split(" ")
        folder = self.folder / "bin"
        if not folder.exists():
            folder.mkdir()
            (folder / "wealthjobs").symlink_to(os.path.abspath(terminal.BINARY))
        script = (f'source "{SCRIPT}"\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n'
                  '_wealthjobs\nprintf "%s\\n" "${COMPREPLY[@]}"\n')
        env = self.environment(PATH=f"{folder}:/usr/bin:/bin")
        done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=self.folder, env=env,
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""), line)
        return done.stdout.split()

    def commands(self):
        text = self.type("--help", expect=0).out.split("Subcommands:")[1].split("EXIT STATUS")[0]
        return re.findall(r"^  ([a-z][a-z-]*) ", text, flags=re.M)

    def options(self, *command):
        text = self.type(*command, "--help", expect=0).out
        names = " ".join(re.findall(r"^  (-\S+)", text, flags=re.M)).replace(",", " ")
        return set(names.split())

    def test_the_script_is_clean(self):
        done = subprocess.run(["bash", "-n", SCRIPT], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = subprocess.run(["bash", "-c", f'source "{SCRIPT}"; complete -p wealthjobs'],
                              capture_output=True, text=True)
        self.assertEqual(done.stdout.strip(), "complete -F _wealthjobs wealthjobs")

    def test_commands_and_global_options_are_those_of_the_help(self):
        commands = self.commands()
        self.assertGreater(len(commands), 20)
        self.assertEqual(set(self.offered("wealthjobs ")), set(commands) | self.options())
        self.assertEqual(self.offered("wealthjobs is-b"), ["is-business-day"])

    def test_options_of_every_command_are_those_of_its_help(self):
        everywhere = self.options()
        for command in self.commands():
            self.assertEqual(set(self.offered(f"wealthjobs {command} -")),
                             self.options(command) | everywhere, command)

    def test_names_come_from_the_program_and_its_configuration(self):
        self.config('[store]\ndatabase = "wealth.db"\n[pipeline.evening]\n'
                    '[[pipeline.evening.step]]\nname = "mail"\ncommand = ["/bin/true"]\n')
        self.assertEqual(self.offered("wealthjobs run "), ["cob", "evening", "monthly"])
        self.assertEqual(self.offered("wealthjobs --config jobs.toml plan e"), ["evening"])
        self.assertEqual(self.offered("wealthjobs run-job settle"), ["settle_trades"])
        self.assertEqual(self.offered("wealthjobs plan cob --format m"), ["mermaid"])
        self.assertEqual(self.offered("wealthjobs quarantine re"), ["resolve"])

    def test_files_and_folders_are_offered_where_they_are_wanted(self):
        self.write("book/trades.csv", "")
        self.write("jobs.toml", "")
        self.assertEqual(self.offered("wealthjobs import bo"), ["book"])
        self.assertEqual(self.offered("wealthjobs --config jo"), ["jobs.toml"])


if __name__ == "__main__":
    terminal.main()
