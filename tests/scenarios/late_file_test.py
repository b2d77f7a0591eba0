"""A file that arrives after it was expected is late, on the default date of its pipeline only."""

import datetime
import os

import terminal

CONFIG = """
[store]
database = "wealth.db"

[[pipeline.intake.step]]
name = "ingest"
job = "ingest"
not_before = "{not_before}"
"""


class LateFile(terminal.Story):
    def setUp(self):
        super().setUp()
        self.config(CONFIG.format(not_before="00:01"))
        self.type("init", expect=0)
        self.write("book/portfolios.csv",
                   "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id\n"
                   "P1,First,C1,USD,2020-01-02,\n")
        self.type("import book", expect=0)
        self.day = self.type("plan intake --format json", expect=0).json["business_date"]

    def deliver(self, day):
        self.write(f"in/{day}/series.csv", f"series_id,date,value\nRF,{day},1.5\n")

    def files(self):
        return self.rows("SELECT expected_by, is_late, status FROM v_file "
                         "WHERE path LIKE 'in/%' ORDER BY path, n")

    def test_on_the_default_date_the_files_own_time_decides(self):
        self.deliver(self.day)
        self.type("run intake", expect=0)
        self.assertEqual(self.files(), [("00:01", 1, "loaded")])

    def test_a_file_that_was_there_in_time_is_not_late(self):
        self.deliver(self.day)
        before = datetime.datetime.fromisoformat(self.day).timestamp() - 3 * 86400
        os.utime(self.folder / "in" / self.day / "series.csv", (before, before))
        self.type("run intake", expect=0)
        self.assertEqual(self.files(), [("00:01", 0, "loaded")])

    def test_on_any_other_date_nothing_is_late(self):
        self.deliver("2020-06-30")
        self.type("run intake --date 2020-06-30", expect=0)
        self.assertEqual(self.files(), [("00:01", 0, "loaded")])


if __name__ == "__main__":
    terminal.main()
