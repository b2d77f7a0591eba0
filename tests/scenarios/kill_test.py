"""Whatever kills it, at whatever instant: the same command goes on, nothing is lost, nothing twice."""

import os
import random
import shutil
import signal
import time

import book_dump
import terminal

STRETCH = "--from 2019-01-02 --to 2019-01-18".split()


class Killed(terminal.Story):
    def setUp(self):
        super().setUp()
        self.type(f"demo {self.folder}/first", expect=0)
        self.config_of("first", "init", expect=0)
        self.config_of("first", "import", self.folder / "first" / "book", expect=0)
        shutil.copytree(self.folder / "first", self.folder / "second")

    def config_of(self, name, *words, **options):
        return self.type("--config", self.folder / name / "jobs.toml", *words, **options)

    def undisturbed(self):
        self.config_of("first", "run", "cob", *STRETCH, expect=0)
        return book_dump.dump(self.folder / "first" / "wealth.db")

    def assert_same_as(self, expected):
        ours = book_dump.dump(self.folder / "second" / "wealth.db")
        for line, other in zip(ours, expected):
            self.assertEqual(line, other)
        self.assertEqual(len(ours), len(expected))
        self.config_of("second", "doctor", expect=0)

    def test_forty_kills_of_the_process_group_leave_the_book_as_if_undisturbed(self):
        expected = self.undisturbed()
        dice = random.Random(4)
        kills = 0
        for _ in range(40):
            process = self.start("--config", self.folder / "second" / "jobs.toml", "run", "cob",
                                 *STRETCH, "--quiet", start_new_session=True)
            deadline = time.monotonic() + dice.uniform(0.01, 0.6)
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.005)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                kills += 1
            process.communicate()
        self.assertGreater(kills, 5)
        self.config_of("second", "run", "cob", *STRETCH, expect=0)
        self.assert_same_as(expected)

    def test_a_file_that_cannot_grow_stops_the_run_and_the_next_one_goes_on(self):
        expected = self.undisturbed()
        refused = 0
        for blocks in (1200, 2400, 3000, 3600):  # of 1 KiB: somewhere in the middle of a day
            answer = self.shell(f"ulimit -f {blocks}; exec {terminal.BINARY} --config "
                                f"{self.folder}/second/jobs.toml run cob {' '.join(STRETCH)}")
            if answer.status != 0:
                refused += 1
                self.assertIn(answer.status, (70, 73, 74), repr(answer))
        self.config_of("second", "run", "cob", *STRETCH, expect=0)
        self.assertGreater(refused, 0)
        self.assert_same_as(expected)

    def shell(self, script):
        import subprocess
        done = subprocess.run(["/bin/sh", "-c", f"trap '' XFSZ; {script}"], cwd=self.folder,
                              env=self.environment(), capture_output=True, text=True, timeout=600)
        return terminal.Answer(done.returncode, done.stdout, done.stderr)


if __name__ == "__main__":
    terminal.main()
