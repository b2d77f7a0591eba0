"""Every exit status of the contract, by the real binary, with the form of its last line."""

import os
import signal
import subprocess
import threading
import time

import terminal

DAY = "2020-06-30"
LINE = r"^wealthjobs: (\S+ \d{4}-\d\d-\d\d: )?[a-z_]+: .+"


def pipeline(steps, head=""):
    return ('[store]\ndatabase = "wealth.db"\n[pipeline.work]\non_closed = "run"\n' + head + steps)


def step(name, script, more=""):
    return f"[[pipeline.work.step]]\nname = \"{name}\"\ncommand = ['/bin/sh', '-c', '{script}']\n{more}"


class ExitStatus(terminal.Story):
    def work(self, text, expect, *words, **options):
        self.config(text)
        if not self.book.exists():
            self.type("init", expect=0)
        answer = self.type("run", "work", "--date", DAY, "--force", "--why", "test", *words,
                           expect=expect, **options)
        if expect not in (0, 10):
            self.assertRegex(answer.last_line, LINE)
        return answer

    def test_0_and_10_nothing_to_do(self):
        self.config(pipeline(step("a", "true")))
        self.type("init", expect=0)
        self.type(f"run work --date {DAY}", expect=0)
        self.type(f"run work --date {DAY}", expect=0)
        self.type(f"run work --date {DAY} --detailed-exit-code", expect=10)
        self.assertEqual(self.type(f"run work --date {DAY} --json", expect=0).json["outcome"],
                         "already_complete")

    def test_1_a_step_failed(self):
        answer = self.work(pipeline(step("a", "exit 7")), 1)
        self.assertIn(f"wealthjobs: work {DAY}: step_failed: a: ", answer.last_line)

    def test_2_a_gate_is_closed(self):
        self.config()
        self.type("init", expect=0)
        self.write("book/portfolios.csv", "portfolio_id,name,client_id,base_currency,"
                   "inception_date,benchmark_id\nP1,One,C1,USD,2020-06-30,B\n")
        self.type("import book", expect=0)
        answer = self.type("run cob --date 2020-06-29", expect=2)
        self.assertIn("gate_blocked: ingest: ", answer.last_line)
        self.assertIn("next: wealthjobs run cob --date 2020-06-30", answer.last_line)

    def test_3_done_but_late(self):
        self.config(pipeline(step("a", "true", 'deadline = "00:01"\n'), 'zone = "UTC"\n')
                    + '[calendar]\nzone = "UTC"\n')
        self.type("init", expect=0)
        answer = self.type("run work", expect=3)
        self.assertIn("slo_missed", answer.last_line)
        self.assertEqual(self.value("SELECT state FROM v_run"), "succeeded_late")

    def test_64_usage(self):
        self.config()
        self.type("init", expect=0)
        for words, wanted in (("rnu cob", "run"), ("run kob", "cob"), ("run cob --date 2020-13-01",
                              "2020-13-01"), ("run cob --frobnicate", "frobnicate"),
                              ("jobs settle_trade", "settle_trades"), ("status nothing-1", "no run"),
                              ("run cob --force", "--why"), ("is-business-day 2020-01-01 --calendar "
                              "XNIS", "XNYS"), ("run cob --from 2020-01-02", "--to"),
                              ("run-job setle_trades", "settle_trades"), ("portfolio P9", "P9")):
            answer = self.type(words, expect=64)
            self.assertIn(wanted, answer.last_line, words)
            self.assertTrue(answer.last_line.startswith("wealthjobs: "), answer.err)

    def test_65_and_66_input_wrong_or_absent(self):
        self.config('[store]\ndatabase = "wealth.db"\n[[feed]]\nname = "ecb"\nkind = "ecb_csv"\n'
                    'path = "rates.csv"\n')
        self.type("init", expect=0)
        self.write("book/portfolios.csv", "portfolio_id,name,client_id,base_currency,"
                   "inception_date,benchmark_id\nP1,One,C1,USD,2020-06-30,B\n")
        self.type("import book", expect=0)
        answer = self.type(f"run cob --date {DAY}", expect=66)
        self.assertIn("rates.csv", answer.last_line)
        self.write("rates.csv", "Date,USD,\n2020-06-30,1.1,1.2,1.3\n")
        answer = self.type(f"run cob --date {DAY}", expect=65)
        self.assertIn("rates.csv:2", answer.last_line)
        self.write("rates.csv", "Date,USD,\n2020-06-30,1.1198,\n")
        self.type(f"run cob --date {DAY}", expect=0)
        self.type("import nowhere", expect=66)

    def test_69_a_file_that_changes_while_it_is_read_is_not_ready(self):
        self.config('[store]\ndatabase = "wealth.db"\n[[feed]]\nname = "ecb"\nkind = "ecb_csv"\n'
                    'path = "rates.csv"\n[pipeline.work]\non_closed = "run"\n'
                    '[[pipeline.work.step]]\nname = "fx"\njob = "update_fx_rates"\n'
                    'retry = { attempts = 1 }\n')
        self.type("init", expect=0)
        self.write("book/portfolios.csv", "portfolio_id,name,client_id,base_currency,"
                   "inception_date,benchmark_id\nP1,One,C1,USD,2020-06-30,B\n")
        self.type("import book", expect=0)
        path = self.write("rates.csv", "Date,USD,\n" + "2020-06-30,1.1198,\n" * 3_000_000)
        growing = threading.Event()

        def grow():
            with open(path, "a") as file:
                while not growing.is_set():
                    file.write("2020-06-30,1.1198,\n")
                    file.flush()

        writer = threading.Thread(target=grow)
        writer.start()
        try:
            answer = self.type(f"run work --date {DAY}", expect=69)
        finally:
            growing.set()
            writer.join()
        self.assertIn(f"wealthjobs: work {DAY}: unavailable: fx: ", answer.last_line)

    def test_70_a_broken_invariant(self):
        self.config()
        self.type("init", expect=0)
        self.write("book/instruments.csv",
                   "instrument_id,name,kind,currency,calendar\nABC,Abc,equity,USD,XNYS\n")
        self.write("book/portfolios.csv", "portfolio_id,name,client_id,base_currency,"
                   "inception_date,benchmark_id\nP1,One,C1,USD,2020-06-30,B\n")
        self.write("book/trades.csv", "trade_id,portfolio_id,instrument_id,side,trade_date,"
                   "settle_date,quantity,price,currency,commission\n"
                   "T1,P1,ABC,buy,2020-06-30,2020-06-30,9000000000000,9000000,USD,0\n")
        self.write("book/prices.csv",
                   "instrument_id,date,close,currency\nABC,2020-06-30,9000000,USD\n")
        self.type("import book", expect=0)
        answer = self.type(f"run cob --date {DAY}", expect=70)
        self.assertIn("overflow", answer.last_line)
        self.assertEqual(self.value("SELECT count(*) FROM v_journal"), 0)

    def test_73_no_space(self):
        self.config()
        done = subprocess.run(
            ["/bin/sh", "-c", f"trap '' XFSZ; ulimit -f 8; exec {terminal.BINARY} init"],
            cwd=self.folder, env=self.environment(), capture_output=True, text=True, timeout=60)
        self.assertIn(done.returncode, (73, 74), done.stderr)
        self.assertFalse(self.book.exists())
        self.type("init", expect=0)

    def test_74_not_a_book_or_a_damaged_one(self):
        self.config()
        self.write("wealth.db", "this is no database\n" * 100)
        self.assertIn("wealth.db", self.type("status", expect=74).last_line)

    def test_75_busy(self):
        self.config(pipeline(step("a", "sleep 30")))
        self.type("init", expect=0)
        first = self.start(f"run work --date {DAY}")
        self.addCleanup(first.communicate)
        self.addCleanup(first.terminate)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.rows("SELECT 1 FROM v_step WHERE state = 'running'"):
                break
            time.sleep(0.05)
        answer = self.type(f"run work --date {DAY}", expect=75)
        self.assertIn(f"pid {first.pid}", answer.last_line)
        self.type(f"run work --date {DAY} --wait 1s", expect=75)

    def test_77_no_permission(self):
        if os.geteuid() != 0:
            self.skipTest("needs root to become somebody else")
        self.config()
        self.type("init", expect=0)
        os.chmod(self.folder, 0o755)
        done = subprocess.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", terminal.BINARY, "run",
             "cob", "--date", DAY], cwd=self.folder, env=self.environment(), capture_output=True,
            text=True, timeout=60)
        if done.returncode == 127 or "setpriv" in done.stderr or "Permission denied" in done.stderr \
                and not done.stderr.startswith("wealthjobs"):
            self.skipTest("the binary's folder is closed to others")
        self.assertEqual(done.returncode, 77, done.stderr)

    def test_78_no_or_bad_configuration(self):
        self.assertIn("demo", self.type("status", expect=78).last_line)
        self.config("[stor]\n")
        self.type("status", expect=78)
        self.config()
        self.assertIn("init", self.type("status", expect=78).last_line)

    def test_124_a_time_limit(self):
        answer = self.work(pipeline(step("a", "sleep 60", "timeout_s = 1\n")), 124)
        self.assertIn("timeout", answer.last_line)

    def test_130_and_143_it_dies_by_the_signal_and_has_recorded_it(self):
        self.config(pipeline(step("a", "sleep 60")))
        self.type("init", expect=0)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start("run", "work", "--date", DAY, "--force", "--why", "test")
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                if self.rows("SELECT 1 FROM v_step WHERE state = 'running'"):
                    break
                time.sleep(0.05)
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, -number)
            self.assertEqual(self.value("SELECT state FROM v_run ORDER BY n DESC"), "cancelled")
            self.assertEqual(self.value("SELECT exit_status FROM v_run ORDER BY n DESC"),
                             128 + number)


if __name__ == "__main__":
    terminal.main()
