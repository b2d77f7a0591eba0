"""A day is worked again: other parameters, --force, --restate, and what a closed day answers."""

import terminal

DAY = "2020-06-30"
CONFIG = '[store]\ndatabase = "wealth.db"\n'
OTHER = CONFIG + "[jobs.value_portfolios]\nstale_fail_bd = 9\n"
CLOSES = {"2020-06-26": "91.00", "2020-06-29": "91.50", DAY: "91.20"}


class Rerun(terminal.Story):
    def setUp(self):
        super().setUp()
        self.config(CONFIG)
        self.type("init", expect=0)
        self.write("book/instruments.csv", "instrument_id,name,kind,currency,calendar\n"
                                           "AAPL,Apple,equity,USD,XNYS\n")
        self.write("book/portfolios.csv",
                   "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id\n"
                   "P1,First,C1,USD,2020-06-29,\n")
        self.write("book/cash_flows.csv", "flow_id,portfolio_id,date,currency,amount,kind\n"
                                          "C1,P1,2020-06-29,USD,5000.00,deposit\n")
        self.write("book/trades.csv",
                   "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,"
                   "commission\nT1,P1,AAPL,buy,2020-06-29,10,91.50,USD,0\n")
        self.write("book/prices.csv", "instrument_id,date,close,currency\n" + "".join(
            f"AAPL,{date},{close},USD\n" for date, close in CLOSES.items()))
        self.type("import book", expect=0)
        self.type("run cob --date 2020-06-29", expect=0)

    def run_it(self, *more, **options):
        return self.type("run", "cob", "--date", DAY, *more, **options)

    def states(self, n):
        return dict(self.rows("SELECT step, state FROM step WHERE run_id = ?", f"cob-{DAY}-{n}"))

    def work_without_close(self):
        words = [word for name in ("ingest", "fx", "pack", "settle", "value", "interest", "fees",
                                      "marks", "reports")
                 for word in ("--step", name)]
        self.run_it(*words, expect=0)

    def test_other_parameters_of_an_open_day_need_restate(self):
        self.work_without_close()
        self.config(OTHER)
        answer = self.run_it("--force", "--why", "looser ages", expect=65)
        self.assertIn(f"value: input_changed: stale_fail_bd was 5, is 9 since {DAY} was worked",
                      answer.last_line)
        self.assertIn("--restate", answer.last_line)
        entries = self.value("SELECT count(*) FROM journal_entry")
        self.run_it("--restate", "--why", "looser ages", expect=0)
        self.assertEqual(self.value("SELECT count(*) FROM journal_entry"), entries)
        self.assertEqual(self.value("SELECT count(*) FROM v_close WHERE business_date = ?", DAY), 1)
        self.assertEqual(self.type("doctor").status, 0)

    def test_another_pack_supersedes_the_first_and_everything_behind_it_recomputes(self):
        self.work_without_close()
        self.config(CONFIG + '[jobs.build_pack]\npolicy = "evening"\n')
        answer = self.run_it("--force", "--why", "another policy", expect=65)
        self.assertIn("pack: input_changed: policy was close, is evening", answer.last_line)
        self.run_it("--restate", "--why", "another policy", expect=0)
        packs = self.rows("SELECT pack_id, supersedes FROM v_pack WHERE business_date = ? "
                          "ORDER BY supersedes IS NOT NULL", DAY)
        self.assertEqual(len(packs), 2)
        self.assertEqual(packs[1][1], packs[0][0])
        self.assertEqual(self.value("SELECT DISTINCT pack_id FROM v_nav WHERE business_date = ?",
                                    DAY), packs[1][0])
        steps = self.states(3)
        self.assertEqual(steps["value"], "succeeded")

    def test_a_forced_run_that_fails_leaves_the_closed_day_complete(self):
        self.run_it(expect=0)
        self.config(OTHER)
        answer = self.run_it("--force", "--why", "looser ages", expect=2)
        self.assertIn("stale_fail_bd was 5, is 9", answer.last_line)
        answer = self.run_it("--json", expect=0)
        self.assertEqual(answer.json["outcome"], "already_complete")
        self.assertEqual(answer.json["run_id"], f"cob-{DAY}-1")
        self.assertEqual(self.value("SELECT count(*) FROM run WHERE business_date = ?",
                                    18443), 2)
        self.assertIn("already complete", self.run_it(expect=0).out)
        self.config(CONFIG)
        self.run_it("--force", "--why", "as it was", expect=0)

    def test_a_released_hold_makes_the_nav_official(self):
        self.work_without_close()
        self.write("late/trades.csv",
                   "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,"
                   f"commission\nT2,P1,AAPL,sell,{DAY},500,91.20,USD,0\n")
        self.type("import late", expect=0)
        self.run_it(expect=2)
        holds = self.type("holds list --json", expect=0).json["holds"]["rows"]
        self.assertTrue(holds)
        self.assertEqual(self.value("SELECT status FROM portfolio_nav WHERE day = 18443"), "held")
        self.type("holds", "release", "P1", "--why", "the sale is right", expect=0)
        self.run_it(expect=0)
        self.assertEqual(self.value("SELECT status FROM portfolio_nav WHERE day = 18443"),
                         "official")


if __name__ == "__main__":
    terminal.main()
