"""Bad input gets one clear line, the right exit status, and nothing is lost or half-written."""

import book_dump
import terminal

BOOK = {
    "instruments.csv": "instrument_id,name,kind,currency,calendar\nABC,Abc,equity,USD,XNYS\n",
    "portfolios.csv": "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id\n"
                      "P1,One,C1,USD,2020-01-02,B\nP2,Two,C2,USD,2020-01-02,B\n",
    "cash_flows.csv": "flow_id,portfolio_id,date,currency,amount,kind\n"
                      "F1,P1,2020-01-02,USD,1000.00,deposit\nF2,P2,2020-01-02,USD,1000.00,deposit\n",
    "prices.csv": "instrument_id,date,close,currency\nABC,2020-01-02,10.00,USD\n"
                  "ABC,2020-01-03,10.10,USD\n",
}
TRADES = ("trade_id,portfolio_id,instrument_id,side,trade_date,settle_date,quantity,price,currency,"
          "commission\n")
GOOD = "T1,P1,ABC,buy,2020-01-02,2020-01-02,5,10.00,USD,1.00\n"


class HostileInput(terminal.Story):
    def setUp(self):
        super().setUp()
        self.config()
        self.type("init", expect=0)
        for name, text in BOOK.items():
            self.write(f"book/{name}", text)
        self.type("import book", expect=0)

    def refuse(self, data, *wanted, name="trades.csv"):
        """The import answers 65, names place and cause, and leaves every table but the register."""
        folder = self.folder / "bad"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        before = self.content()
        answer = self.type("import bad", expect=65)
        self.assertIn("bad/" + name, answer.last_line)
        for text in wanted:
            self.assertIn(text, answer.err)
        self.assertTrue(answer.last_line.startswith("wealthjobs: data_invalid: "), answer.err)
        self.assertEqual(self.content(), before)
        status, reason = self.rows("SELECT status, reason FROM file_register WHERE path LIKE '%bad%' "
                                   "ORDER BY n DESC LIMIT 1")[0]
        self.assertEqual(status, "refused")
        self.assertTrue(reason)
        path.unlink()

    def content(self):
        return [line for line in book_dump.dump(self.book) if not line.startswith("file_register")]

    def test_structural_faults_refuse_the_whole_import(self):
        self.refuse(b"\xff\xfe" + (TRADES + GOOD).encode("utf-16-le"), "UTF-16")
        self.refuse((TRADES + GOOD).encode() + b"T2,P1,A\0C,buy\n", ":3:")
        self.refuse(TRADES + 'T1,"P1,ABC,buy,2020-01-02,2020-01-02,5,10.00,USD,1.00\n', "quote")
        self.refuse(TRADES + "T1,P1,ABC\n", ":2:")
        self.refuse(TRADES.replace("quantity", "quantitty") + GOOD, "quantitty", "quantity")
        self.refuse(TRADES.replace(",price", "") + GOOD.replace(",10.00", ""), "price")
        self.refuse(TRADES + "T" * 11_000_000 + ",P1\n", ":2:")
        self.refuse(b"\x80\x81\x82 not text\n" * 5, ":1:")

    def test_a_byte_order_mark_carriage_returns_and_quotes_are_fine(self):
        text = "\ufeff" + (TRADES + GOOD.replace("T1", '"T1"')).replace("\n", "\r\n")
        self.write("good/trades.csv", "")
        (self.folder / "good" / "trades.csv").write_bytes(text.encode())
        self.type("import good", expect=0)
        self.assertEqual(self.value("SELECT count(*) FROM v_trade"), 1)

    def test_a_bond_is_refused(self):
        self.refuse("instrument_id,name,kind,currency,calendar\nB1,B,bond,USD,XNYS\n", "bond",
                    name="instruments.csv")

    def test_bad_cells_are_set_aside_with_their_place_and_the_rest_is_loaded(self):
        cells = {"quantity": ["1e309", "nan", "-1", "0", "1.1234567", "=1+1"],
                 "trade_date": ["0000-00-00", "2019-02-30", "02/01/2020"],
                 "currency": ["ZZZ", "usd"], "side": ["short"]}
        rows, columns = [], TRADES.strip().split(",")
        for column, values in cells.items():
            for value in values:
                row = GOOD.strip().split(",")
                row[0] = f"X{len(rows):02}"
                row[columns.index(column)] = value
                rows.append(",".join(row))
        good = "".join(GOOD.replace("T1", f"G{n:04}") for n in range(1300))
        self.write("mixed/trades.csv", TRADES + "\n".join(rows) + "\n" + good)
        answer = self.type("import mixed", expect=0)
        self.assertIn("mixed/trades.csv:2:", answer.err)
        self.assertEqual(self.value("SELECT count(*) FROM v_quarantine"), len(rows))
        self.assertEqual(self.value("SELECT count(*) FROM v_trade"), 1300)
        self.type("import mixed", expect=0)
        self.assertEqual(self.value("SELECT count(*) FROM v_quarantine"), len(rows))

    def test_too_many_bad_rows_refuse_the_file(self):
        bad = "".join(GOOD.replace("T1", f"X{n}").replace(",5,", ",0,") for n in range(11))
        self.refuse(TRADES + GOOD + bad, "11")

    def test_other_content_under_a_known_id_needs_amend(self):
        self.write("first/trades.csv", TRADES + GOOD)
        self.type("import first", expect=0)
        self.refuse(TRADES + GOOD.replace(",5,", ",6,"), "T1", "quantity", "--amend")
        self.write("second/trades.csv", TRADES + GOOD.replace(",5,", ",6,"))
        self.type("import second --amend", expect=0)
        self.assertEqual(self.value("SELECT max(version) FROM v_trade"), 2)

    def test_a_critical_row_holds_its_portfolio_until_it_is_put_right(self):
        self.write("in1/trades.csv", TRADES + GOOD.replace("USD", "EUR"))
        self.type("import in1", expect=0)
        answer = self.type("run cob --date 2020-01-02", expect=2)
        self.assertIn("P1", answer.last_line)
        self.assertIn("next: ", answer.last_line)
        self.assertIn("P1", self.type("holds list", expect=0).out)
        self.write("in1/trades.csv", TRADES + GOOD)
        self.type("import in1", expect=0)
        self.type("run cob --date 2020-01-02", expect=0)
        self.assertEqual(self.value("SELECT count(*) FROM v_close"), 1)

    def test_a_waived_row_lets_the_day_go_on(self):
        self.write("in1/trades.csv", TRADES + GOOD.replace("P1", "P9"))
        self.type("import in1", expect=0)
        self.type("run cob --date 2020-01-02", expect=65)
        self.type("quarantine resolve 1", expect=64)
        self.type("quarantine", "resolve", "1", "--as", "waived", "--why", "not ours", expect=0)
        self.type("run cob --date 2020-01-02", expect=0)

    def test_the_configuration_names_every_fault_at_once(self):
        self.config('[store]\ndatabse = "x"\n[pipeline.cob]\ntimeout_s = "long"\n'
                    '[[pipeline.mine.step]]\nname = "a"\njob = "settle_trade"\nneeds = ["b"]\n')
        answer = self.type("check", expect=78)
        for wanted in ("jobs.toml:2:", "databse", "timeout_s", "settle_trades", '"b"'):
            self.assertIn(wanted, answer.out)
        self.assertIn("see above", self.type("status", expect=78).last_line)
        for text in ("\x00", "[", "a = 1\r\n[[[", "x" * 70000, "[store]\n" * 2):
            self.config(text)
            self.assertIn(self.type("check").status, (0, 78))


if __name__ == "__main__":
    terminal.main()
