"""A month of fees on the command line: preview, approval, charge, rebate, waiver, reversal."""


import datetime

import terminal


class Fees(terminal.Story):
    """1,000.00 USD at 36.5 % a year: 1.00 a day, 30.00 for April 2020 and 3.00 of tax."""

    def setUp(self):
        super().setUp()
        self.config('[store]\ndatabase = "wealth.db"\n[jobs.charge_fees]\nrequire_approval = true\n')
        self.write("book/instruments.csv",
                   "instrument_id,name,kind,currency,calendar\nAAPL,Apple,equity,USD,XNYS")
        days = [datetime.date(2020, 4, 1) + datetime.timedelta(n) for n in range(40)]
        self.write("book/prices.csv", "instrument_id,date,close,currency\n" + "\n".join(
            f"AAPL,{day},10,USD" for day in days if day.weekday() < 5))
        self.write("book/portfolios.csv",
                   "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id,"
                   "fee_schedule_id\nP1,One,C1,USD,2020-04-01,,F\nP2,Two,C2,USD,2020-04-01,,")
        self.write("book/cash_flows.csv", "flow_id,portfolio_id,date,currency,amount,kind\n"
                   "F1,P1,2020-04-01,USD,1000.00,deposit\nF2,P2,2020-04-01,USD,500.00,deposit")
        self.write("book/fee_schedules.csv",
                   "fee_schedule_id,from_date,kind,currency,bps,gst_bps\n"
                   "F,2020-01-01,management,USD,3650,1000")
        self.type("init", expect=0)
        self.type("import", self.folder / "book", expect=0)

    def cobs(self, first, last):
        self.type("run", "cob", "--from", first, "--to", last, "--quiet", expect=0)

    def test_a_month_from_accrual_to_reversal(self):
        self.cobs("2020-04-01", "2020-04-30")
        row = self.type("fees preview --month 2020-04 --json", expect=0).json["fees"]["rows"][0]
        self.assertEqual((row["fee"], row["gst"], row["total"], row["state"]),
                         ("30.00", "3.00", "33.00", "to charge"))
        blocked = self.type("run cob --date 2020-05-01", expect=2)
        self.assertIn("fees of 2020-04 are not approved", blocked.err)
        self.assertEqual(self.type("fees approve --month 2020-04", expect=64).out, "")
        self.type("fees", "approve", "--month", "2020-04", "--why", "checked", expect=0)
        self.type("fees", "rebate", "P1", "10.00", "--month", "2020-04", "--why", "agreed", expect=0)
        self.assertIn("stale", self.type("fees preview --month 2020-04", expect=0).out)
        stale = self.type("run cob --date 2020-05-01", expect=2)
        self.assertIn("changed after they were approved", stale.err)
        self.type("fees", "approve", "--month", "2020-04", "--why", "again", "--approved-by", "greta",
                  expect=0)
        self.type("run cob --date 2020-05-01", expect=0)
        self.assertEqual(self.rows("SELECT portfolio_id, paid_minor, released_minor FROM v_fee_charge"),
                         [("P1", 2200, 1100)])
        self.assertEqual(self.rows("SELECT amount_minor FROM v_journal WHERE source_key ="
                                   " 'fee_charge|P1|2020-04' AND account = 1000"), [(-2200,)])
        late = self.type("fees", "waive", "P1", "--month", "2020-04", "--why", "goodwill", expect=64)
        self.assertIn("fees reverse P1 --month 2020-04", late.err)
        self.type("fees", "reverse", "P1", "--month", "2020-04", "--why", "goodwill", expect=0)
        self.type("fees", "waive", "P1", "--month", "2020-04", "--why", "goodwill", expect=0)
        self.assertEqual(self.rows("SELECT effective_date, origin_date FROM v_journal WHERE"
                                   " source_key LIKE 'fee_charge%x0' AND account = 1000"),
                         [("2020-05-04", "2020-05-01")])
        events = [row[0] for row in self.rows("SELECT type FROM v_event WHERE type LIKE 'Fee%'")]
        self.assertEqual(events, ["FeesApproved", "FeeRebated", "FeesApproved", "FeeReversed",
                                  "FeeWaived"])
        self.type("run cob --date 2020-05-04", expect=0)
        self.type("doctor", expect=0)

    def test_mistakes_are_named(self):
        for words, part in ((("fees", "preview", "--month", "2020-4"), "is no month"),
                            (("fees", "waive", "--month", "2020-04", "--why", "x"), "needs a portfolio"),
                            (("fees", "waive", "P9", "--month", "2020-04", "--why", "x"),
                             'no portfolio "P9"'),
                            (("fees", "rebate", "P1", "x", "--month", "2020-04", "--why", "x"),
                             "is no amount of USD"),
                            (("fees", "reverse", "P1", "--month", "2020-04", "--why", "x"),
                             "no charge of 2020-04 stands"),
                            (("fees", "preview"), "--month")):
            answer = self.type(*words, expect=64)
            self.assertIn(part, answer.err, words)
        self.type("fees", "approve", "--month", "2020-04", "--why", "x", expect=66)


if __name__ == "__main__":
    terminal.main()
