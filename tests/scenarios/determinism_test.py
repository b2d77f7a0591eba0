"""The same inputs give the same book: in any time zone, locale, folder and beside another book."""

import shutil

import book_dump
import terminal


class Determinism(terminal.Story):
    def setUp(self):
        super().setUp()
        self.type(f"demo {self.folder}/one", expect=0)
        shutil.copytree(self.folder / "one", self.folder / "two")

    def work(self, name, **environment):
        env = self.environment(**environment)
        for words in (["init"], ["import", self.folder / name / "book"],
                      ["run", "cob", "--from", "2019-03-01", "--to", "2019-03-06"]):
            self.type("--config", self.folder / name / "jobs.toml", *words, env=env, expect=0)

    def test_neither_zone_nor_locale_nor_home_changes_a_byte(self):
        self.work("one", TZ="Pacific/Auckland", LANG="tr_TR.UTF-8", LC_ALL="C", HOME="/nonexistent")
        self.work("two", TZ="UTC")
        self.assertEqual(book_dump.dump(self.folder / "one" / "wealth.db"),
                         book_dump.dump(self.folder / "two" / "wealth.db"))
        for path in sorted((self.folder / "one" / "reports").rglob("*.*")):
            other = self.folder / "two" / path.relative_to(self.folder / "one")
            self.assertEqual(path.read_bytes(), other.read_bytes(), path)

    def test_two_books_side_by_side_share_nothing(self):
        for name in ("one", "two"):
            config = self.folder / name / "jobs.toml"
            self.type("--config", config, "init", expect=0)
            self.type("--config", config, "import", self.folder / name / "book", expect=0)
        processes = [self.start("--config", self.folder / name / "jobs.toml", "run", "cob", "--date",
                                "2019-02-15") for name in ("one", "two")]
        answers = [process.communicate(timeout=600) for process in processes]
        self.assertEqual([process.returncode for process in processes], [0, 0], answers)
        self.assertEqual(book_dump.dump(self.folder / "one" / "wealth.db"),
                         book_dump.dump(self.folder / "two" / "wealth.db"))


if __name__ == "__main__":
    terminal.main()
