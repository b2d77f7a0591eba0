"""Six years of real closes and ECB rates: the first seven months of them, against Beancount.

scripts/real-book runs all 1,511 days; WEALTHJOBS_REAL_BOOK_TO moves the end of this story."""

import os
import subprocess

import book_dump
import terminal

LAST = os.environ.get("WEALTHJOBS_REAL_BOOK_TO", "2015-07-31")
CONFIG = ["--config", "jobs.toml"]


class RealBook(terminal.Story):
    def real_book(self, name, *words):
        shared = terminal.shared("books", "real_usd").parents[1]
        environment = dict(self.environment(), WEALTHJOBS_BINARY=terminal.BINARY,
                           WEALTHJOBS_SHARED=str(shared), PYTHONDONTWRITEBYTECODE="1")
        done = subprocess.run([terminal.TOP / "scripts" / "real-book", *words, "--to", LAST,
                               self.folder / name], env=environment, capture_output=True, text=True,
                              timeout=1400)
        proof = [line for line in done.stdout.splitlines() if line[:4] in ("ok  ", "FAIL")]
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(len(proof), 11, done.stdout)
        return self.folder / name

    def navs(self, folder):
        return self.rows("SELECT portfolio_id, business_date, nav_minor FROM v_nav ORDER BY 1, 2",
                         book=folder / "wealth.db")

    def test_every_figure_is_beancounts_and_corrections_leave_closed_days_alone(self):
        folder = self.real_book("plain")
        self.cycles_change_no_nav(folder)
        book = folder / "wealth.db"
        before = book_dump.dump(book)
        self.type(*CONFIG, "run", "cob", "--from", "2015-06-01", "--to", "2015-06-30", "--force",
                  "--why", "nothing changed", cwd=folder, expect=0)
        self.assertEqual(book_dump.dump(book), before, "--force over a closed month posts nothing")

        late = folder / "late"
        late.mkdir()
        header, first, *_ = (folder / "real_usd" / "trades.csv").read_text().splitlines()
        cells = first.split(",")
        cells[6] = str(int(cells[6]) - 10)
        (late / "trades.csv").write_text(f"action,{header}\namend,{','.join(cells)}\n")
        self.type(*CONFIG, "import", "late", cwd=folder, expect=0)
        next_day = self.value("SELECT max(business_date) FROM v_close", book=book)
        self.type(*CONFIG, "run", "cob", "--date", "2015-08-03", cwd=folder, expect=0)
        posted = self.rows("SELECT DISTINCT kind, effective_date, origin_date FROM v_journal "
                           "WHERE business_date = '2015-08-03' AND source_key LIKE 'trade|%|td|%'",
                           book=book)
        self.assertEqual({row[0] for row in posted}, {"reversal", "normal"})
        self.assertEqual({row[1] for row in posted}, {"2015-08-03"})
        self.assertTrue(all(origin <= next_day for _, _, origin in posted))
        after = set(book_dump.dump(book))
        kept = [line for line in before
                if line.split("|")[0] in ("journal_entry", "journal_line", "portfolio_nav",
                                          "cash_value", "trial_balance", "period_close", "pack")]
        self.assertEqual([line for line in kept if line not in after], [])
        self.type(*CONFIG, "doctor", cwd=folder, expect=0)

    def cycles_change_no_nav(self, plain):
        """Without settlement dates T+3 applies, and every nav is the same."""
        stripped = self.real_book("stripped", "--strip-settle-dates")
        self.assertGreater(
            self.value("SELECT count(*) FROM v_settlement WHERE contractual_date > trade_date",
                       book=stripped / "wealth.db"), 0)
        self.assertEqual(self.navs(stripped), self.navs(plain))


if __name__ == "__main__":
    terminal.main()
