"""People may take the last close back: the day is worked again and closed as its next version."""

import shutil
import sqlite3

import book_dump
import terminal

DAY = "2020-12-30"
WHY = ["--why", "custodian corrected", "--approved-by", "head of fund ops"]


class Reopened(terminal.Story):
    def setUp(self):
        super().setUp()
        self.type("demo .", expect=0)
        self.type("init", expect=0)
        self.type("import book", expect=0)
        shutil.rmtree(self.folder / "in")  # the planted break belongs to another story
        self.type(f"run cob --date {DAY} --quiet", expect=0)

    def closes(self):
        with sqlite3.connect(self.folder / "wealth.db") as book:
            return book.execute("SELECT business_date, version, state, hash, prev_hash FROM v_close "
                                "ORDER BY known_rev").fetchall()

    def test_the_last_closed_day_is_closed_again_as_its_next_version(self):
        first = self.closes()[-1]
        answer = self.type("reopen", DAY, *WHY, expect=0)
        self.assertIn(f"{DAY} is open again; close version 1 no longer holds", answer.out)
        self.assertEqual(self.closes()[-1][2], "reopened")
        self.assertIn("DayReopened", self.type("events --limit 1000", expect=0).out)
        answer = self.type(f"run cob --date {DAY}", expect=0)
        self.assertIn(f"{DAY} closed", answer.out)
        second = self.closes()[-1]
        self.assertEqual(second[1:3], (2, "closed"))
        self.assertEqual(second[4], first[3])
        self.type("doctor", expect=0)
        self.type("run cob --date 2020-12-31", expect=0)
        self.type("doctor", expect=0)

    def test_nothing_but_the_close_changes_where_nothing_else_did(self):
        before = [line for line in book_dump.dump(self.folder / "wealth.db")
                  if not line.startswith(("period_", "trial_balance", "report_edition"))]
        self.type("reopen", DAY, *WHY, expect=0)
        self.type(f"run cob --date {DAY}", expect=0)
        after = [line for line in book_dump.dump(self.folder / "wealth.db")
                 if not line.startswith(("period_", "trial_balance", "report_edition"))]
        self.assertEqual(before, after)

    def test_only_the_last_closed_day_and_only_with_reason_and_approval(self):
        self.type("run cob --date 2020-12-31 --quiet", expect=0)
        answer = self.type("reopen", DAY, *WHY, expect=2)
        self.assertIn("only the last closed day can be reopened, and that is 2020-12-31", answer.err)
        self.assertIn("next: wealthjobs reopen 2020-12-31", answer.err)
        self.assertIn("is not closed", self.type("reopen", "2021-01-04", *WHY, expect=2).err)
        self.assertIn("needs a reason", self.type("reopen 2020-12-31", expect=64).err)
        self.assertIn("who approved it",
                      self.type("reopen 2020-12-31 --why x", expect=64).err)
        self.assertIn("is no date", self.type("reopen", "tomorrow", *WHY, expect=64).err)
        self.type("doctor", expect=0)


if __name__ == "__main__":
    terminal.main()
