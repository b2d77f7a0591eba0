"""How a run starts, stops, dies and goes on, told with command steps on an empty book."""

import pathlib
import signal
import sqlite3
import time

import terminal

DAY = "2020-06-30"
CONFIG = """
[store]
database = "wealth.db"

[pipeline.errands]
max_parallel = 2
{keys}
{steps}
"""
STUBBORN = "trap '' TERM INT; echo $$ > {folder}/pids; setsid sleep 300 & " \
           "echo $! >> {folder}/pids; touch {folder}/ready; sleep 300"


def step(name, script, **keys):
    lines = ["[[pipeline.errands.step]]", f'name = "{name}"',
             f'command = ["/bin/sh", "-c", """{script}"""]']
    lines += [f"{key} = {value}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


class Runner(terminal.Story):
    def errands(self, *steps, keys=""):
        self.config(CONFIG.format(keys=keys, steps="\n".join(steps)))
        if not self.book.exists():
            self.type("init", expect=0)

    def run_it(self, *more, **options):
        return self.type("run", "errands", "--date", DAY, *more, **options)

    def start_it(self, *more, **options):
        return self.start("run", "errands", "--date", DAY, *more, **options)

    def states(self, run=1):
        return dict(self.rows("SELECT step, state FROM step WHERE run_id = ?",
                              f"errands-{DAY}-{run}"))

    def state_of_run(self, run=1):
        return self.value("SELECT state FROM run WHERE run_id = ?", f"errands-{DAY}-{run}")

    def wait_until(self, condition, what):
        for _ in range(1000):
            if condition():
                return
            time.sleep(0.01)
        self.fail(f"waited 10 s in vain: {what}")

    def wait_for_file(self, name):
        self.wait_until((self.folder / name).exists, name)

    def stubborn(self, **keys):
        self.errands(step("first", "exit 0"),
                     step("long", STUBBORN.format(folder=self.folder),
                          needs='["first"]', grace_s=1, **keys),
                     step("last", "exit 0", needs='["long"]'))

    def assert_nothing_left(self):
        pids = (self.folder / "pids").read_text().split()
        self.assertEqual(len(pids), 2)
        for pid in pids:
            stat = pathlib.Path(f"/proc/{pid}/stat")
            gone = lambda: not stat.exists() or stat.read_text().split(") ")[1][0] == "Z"
            self.wait_until(gone, f"pid {pid} lives")

    # -- ends ---------------------------------------------------------------------------------------
    def test_a_failed_step_says_which_why_and_what_to_type(self):
        self.errands(step("a", "echo no route to host >&2; exit 7"),
                     step("b", "exit 0", needs='["a"]'), step("c", "exit 0"))
        answer = self.run_it(expect=1)
        self.assertEqual(answer.last_line,
                         f"wealthjobs: errands {DAY}: step_failed: a: exit status 7: no route to "
                         f"host; next: wealthjobs log errands-{DAY}-1 a")
        self.assertEqual(self.states(), {"a": "failed", "b": "blocked", "c": "succeeded"})
        self.assertIn("no route to host", self.type(f"log errands-{DAY}-1 a", expect=0).out)
        self.assertIn("safe to rerun", answer.out)

    def test_a_failed_step_names_its_owner_and_its_runbook(self):
        self.errands(step("a", "exit 7", owner='"fund ops"', runbook='"https://example.org/a"'),
                     step("b", "exit 0", needs='["a"]', owner='"nobody to ask"'))
        answer = self.run_it(expect=1)
        help_line = "a: owner fund ops; runbook https://example.org/a\n"
        self.assertIn(help_line, answer.out)
        self.assertEqual(len(answer.err.strip().splitlines()), 1)
        self.assertNotIn("nobody to ask", answer.out)
        self.assertIn("fund ops", self.type(f"report errands-{DAY}-1", expect=0).out)
        self.assertIn("https://example.org/a", self.type(f"status errands-{DAY}-1", expect=0).out)
        json = self.run_it("--json", expect=1).json
        self.assertEqual(json["steps"][0]["runbook"], "https://example.org/a")
        self.errands(step("a", "exit 0", owner='"fund ops"'), step("b", "exit 0", needs='["a"]'))
        self.assertNotIn("fund ops", self.run_it(expect=0).out)

    def test_success_is_silent_when_asked_and_never_done_twice(self):
        self.errands(step("a", f"echo x >> {self.folder}/done"))
        answer = self.run_it("--quiet", expect=0)
        self.assertEqual((answer.out, answer.err), ("", ""))
        self.assertEqual(self.run_it("--json", expect=0).json["outcome"], "already_complete")
        self.run_it("--detailed-exit-code", expect=10)
        self.assertEqual((self.folder / "done").read_text(), "x\n")

    def test_a_closed_gate_is_2_and_an_override_lets_it_pass_on_record(self):
        self.errands(step("gate", "exit 3", gate="true"), step("b", "exit 0", needs='["gate"]'))
        self.run_it(expect=2)
        self.assertEqual(self.state_of_run(), "blocked")
        self.run_it("--override", "gate", expect=64)
        self.run_it("--override", "b", "--why", "no gate", expect=64)
        self.run_it("--override", "gate", "--why", "phoned them", expect=0)
        payload = self.value("SELECT payload_json FROM event WHERE type = 'GateOverridden'")
        self.assertIn("phoned them", payload)

    def test_a_time_limit_is_124_and_ends_the_whole_tree(self):
        self.stubborn(timeout_s=1)
        self.run_it(expect=124)
        self.assert_nothing_left()
        self.assertEqual(self.states()["long"], "timed_out")
        self.assertEqual(self.states()["last"], "blocked")

    def test_a_command_learns_who_it_is_and_a_secret_stays_out_of_its_log(self):
        self.errands(step("a", "echo $WEALTHJOBS_RUN_ID $WEALTHJOBS_STEP $WEALTHJOBS_ATTEMPT "
                               "$WEALTHJOBS_BUSINESS_DATE $WEALTHJOBS_IDEMPOTENCY_KEY "
                               "{business_date} $BANK_TOKEN".replace("$BANK", "$BANK")))
        self.run_it(expect=0, env=self.environment(BANK_TOKEN="hunter2"))
        self.assertEqual(self.type(f"log errands-{DAY}-1 a", expect=0).out,
                         f"errands-{DAY}-1 a 1 {DAY} errands-{DAY}-1/a {DAY} ***\n")

    def test_selected_steps_never_make_a_date_complete(self):
        self.errands(step("a", "exit 0"), step("b", "exit 0", needs='["a"]'))
        self.assertEqual(self.run_it("--step", "a", "--json", expect=0).json["outcome"], "partial")
        answer = self.run_it("--json", expect=0)
        self.assertEqual(answer.json["outcome"], "complete")
        self.assertEqual(self.states(run=2), {"a": "reused", "b": "succeeded"})

    def test_a_closed_day_is_recorded_once(self):
        self.errands(step("a", "exit 0"))
        for status in (0, 0):
            answer = self.type("run", "errands", "--date", "2020-07-04", "--json", expect=status)
            self.assertEqual(answer.json["outcome"], "not_a_business_day")
        self.assertEqual(self.value("SELECT count(*) FROM run"), 1)

    def test_a_range_runs_business_days_and_stops_at_a_failure(self):
        self.errands(step("a", "test {business_date} != 2020-07-06"))
        self.type("run errands --from 2020-07-01 --to 2020-07-08", expect=1)
        self.assertEqual(self.rows("SELECT run_id, state FROM run ORDER BY run_id"),
                         [("errands-2020-07-01-1", "succeeded"),
                          ("errands-2020-07-02-1", "succeeded"),
                          ("errands-2020-07-06-1", "failed")])

    def test_old_logs_go_at_the_end_of_a_run_and_the_journal_stays(self):
        self.config(CONFIG.format(keys="", steps=step("a", "echo hello")) +
                    "[runner]\nkeep_log_days = 1\nkeep_log_runs = 2\n")
        self.type("init", expect=0)
        self.type("run errands --from 2020-07-01 --to 2020-07-08", expect=0)
        logs = self.folder / "wealth.db.logs"
        self.assertEqual(len(list(logs.iterdir())), 5)
        with sqlite3.connect(self.book) as book:  # as if all of it had been the day before yesterday
            book.execute("UPDATE run SET started_us = started_us - 172800000000, "
                         "ended_us = ended_us - 172800000000")
        book.close()
        events = self.value("SELECT count(*) FROM event")
        self.run_it(expect=0)
        self.assertEqual(sorted(folder.name for folder in logs.iterdir()),
                         ["errands-2020-06-30-1", "errands-2020-07-08-1"])
        self.assertEqual(self.value("SELECT count(*) FROM run"), 6)
        self.assertGreater(self.value("SELECT count(*) FROM event"), events)
        self.assertIn("none any more", self.type("log errands-2020-07-01-1 a", expect=0).out)

    def test_logs_that_cannot_be_removed_are_a_warning(self):
        self.test_old_logs_go_at_the_end_of_a_run_and_the_journal_stays()
        with sqlite3.connect(self.book) as book:
            book.execute("UPDATE run SET started_us = started_us - 172800000000, "
                         "ended_us = ended_us - 172800000000")
        book.close()
        stuck = self.folder / "wealth.db.logs" / "errands-2020-07-08-1" / "b.1.log"
        (stuck / "inner").mkdir(parents=True)
        answer = self.type("run errands --from 2020-07-09 --to 2020-07-10", expect=0)
        self.assertIn("warning: old logs stay: ", answer.err)
        self.assertIn("errands-2020-07-08-1", answer.err)

    def test_the_plan_learns_from_the_history(self):
        self.errands(step("a", "sleep 0.05", deadline='"18:00"'),
                     step("b", "exit 0", needs='["a"]'))
        first = self.type("plan", "errands", "--json", expect=0).json
        self.assertIsNone(first["steps"][0]["expected_s"])
        self.assertIsNone(first["expected_s"])
        self.type("run errands --from 2020-07-01 --to 2020-07-09", expect=0)
        plan = self.type("plan", "errands", "--json", expect=0).json
        self.assertEqual(plan["critical_path"], ["a", "b"])
        a = plan["steps"][0]
        self.assertGreaterEqual(a["expected_s"], 0.05)
        self.assertLessEqual(a["low_s"], a["expected_s"])
        self.assertLessEqual(a["expected_s"], a["high_s"])
        self.assertGreaterEqual(plan["expected_s"], a["expected_s"])
        self.assertRegex(a["eta"], r"^\d{4}-\d\d-\d\dT")
        self.assertIn("expected at", self.type("plan", "errands", expect=0).out)
        old = self.type("plan", "errands", "--date", DAY, "--json", expect=0).json
        self.assertIsNone(old["steps"][0]["eta"])

    # -- two at once ----------------------------------------------------------------------------------
    def test_the_second_start_is_75_at_once_and_names_the_first(self):
        self.stubborn()
        first = self.start_it()
        self.wait_for_file("ready")
        answer = self.run_it(expect=75)
        self.assertIn(f"pid {first.pid} on ", answer.last_line)
        self.assertIn(f"errands {DAY}: busy: ", answer.last_line)
        first.kill()
        first.communicate()

    def test_overlap_skip_is_no_failure(self):
        self.errands(step("a", f"touch {self.folder}/ready; sleep 2"), keys='overlap = "skip"')
        first = self.start_it()
        self.wait_for_file("ready")
        self.assertEqual(self.run_it("--json", expect=0).json["outcome"], "already_running")
        first.communicate()
        self.assertEqual(first.returncode, 0)

    def test_wait_takes_its_turn(self):
        self.errands(step("a", f"touch {self.folder}/ready; sleep 1"))
        first = self.start_it()
        self.wait_for_file("ready")
        answer = self.run_it("--wait", "30s", "--json", expect=0)
        self.assertEqual(answer.json["outcome"], "already_complete")
        first.communicate()

    def posting(self, places):
        """Pipelines a, b and c; each waits for the file `go` and then works a job that posts."""
        text = f'[store]\ndatabase = "wealth.db"\n[runner]\nmax_concurrent_runs = {places}\n'
        for name in "abc":
            hold = f"touch {self.folder}/{name}; while [ ! -e {self.folder}/go ]; do sleep 0.05; done"
            text += (f'[[pipeline.{name}.step]]\nname = "hold"\n'
                     f'command = ["/bin/sh", "-c", "{hold}"]\n'
                     f'[[pipeline.{name}.step]]\nname = "ingest"\njob = "ingest"\n'
                     f'needs = ["hold"]\n'
                     f'[[pipeline.{name}.step]]\nname = "fx"\njob = "update_fx_rates"\n'
                     f'needs = ["ingest"]\n'
                     f'[[pipeline.{name}.step]]\nname = "pack"\njob = "build_pack"\n'
                     f'needs = ["fx"]\n')
        self.config(text)
        self.type("init", expect=0)

    def test_one_run_posts_at_a_time_where_one_may(self):
        self.posting(places=1)
        first = self.start("run", "a", "--date", DAY)
        self.wait_for_file("a")
        answer = self.type("run", "b", "--date", DAY, expect=75)
        self.assertIn(f"already running: a {DAY} (pid {first.pid} ", answer.last_line)
        (self.folder / "go").touch()
        first.communicate()
        self.assertEqual(self.type("run", "b", "--date", DAY).status, first.returncode)

    def test_so_many_runs_post_at_once_as_there_are_places(self):
        self.posting(places=2)
        first = self.start("run", "a", "--date", DAY)
        second = self.start("run", "b", "--date", DAY)
        self.wait_for_file("a")
        self.wait_for_file("b")
        answer = self.type("run", "c", "--date", DAY, expect=75)
        self.assertRegex(answer.last_line, rf"already running: [ab] {DAY} \(pid \d+ on ")
        self.write("book/series.csv", "series_id,date,value\nDGS3MO,2020-06-30,0.16\n")
        self.type("import book", expect=75)
        self.type("run", "c", "--date", DAY, "--restate", "--why", "alone", expect=75)
        (self.folder / "go").touch()
        for runner in (first, second):
            runner.communicate(timeout=30)
        self.type("import book", expect=0)
        self.assertEqual(self.type("doctor").status, 0)
        states = [state for state, in self.rows("SELECT state FROM run ORDER BY run_id")]
        self.assertEqual(len(states), 2)
        self.assertNotIn("running", states)

    # -- deaths ---------------------------------------------------------------------------------------
    def test_a_killed_runner_leaves_nothing_and_the_same_command_goes_on(self):
        self.stubborn()
        runner = self.start_it()
        self.wait_for_file("ready")
        runner.kill()
        runner.communicate()
        self.assert_nothing_left()
        self.assertIn("interrupted", self.type("status", expect=0).out)
        self.errands(step("first", "exit 9"), step("long", "exit 0", needs='["first"]'),
                     step("last", "exit 0", needs='["long"]'))
        self.run_it(expect=0)
        self.assertEqual(self.states(), {"first": "reused", "long": "succeeded",
                                         "last": "succeeded"})
        self.assertEqual(self.value("SELECT attempt FROM step WHERE step = 'long'"), 2)

    def test_force_after_a_death_leaves_no_run_running(self):
        self.stubborn()
        runner = self.start_it()
        self.wait_for_file("ready")
        runner.kill()
        runner.communicate()
        self.errands(step("first", "exit 0"), step("long", "exit 0", needs='["first"]'),
                     step("last", "exit 0", needs='["long"]'))
        self.run_it("--force", expect=64)
        self.run_it("--force", "--why", "again from the start", expect=0)
        self.assertEqual(self.state_of_run(1), "failed")
        self.assertEqual(self.state_of_run(2), "succeeded")
        self.assertEqual(self.value("SELECT count(*) FROM step WHERE state = 'running'"), 0)

    def test_signals_end_the_tree_are_recorded_and_kill_the_runner(self):
        for number, state in ((signal.SIGINT, "interrupted"), (signal.SIGTERM, "terminated")):
            with self.subTest(state):
                for name in ("ready", "pids"):
                    (self.folder / name).unlink(missing_ok=True)
                self.stubborn()
                runner = self.start_it()
                self.wait_for_file("ready")
                runner.send_signal(number)
                _, err = runner.communicate(timeout=20)
                self.assertEqual(runner.returncode, -number)
                self.assertIn(f": {state}: long: ", err)
                self.assert_nothing_left()
                self.assertEqual(self.state_of_run(), "cancelled")
                self.assertEqual(self.states()["last"], "cancelled")

    def test_cancel_waits_until_the_run_has_gone(self):
        self.stubborn()
        runner = self.start_it()
        self.wait_for_file("ready")
        answer = self.type(f"cancel errands-{DAY}-1", expect=0)
        self.assertIn("cancelled", answer.out)
        runner.communicate(timeout=20)
        self.assertEqual(runner.returncode, -signal.SIGTERM)
        self.assert_nothing_left()
        self.type(f"cancel errands-{DAY}-1", expect=64)

    def test_sixteen_starts_in_one_second_run_once(self):
        self.errands(step("a", f"echo x >> {self.folder}/done; sleep 1"))
        runs = [self.start_it("--quiet") for _ in range(16)]
        statuses = sorted(run.wait() for run in runs)
        for run in runs:
            run.communicate()
        self.assertEqual((self.folder / "done").read_text(), "x\n")
        self.assertEqual(set(statuses) - {0, 75}, set())


if __name__ == "__main__":
    terminal.main()
