"""The evening's control against the custodian: a break, its explanation, a file that is late."""

import json

import terminal

BOOK = {
    "instruments.csv": "instrument_id,name,kind,currency,calendar\n"
                       "AAPL,Apple,equity,USD,XNYS\nMSFT,Microsoft,equity,USD,XNYS\n",
    "portfolios.csv": "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id\n"
                      "P1,First,C1,USD,2020-06-01,\nP2,Second,C2,USD,2020-06-01,\n",
    "cash_flows.csv": "flow_id,portfolio_id,date,currency,amount,kind\n"
                      "F1,P1,2020-06-01,USD,100000.00,deposit\n"
                      "F2,P2,2020-06-01,USD,900000.00,deposit\n",
    "trades.csv": "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,"
                  "commission\nT1,P1,AAPL,buy,2020-06-01,100,300.00,USD,5.00\n"
                  "T2,P2,MSFT,buy,2020-06-01,1000,180.00,USD,5.00\n",
}
DAYS = ("2020-06-01", "2020-06-02", "2020-06-03", "2020-06-04", "2020-06-05", "2020-06-08",
        "2020-06-09", "2020-06-10", "2020-06-11", "2020-06-12")
POSITIONS = "statement_date,custodian,account,portfolio_id,instrument_id,quantity\n"
CASH = "statement_date,custodian,account,portfolio_id,currency,amount\n"


class Custodian(terminal.Story):
    def setUp(self):
        super().setUp()
        for name, text in BOOK.items():
            self.write("book/" + name, text)
        prices = "".join(f"AAPL,{day},300.00,USD\nMSFT,{day},180.00,USD\n" for day in DAYS)
        self.write("book/prices.csv", "instrument_id,date,close,currency\n" + prices)
        self.configure("")
        self.type("init", expect=0)
        self.type("import", self.folder / "book", expect=0)

    def configure(self, text):
        self.config('[store]\ndatabase = "wealth.db"\n' + text)

    def statement(self, folder, day, apple=100, cash="69995.00", microsoft=1000, more=""):
        """What BNY says of a day; the trades of 06-01 settle on 06-03."""
        self.write(f"{folder}/custodian_positions.csv", POSITIONS +
                   f"{day},BNY,A1,P1,AAPL,{apple}\n{day},BNY,A2,P2,MSFT,{microsoft}\n" + more)
        self.write(f"{folder}/custodian_cash.csv", CASH +
                   f"{day},BNY,A1,P1,USD,{cash}\n{day},BNY,A2,P2,USD,719995.00\n")

    def cob(self, day, expect=0, *words):
        return self.type("run", "cob", "--date", day, *words, expect=expect)

    def close_through(self, day):
        for each in DAYS:
            if each <= day:
                self.cob(each)

    def close_record(self, day):
        return json.loads(self.value("SELECT record_json FROM v_close WHERE business_date = ?", day))

    def breaks(self, *words):
        answer = self.type("breaks", "list", *words, "--json", expect=0)
        return answer.json["breaks"]["rows"]

    # -- stories ----------------------------------------------------------------------------------
    def test_a_book_without_custodian_files_closes_and_says_so(self):
        self.cob("2020-06-01")
        self.assertIsNone(self.close_record("2020-06-01")["custodian_reconciled_through"])
        text = (self.folder / "reports/2020-06-01/nav-final.txt").read_text()
        self.assertIn("not custodian-reconciled", text)
        self.assertIn("nothing was reconciled", self.value(
            "SELECT text FROM v_finding WHERE job = 'reconcile_custodian'"))

    def test_an_agreeing_statement_reconciles_the_book_through_its_day(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03")
        self.assertIn("4 matched, 0 explained, 0 accepted, 0 unexplained",
                      self.cob("2020-06-04").out)
        record = self.close_record("2020-06-04")
        self.assertEqual(record["custodian_reconciled_through"], "2020-06-03")
        text = (self.folder / "reports/2020-06-04/breaks-final.txt").read_text()
        self.assertIn("custodian-reconciled through 2020-06-03", text)
        self.assertEqual(self.rows("SELECT custodian, statement_date, status, matched FROM v_recon"),
                         [("BNY", "2020-06-03", "passed", 4)])
        self.assertEqual(self.breaks("--all"), [])

    def test_a_break_gates_until_somebody_explains_it(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03", apple=40)
        blocked = self.cob("2020-06-04", 2)
        self.assertRegex(
            blocked.last_line,
            r"^wealthjobs: cob 2020-06-04: gate_blocked: reconcile: unexplained differences of "
            r"18,000\.00 USD, more than 5 bps of the book: break 1 \(AAPL of P1 at BNY: ours 100, "
            r"theirs 40, 0 business days old\); next: wealthjobs breaks show 1")
        self.assertEqual(self.rows("SELECT 1 FROM v_close WHERE business_date = '2020-06-04'"), [])
        self.assertEqual(self.value("SELECT state FROM v_step WHERE step = 'reconcile' AND "
                                    "run_id = 'cob-2020-06-04-1'"), "blocked")
        row, = self.breaks("--open")
        self.assertEqual((row["break_id"], row["status"], row["class"], row["difference"]),
                         ("1", "open", "unexplained", "-60"))

        self.type("breaks", "explain", "1", "--until", "2020-06-08", "--owner", "ops", expect=64)
        told = self.type("breaks", "explain", "1", "--why", "transfer in flight", "--until",
                         "2020-06-08", "--owner", "ops", expect=0)
        self.assertEqual(told.out, "break 1: the difference of -60 is explained until 2020-06-08\n")
        self.assertIn("1 accepted, 0 unexplained", self.cob("2020-06-04").out)
        self.assertEqual(self.close_record("2020-06-04")["breaks"], {"explained": 1})
        self.assertEqual(self.breaks("--open"), [])
        shown = self.type("breaks", "show", "1", expect=0).out
        self.assertIn("transfer in flight", shown)
        event = self.value("SELECT payload_json FROM v_event WHERE type = 'BreakExplained'")
        self.assertEqual(json.loads(event)["identity"], "qty|BNY|A1|P1|AAPL")

        # another difference is another matter: it opens again and keeps its age
        self.statement("in/2020-06-05", "2020-06-04", apple=30)
        self.assertIn("theirs 30, 1 business day old", self.cob("2020-06-05", 2).last_line)
        self.assertEqual([change for change, in self.rows(
            "SELECT change FROM v_break_event ORDER BY n")],
            ["first_seen", "explained", "reopened"])

        # and when the custodian agrees again, the break ends by itself
        self.statement("mended", "2020-06-04")
        self.type("import", self.folder / "mended", expect=0)
        self.cob("2020-06-05")
        self.assertEqual(self.rows("SELECT break_id, status FROM v_break"), [(1, "resolved")])
        self.assertEqual(self.breaks(), [])

    def test_the_file_of_a_required_custodian_is_late(self):
        self.close_through("2020-06-03")
        self.configure('[custodian.BNY]\nrequired = true\nexpected_by = "09:30"\n')
        late = self.cob("2020-06-04", 66)
        self.assertIn("data_missing: reconcile: no statement of BNY for 2020-06-03, expected by "
                      "09:30; next: wealthjobs import DIR", late.last_line)
        self.statement("in/2020-06-04", "2020-06-03")
        self.type("import", self.folder / "in/2020-06-04", expect=0)
        self.assertIn("2020-06-04 closed", self.cob("2020-06-04").out)

    def test_a_file_that_is_not_required_may_stay_away(self):
        self.close_through("2020-06-03")
        self.configure("[custodian.BNY]\nlag_bd = 1\n")
        self.cob("2020-06-04")
        self.assertEqual(self.value("SELECT text FROM v_finding WHERE kind = 'missing_statement'"),
                         "no statement of BNY for 2020-06-03")
        self.assertIsNone(self.close_record("2020-06-04")["custodian_reconciled_through"])

    def test_an_override_passes_the_gate_and_stands_in_the_record_and_on_the_reports(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03", cash="60000.00")
        self.cob("2020-06-04", 2)
        self.cob("2020-06-04", 0, "--override", "reconcile", "--why", "BNY confirmed by phone",
                 "--approved-by", "cfo")
        overrides = self.close_record("2020-06-04")["overrides"]
        self.assertEqual([row["why"] for row in overrides], ["BNY confirmed by phone"])
        self.assertIn("9,995.00 USD", overrides[0]["gate"])
        text = (self.folder / "reports/2020-06-04/exceptions-final.txt").read_text()
        self.assertIn("BNY confirmed by phone", text)
        self.assertEqual(self.value("SELECT status FROM v_break"), "open")
        self.assertEqual(self.rows("SELECT status FROM v_recon ORDER BY recon_id"),
                         [("blocked",), ("overridden",)])

    def test_one_portfolio_out_of_tolerance_is_held_and_the_close_says_which(self):
        self.close_through("2020-06-03")
        # one share of 300.00: 3 bps of the book, 30 bps of P1
        self.statement("in/2020-06-04", "2020-06-03", apple=99)
        blocked = self.cob("2020-06-04", 2)
        self.assertIn("close: 1 portfolio held; P1: custodian_break: break 1 (AAPL of P1",
                      blocked.last_line)
        self.type("breaks", "resolve", "1", "--why", "fraction paid out in cash", expect=0)
        self.cob("2020-06-04")
        self.assertEqual(self.value("SELECT status FROM v_break"), "written_off")
        self.assertEqual(self.rows("SELECT * FROM v_hold WHERE state = 'open'"), [])
        self.statement("in/2020-06-05", "2020-06-04", apple=99)
        self.cob("2020-06-05")
        self.assertEqual(self.breaks(), [])
        self.assertEqual([row["status"] for row in self.breaks("--all")], ["written_off"])

    def test_an_old_break_gates_however_small_it_is(self):
        self.configure("[jobs.reconcile_custodian]\ngate_age_bd = 1\n[custodian.BNY]\n"
                       "nav_tol_bps = 100\n")
        self.close_through("2020-06-03")
        for day, before in zip(DAYS[3:5], DAYS[2:4]):
            self.statement(f"in/{day}", before, apple=99)
            self.cob(day)
        self.statement("in/2020-06-08", "2020-06-05", apple=99)
        self.assertIn("unexplained for more than 1 business day: break 1 (AAPL of P1 at BNY: ours "
                      "100, theirs 99, 2 business days old)", self.cob("2020-06-08", 2).last_line)
        self.assertEqual([row["age_bd"] for row in self.breaks("--date", "2020-06-08")], ["2"])
        self.assertEqual([row["age_bd"] for row in self.breaks("--date", "2020-06-05")], ["1"])

    def test_an_id_that_the_book_does_not_know_is_a_break_and_no_refusal(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03",
                       more="2020-06-03,BNY,A9,P9,AAPL,7\n2020-06-03,BNY,A1,P1,GOOG,5\n")
        self.cob("2020-06-04")
        self.assertEqual(
            self.rows("SELECT kind, account, portfolio_id, subject, class, status FROM v_break"),
            [("static", "A1", "P1", "GOOG", "static_mapping", "explained"),
             ("static", "A9", "P9", "AAPL", "static_mapping", "explained")])

    def test_a_statement_is_taken_whole(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03", microsoft="many")
        gate = self.cob("2020-06-04", 65)
        self.assertIn("the statement of BNY for 2020-06-03 is not complete: 1 row in quarantine, "
                      "the first 2020-06-04/custodian_positions.csv:3:", gate.last_line)
        self.statement("in/2020-06-04", "2020-06-03")
        self.type("import", self.folder / "in/2020-06-04", expect=0)
        self.cob("2020-06-04")
        # repeated lines, and a control total that does not add up
        again = "2020-06-04,BNY,A1,P1,AAPL,100\n"
        self.write("twice/custodian_positions.csv", POSITIONS + again + again)
        self.assertIn("1 row repeated", self.type("import", self.folder / "twice",
                                                  expect=65).last_line)
        self.write("total/custodian_positions.csv",
                   POSITIONS + again + "2020-06-04,BNY,*,*,*,1100\n")
        self.assertIn("add up to 100000000, the trailer says 1100000000",
                      self.type("import", self.folder / "total", expect=65).last_line)
        # the statement of another day
        self.statement("in/2020-06-05", "2020-06-05")
        self.assertIn("wrong date: the rows of BNY end on 2020-06-05, not on 2020-06-04",
                      self.cob("2020-06-05", 65).last_line)

    def test_a_second_run_finds_nothing_new(self):
        self.close_through("2020-06-03")
        self.statement("in/2020-06-04", "2020-06-03")
        self.cob("2020-06-04")
        before = self.rows("SELECT * FROM recon_run")
        forced = self.cob("2020-06-04", 0, "--force", "--why", "look again")
        self.assertRegex(forced.out, r"reused +reconcile")
        self.assertEqual(self.rows("SELECT * FROM recon_run"), before)
        self.type("doctor", expect=0)

    def test_an_unsettled_purchase_is_matched_with_what_is_pending(self):
        self.cob("2020-06-01")
        self.write("in/2020-06-02/custodian_positions.csv", POSITIONS)
        self.write("in/2020-06-02/custodian_cash.csv", CASH +
                   "2020-06-01,BNY,A1,P1,USD,100000.00\n2020-06-01,BNY,A2,P2,USD,900000.00\n")
        self.cob("2020-06-02")
        self.assertEqual(self.value("SELECT matched FROM v_recon"), 2)
        # and a custodian that settled it a day early is explained by it
        self.statement("in/2020-06-03", "2020-06-02")
        self.cob("2020-06-03")
        self.assertEqual(
            self.rows("SELECT subject, difference, class, causes FROM v_recon_item WHERE "
                      "business_date = '2020-06-03' AND portfolio_id = 'P1' ORDER BY subject"),
            [("AAPL", 100_000_000, "pending_settlement", "trade|T1|set|1"),
             ("USD", -3_000_500, "pending_settlement", "trade|T1|set|1")])


if __name__ == "__main__":
    terminal.main()
