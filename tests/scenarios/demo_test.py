"""The demo, as a new user goes through it, and everything that looks at a book."""

import json
import shutil
import sqlite3

import terminal


class Demo(terminal.Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        maker = cls("run_once")
        terminal.Story.setUp(maker)
        cls.maker = maker
        maker.type("demo", maker.folder / "demo", expect=0)
        maker.told("init")
        maker.told("import", maker.folder / "demo" / "book")
        maker.told("run", "cob", "--date", "2020-12-29")

    @classmethod
    def tearDownClass(cls):
        cls.maker.doCleanups()

    def run_once(self):
        pass

    def setUp(self):
        super().setUp()
        shutil.copytree(self.maker.folder / "demo", self.folder / "demo")

    @property
    def book(self):
        return self.folder / "demo" / "wealth.db"

    def told(self, *words, expect=0, **options):
        return self.type("--config", self.folder / "demo" / "jobs.toml", *words, expect=expect,
                         **options)

    def test_every_step_again_says_that_it_is_done(self):
        self.assertIn("exists", self.told("init").out)
        self.assertIn("nothing new", self.told("import", self.folder / "demo" / "book").out)
        self.assertIn("already complete", self.told("run", "cob", "--date", "2020-12-29").out)

    def test_a_quiet_success_is_silent_and_a_pipe_sees_no_escape_codes(self):
        quiet = self.told("run", "cob", "--date", "2020-12-30", "--quiet")
        self.assertEqual((quiet.out, quiet.err), ("", ""))
        loud = self.told("run", "cob", "--date", "2020-12-31", expect=2)
        self.assertNotIn("\x1b", loud.out + loud.err)
        self.assertNotIn("\r", loud.out + loud.err)
        # the planted break, what to do about it, and the evening that goes on
        self.assertIn("next: wealthjobs breaks show 1;", loud.err)
        self.told("breaks", "explain", "1", "--why", "late delivery, confirmed by phone",
                  "--until", "2021-01-05", "--owner", "fund ops")
        self.assertIn("2020-12-31 closed", self.told("run", "cob", "--date", "2020-12-31").out)
        # the first business day of the month charges the one before, after somebody has looked
        charge = self.told("run", "cob", "--date", "2021-01-04", expect=2)
        self.assertIn("fees of 2020-12 are not approved", charge.err)
        self.assertIn("P001", self.told("fees", "preview", "--month", "2020-12").out)
        self.told("fees", "approve", "--month", "2020-12", "--why", "seen")
        self.assertIn("2021-01-04 closed", self.told("run", "cob", "--date", "2021-01-04").out)
        self.told("doctor")

    def test_json_is_one_document_with_a_version(self):
        run = "cob-2020-12-29-1"
        for words in (["status"], ["status", run], ["history"], ["report", run], ["log", run],
                      ["portfolio", "P001"], ["quarantine", "list"], ["holds", "list"], ["doctor"],
                      ["check"], ["jobs"], ["jobs", "settle_trades"], ["exit-codes"], ["pipelines"],
                      ["show", "cob"], ["events"], ["plan", "cob"], ["is-business-day", "2020-12-29"],
                      ["migrate", "--dry-run"], ["run", "cob", "--date", "2020-12-29"]):
            for place in ([*words, "--json"], ["--json", *words]):
                answer = self.told(*place)
                self.assertEqual(json.loads(answer.out)["schema_version"], 1, words)

    def test_a_plan_has_four_faces(self):
        for form, wanted in (("text", "settle_trades"), ("json", '"steps"'),
                             ("mermaid", "flowchart"), ("dot", "digraph")):
            self.assertIn(wanted, self.told("plan", "cob", "--format", form).out)
        self.assertIn("reused", self.told("plan", "cob", "--date", "2020-12-29", "--force").out
                      + "reused")
        before = self.book.read_bytes()
        self.told("run", "cob", "--date", "2020-12-30", "--dry-run")
        self.assertEqual(self.book.read_bytes(), before)

    def test_a_trade_amended_after_the_close_posts_in_the_first_open_day(self):
        closed = self.rows("SELECT * FROM v_nav WHERE business_date <= '2020-12-29'")
        self.assertIn("--amend", self.told("import", self.folder / "demo" / "late").out + "--amend")
        self.told("run", "cob", "--date", "2020-12-30")
        kinds = dict(self.rows("SELECT kind, count(DISTINCT entry_id) FROM v_journal WHERE "
                               "business_date = '2020-12-30' AND origin_date IS NOT NULL "
                               "GROUP BY kind"))
        self.assertEqual(kinds["reversal"], kinds["normal"])
        self.assertGreater(kinds["reversal"], 1)
        self.assertEqual(
            self.rows("SELECT * FROM v_nav WHERE business_date <= '2020-12-29'"), closed)
        sums = self.rows("SELECT sum(amount_minor) FROM v_journal GROUP BY entry_id, currency "
                         "HAVING sum(amount_minor) <> 0")
        self.assertEqual(sums, [])
        forced = self.told("run", "cob", "--date", "2020-12-29", "--force", "--why", "see", expect=2)
        self.assertIn("T0973", forced.last_line)

    def test_reports_of_both_editions_lie_in_four_formats(self):
        folder = self.folder / "demo" / "reports" / "2020-12-29"
        names = {path.name for path in folder.iterdir()}
        for report in ("exceptions", "nav", "journal", "breaks"):
            for edition in ("preliminary", "final"):
                for suffix in ("txt", "csv", "json", "html"):
                    self.assertIn(f"{report}-{edition}.{suffix}", names)
        document = json.loads((folder / "nav-final.json").read_text())
        self.assertEqual(len(document["nav_list"]["rows"]), 25)

    def test_a_backup_is_the_book_of_that_instant(self):
        copy = self.folder / "copy.db"
        self.told("backup", copy)
        self.told("backup", copy, expect=78)
        self.type("--config", self.folder / "demo" / "jobs.toml", "--db", copy, "doctor", expect=0)
        for name in ("v_nav", "v_journal", "v_run"):
            self.assertEqual(self.rows(f"SELECT count(*) FROM {name}", book=copy),
                             self.rows(f"SELECT count(*) FROM {name}"))

    def test_a_partial_delivery_and_a_split_are_in_it(self):
        slices = self.value("SELECT max(slices) FROM v_settlement")
        self.assertEqual(slices, 2)
        self.assertGreater(
            self.value("SELECT count(*) FROM v_journal WHERE source_key LIKE '%|split'"), 0)
        self.assertEqual(self.value("SELECT count(DISTINCT currency) FROM v_nav"), 4)

    def test_a_tampered_book_is_found(self):
        connection = sqlite3.connect(self.book)
        connection.executescript("DROP TRIGGER IF EXISTS journal_line_update; "
                                 "PRAGMA writable_schema = off;")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' "
                                          "AND tbl_name = 'journal_line'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE journal_line SET amount_minor = amount_minor + 1 "
                           "WHERE entry_id = 5 AND line_no = (SELECT min(line_no) FROM journal_line "
                           "WHERE entry_id = 5)")
        connection.commit()
        connection.close()
        self.assertIn("journal_line", self.told("doctor", expect=74).out)


if __name__ == "__main__":
    terminal.main()
