"""A disk that fails at a chosen write: 73 or 74 with the book named, a sound book, and the same command
finishes as if nothing had been. The faults are injected by strace into the program as it is."""

import shutil
import subprocess

import book_dump
import terminal

DAY = "2019-01-02"


class FailingDisk(terminal.Story):
    def setUp(self):
        super().setUp()
        if shutil.which("strace") is None or self.strace("true", "/bin/true").status != 0:
            if terminal.IN_CI and shutil.which("strace") is None:
                self.fail("strace is missing")
            self.skipTest("strace cannot trace here")
        self.type(f"demo {self.folder}/first", expect=0)
        for words in (["init"], ["import", self.folder / "first" / "book"]):
            self.type("--config", self.folder / "first" / "jobs.toml", *words, expect=0)

    def strace(self, inject, *command):
        words = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64,fdatasync,ftruncate"]
        if inject != "true":
            words += ["-P", f"{self.folder}/second/wealth.db", "-P",
                      f"{self.folder}/second/wealth.db-wal", "-e", f"inject={inject}"]
        done = subprocess.run([*words, *map(str, command)], env=self.environment(),
                              capture_output=True, text=True, timeout=300)
        return terminal.Answer(done.returncode, done.stdout, done.stderr)

    def cob(self, name):
        return [terminal.BINARY, "--config", self.folder / name / "jobs.toml", "run", "cob", "--date",
                DAY]

    def test_thirty_points_of_failure(self):
        shutil.copytree(self.folder / "first", self.folder / "fresh")
        self.type(*self.cob("first")[1:], expect=0)
        expected = book_dump.dump(self.folder / "first" / "wealth.db")
        failed = 0
        points = [(call, error, n) for n in (1, 2, 5, 9, 14, 20, 27, 40)
                  for call, error in (("pwrite64", "ENOSPC"), ("pwrite64", "EIO"),
                                      ("fdatasync", "EIO"), ("fdatasync", "ENOSPC"))][:30]
        for call, error, n in points:
            shutil.rmtree(self.folder / "second", ignore_errors=True)
            shutil.copytree(self.folder / "fresh", self.folder / "second")
            answer = self.strace(f"{call}:error={error}:when={n}", *self.cob("second"))
            if answer.status != 0:
                failed += 1
                self.assertIn(answer.status, (73, 74), f"{call} {error} {n}: {answer!r}")
                self.type("--config", self.folder / "second" / "jobs.toml", "doctor", expect=0)
            again = self.type(*self.cob("second")[1:])
            self.assertEqual(again.status, 0, f"{call} {error} {n}: {answer!r} then {again!r}")
            self.assertEqual(book_dump.dump(self.folder / "second" / "wealth.db"), expected,
                             f"{call} {error} {n}")
        self.assertGreater(failed, 15)


if __name__ == "__main__":
    terminal.main()
