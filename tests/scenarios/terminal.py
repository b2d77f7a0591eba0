"""A terminal for the scenarios: a scratch folder, the real binary, and what it printed.

A story is a unittest.TestCase derived from Story. It types commands with self.type("run cob"),
looks at .out, .err and .status, and at rows with self.rows("SELECT ...").
"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("WEALTHJOBS_BINARY", str(TOP / "build" / "wealthjobs"))
SHARED = pathlib.Path(os.environ.get("WEALTHJOBS_SHARED", TOP.parent / "shared"))
IN_CI = os.environ.get("CI") == "true"


class Answer:
    """What one command answered."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def last_line(self):
        lines = self.err.strip().splitlines()
        return lines[-1] if lines else ""

    def __repr__(self):
        return f"exit {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


class Story(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="wealthjobs-story-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    # -- typing ---------------------------------------------------------------------------------
    def environment(self, **extra):
        """cron's environment: a path and nothing else."""
        env = {"PATH": "/usr/bin:/bin"}
        for name in ("TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        env.update(extra)
        return env

    def start(self, *words, env=None, cwd=None, **options):
        """A command that is left running."""
        return subprocess.Popen(
            [BINARY, *self.words(words)], cwd=cwd or self.folder, env=env or self.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            errors="replace", **options)

    @staticmethod
    def words(words):
        return words[0].split() if len(words) == 1 else [str(word) for word in words]

    def type(self, *words, expect=None, env=None, cwd=None, timeout=600):
        """One command to its end. type("run cob --date D") or type("hold", "--why", "two words")."""
        process = self.start(*words, env=env, cwd=cwd)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            self.fail(f"{words} did not end within {timeout} s\n{out}\n{err}")
        answer = Answer(process.returncode, out, err)
        if expect is not None:
            self.assertEqual(answer.status, expect, f"{words}: {answer!r}")
        return answer

    # -- looking ----------------------------------------------------------------------------------
    @property
    def book(self):
        return self.folder / "wealth.db"

    def rows(self, sql, *values, book=None):
        connection = sqlite3.connect(f"file:{book or self.book}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def value(self, sql, *values, book=None):
        rows = self.rows(sql, *values, book=book)
        self.assertTrue(rows, f"no row: {sql}")
        return rows[0][0]

    # -- writing ----------------------------------------------------------------------------------
    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.endswith("\n") or not text else text + "\n")
        return path

    def config(self, text=""):
        return self.write("jobs.toml", text or '[store]\ndatabase = "wealth.db"\n')


def shared(*parts):
    """A path below the shared reference data; skips the story where it is absent, never in CI."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        if IN_CI:
            raise AssertionError(f"reference data is missing: {path}")
        raise unittest.SkipTest(f"reference data is not here: {path}")
    return path


def main():
    program = unittest.main(exit=False, verbosity=1)
    result = program.result
    everything_skipped = result.testsRun > 0 and len(result.skipped) == result.testsRun
    sys.exit(1 if not result.wasSuccessful() else 77 if everything_skipped else 0)
