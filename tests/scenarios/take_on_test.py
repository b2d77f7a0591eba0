"""An existing book is taken on mid-life and changed: opening balances, a sale of a taken-on lot, a
transfer out, a price that people set and that expires, an account that closes."""

import json

from terminal import Story, main

CONFIG = """[store]
database = "wealth.db"

[calendar]
primary = "XASX"
zone = "Australia/Sydney"
pinned_today = "2026-04-30"
"""

INSTRUMENTS = """instrument_id,name,kind,currency,calendar
BHP,BHP Group,equity,AUD,XASX
"""

PORTFOLIOS = """portfolio_id,name,client_id,base_currency,inception_date,benchmark_id
P1,First,C1,AUD,2015-01-02,
P2,Second,C2,AUD,2026-04-01,
"""

POSITIONS = """portfolio_id,date,instrument_id,lot_id,acquired_date,quantity,cost
P1,2026-04-01,BHP,L1,2015-03-02,100,4000.00
P1,2026-04-01,BHP,L2,2019-07-01,50,2500.00
"""

CASH = """portfolio_id,date,currency,amount
P1,2026-04-01,AUD,1500.00
"""

ACCRUALS = """portfolio_id,date,management_fee,interest,fee_carry,high_water_mark,units
P1,2026-04-01,12.34,1.10,56/100,1.25,6231.008
"""

PRICES = """instrument_id,date,close,currency
BHP,2026-04-01,42.00,AUD
BHP,2026-04-02,42.50,AUD
BHP,2026-04-07,42.80,AUD
BHP,2026-04-08,43.10,AUD
BHP,2026-04-09,43.20,AUD
"""


class TakeOn(Story):
    def setUp(self):
        super().setUp()
        self.config(CONFIG)
        for name, text in (
                ("instruments", INSTRUMENTS), ("portfolios", PORTFOLIOS),
                ("opening_positions", POSITIONS), ("opening_cash", CASH),
                ("opening_accruals", ACCRUALS), ("prices", PRICES)):
            self.write(f"book/{name}.csv", text)
        self.type("init", expect=0)
        self.type("import book", expect=0)

    def cob(self, day, expect=0):
        return self.type("run", "cob", "--date", day, expect=expect)

    def nav(self, day, portfolio="P1"):
        return self.rows("SELECT nav_minor, external_flow_minor FROM v_nav "
                         "WHERE portfolio_id = ? AND business_date = ?", portfolio, day)[0]

    def later(self, name, text):
        self.write(f"later/{name}.csv", text)
        answer = self.type("import later", expect=0)
        (self.folder / "later" / f"{name}.csv").unlink()
        return answer

    def findings(self, day, kind):
        return [text for (text,) in self.rows(
            "SELECT text FROM v_finding WHERE business_date = ? AND kind = ?", day, kind)]

    def test_first_close_sale_transfer_and_override(self):
        early = self.cob("2026-03-31", expect=2)
        self.assertIn("the first portfolio begins on 2026-04-01", early.last_line)
        self.assertIn("next: wealthjobs run cob --date 2026-04-01", early.last_line)

        self.cob("2026-04-01")
        self.assertEqual(self.rows("SELECT DISTINCT source_key, kind FROM v_journal"),
                         [("open|P1", "opening")])
        # 150 x 42.00 + 1,500.00 + 1.10 - 12.34, all of it from outside
        self.assertEqual(self.nav("2026-04-01"), (778876, 778876))
        self.assertEqual(self.nav("2026-04-01", "P2"), (0, 0))

        # a taken-on lot is sold with the cost that it came with
        self.later("trades", "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,"
                             "currency,commission\nT1,P1,BHP,sell,2026-04-02,120,42.50,AUD,0\n")
        # part of what is left goes to another custodian
        self.later("transfers", "transfer_id,portfolio_id,instrument_id,direction,date,quantity\n"
                                "X1,P1,BHP,out,2026-04-07,10\n")
        self.cob("2026-04-02")
        self.assertEqual(
            self.rows("SELECT lot_id, acquired_date, proceeds_minor - cost_minor FROM v_realised "
                      "ORDER BY lot_id"),
            [("L1", "2015-03-02", 25000), ("L2", "2019-07-01", -15000)])
        self.assertEqual(self.nav("2026-04-02")[1], 0)

        # the vendor is wrong on 04-07; the price that people set stands until 04-08
        wrong = self.type("price", "set", "BHP", "2026-04-07", "41", "--expires", "2026-04-08")
        self.assertEqual(wrong.status, 64)
        self.type("price", "set", "BHP", "2026-04-07", "41.00", "--expires", "2026-04-08",
                  "--why", "vendor is wrong", "--approved-by", "ann", expect=0)
        self.cob("2026-04-07")
        self.cob("2026-04-08")
        self.cob("2026-04-09")
        prices = "SELECT price_e6 FROM v_position WHERE portfolio_id = 'P1' AND business_date = ?"
        self.assertEqual([self.value(prices, f"2026-04-0{day}") for day in (7, 8, 9)],
                         [41000000, 41000000, 43200000])
        self.assertEqual(len(self.findings("2026-04-07", "overridden_price")), 1)
        self.assertEqual(self.findings("2026-04-08", "overridden_price"),
                         ["BHP: 41 of 2026-04-07 until 2026-04-08, approved by ann: "
                          "vendor is wrong"])
        self.assertEqual(self.findings("2026-04-09", "overridden_price"), [])
        self.assertEqual(self.nav("2026-04-07")[1], -41000)  # 10 went out at 41.00
        self.assertEqual(self.value("SELECT cost_minor FROM v_lot"), 100000)

        listed = self.type("price list --json", expect=0)
        self.assertIn("vendor is wrong", json.dumps(listed.json))
        event = json.loads(self.value(
            "SELECT payload_json FROM v_event WHERE type = 'PriceOverridden'"))
        self.assertEqual((event["price"], event["approved_by"]), ("41", "ann"))

        closed = self.type("price", "set", "BHP", "2026-04-09", "40", "--expires", "2026-04-30",
                           "--why", "late")
        self.assertEqual(closed.status, 2)
        self.assertIn("2026-04-09 is closed and keeps its pack", closed.last_line)
        self.assertIn("next: wealthjobs price set BHP 2026-04-10 40", closed.last_line)
        unknown = self.type("price", "set", "BPH", "2026-04-10", "40", "--expires", "2026-04-30",
                            "--why", "late")
        self.assertEqual(unknown.status, 64)
        self.assertIn('did you mean "BHP"?', unknown.last_line)
        self.type("doctor", expect=0)

    def test_an_amended_and_a_cancelled_transfer_of_a_closed_day(self):
        head = "action,transfer_id,portfolio_id,instrument_id,direction,date,quantity\n"
        self.later("transfers", head + ",X1,P1,BHP,out,2026-04-01,10\n")
        self.assertEqual(self.value("SELECT reason FROM v_quarantine"), "before_opening")
        self.later("transfers", head + ",X2,P1,BHP,out,2026-04-02,10\n")
        self.type("quarantine", "resolve", "1", "--as", "waived", "--why", "is in the opening",
                  expect=0)
        self.cob("2026-04-01")
        self.cob("2026-04-02")
        before = self.rows("SELECT * FROM v_nav WHERE business_date <= '2026-04-02'")
        conflict = self.write("later/transfers.csv", head + ",X2,P1,BHP,out,2026-04-02,12\n")
        self.assertEqual(self.type("import later").status, 65)
        conflict.unlink()
        self.later("transfers", head + "amend,X2,P1,BHP,out,2026-04-02,12\n")
        self.cob("2026-04-07")
        self.assertEqual(self.nav("2026-04-07")[1], -2 * 4280)
        self.later("transfers", head + "cancel,X2,P1,BHP,out,2026-04-02,12\n")
        self.cob("2026-04-08")
        self.assertEqual(self.nav("2026-04-08")[1], 12 * 4310)
        self.assertEqual(self.rows("SELECT * FROM v_nav WHERE business_date <= '2026-04-02'"),
                         before)
        self.assertEqual(self.value("SELECT sum(cost_minor) FROM v_lot"), 650000)
        self.type("doctor", expect=0)

    def test_an_account_that_closes_stops_nobody(self):
        self.cob("2026-04-01")
        self.later("portfolio_terms", "portfolio_id,from_date,status\nP2,2026-04-02,closed\n")
        late = self.later("cash_flows", "flow_id,portfolio_id,date,currency,amount,kind\n"
                                        "C1,P2,2026-04-02,AUD,24.00,other\n")
        self.assertIn("after_close", late.err)
        self.cob("2026-04-02")
        self.assertEqual(self.rows("SELECT * FROM v_hold"), [])
        self.assertEqual(self.rows("SELECT portfolio_id FROM v_nav "
                                   "WHERE business_date = '2026-04-02'"), [("P1",)])
        self.assertEqual(self.value("SELECT status FROM v_quarantine"), "open")

    def test_a_suspension_takes_its_haircut_until_it_ends(self):
        head = "instrument_id,from_date,to_date,haircut_bps,approved_by\n"
        nobody = self.later("suspensions", head + "BHP,2026-04-02,2026-04-07,2500,\n")
        self.assertIn("missing_value", nobody.err)
        self.type("quarantine", "resolve", "1", "--as", "waived", "--why", "sent again", expect=0)
        self.later("suspensions", head + "BHP,2026-04-02,2026-04-07,2500,ann\n")
        for day in ("2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08"):
            self.cob(day)
        values = self.rows("SELECT business_date, value_minor FROM v_position ORDER BY 1")
        self.assertEqual(values, [("2026-04-01", 630000), ("2026-04-02", 478125),
                                  ("2026-04-07", 481500), ("2026-04-08", 646500)])

    def test_the_same_folder_again_changes_nothing(self):
        self.cob("2026-04-01")
        self.cob("2026-04-02")
        again = self.type("import book", expect=0)
        self.assertIn("nothing new", again.out)
        self.type("run", "cob", "--date", "2026-04-02", "--force", "--why", "again", expect=0)
        self.assertEqual(self.value("SELECT count(DISTINCT entry_id) FROM v_journal"), 1)


if __name__ == "__main__":
    main()
