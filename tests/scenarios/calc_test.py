"""`wealthjobs calc` and `schedule`: figures of the real binary against other people's software and
against sums done by hand. No configuration and no book is anywhere near."""

import csv
import json
import math
import random
import subprocess

import terminal

ANALYTICS = ("reference", "analytics")


def rows_of(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


class CalcStory(terminal.Story):
    def calc(self, *words, stdin=None):
        """The JSON of one call."""
        done = subprocess.run([terminal.BINARY, "calc", *map(str, words), "--json"],
                              cwd=self.folder, env=self.environment(), capture_output=True,
                              text=True, input=stdin)
        self.assertEqual((done.returncode, done.stderr), (0, ""), words)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["schema_version"], 1)
        return answer

    def refused(self, expect, *words):
        answer = self.type("calc", *words, expect=expect)
        self.assertEqual(answer.out, "")
        return answer.last_line

    def near(self, got, expected, relative=1e-9, what=""):
        if expected is None or got is None:
            self.assertEqual(got, expected, what)
            return
        self.assertTrue(math.isclose(got, expected, rel_tol=relative, abs_tol=1e-12),
                        f"{what}: {got!r} is not {expected!r}")

    def table(self, name, header, rows):
        lines = [header] + [",".join(str(cell) for cell in row) for row in rows]
        return self.write(name, "\n".join(lines))


class Xirr(CalcStory):
    def test_every_root_of_the_reference_is_found_and_the_choice_is_said(self):
        reference = json.loads(terminal.shared(*ANALYTICS, "xirr.json").read_text())
        seen = {}
        for case in reference["cases"]:
            got = self.calc("xirr", terminal.shared(*ANALYTICS, *case["file"].split("/")))
            self.assertEqual(len(got["roots"]), len(case["roots"]), case["id"])
            for root, expected in zip(got["roots"], case["roots"]):
                tolerance = max(1e-8, 2.3e-16 / (1 + expected))
                self.near(1 + root, 1 + expected, tolerance, case["id"])
            status = case["status"]
            seen[status] = seen.get(status, 0) + 1
            self.assertEqual(got["ambiguous"], status == "multiple", case["id"])
            self.assertEqual(got["reason"], {"unique": None, "multiple": "ambiguous",
                                             "none": "no_root"}[status], case["id"])
            if status == "none":
                self.assertIsNone(got["rate"])
            else:
                self.assertEqual(got["rate"], min(got["roots"], key=lambda r: abs(math.log1p(r))))
        self.assertEqual(seen, {"unique": 32, "multiple": 31, "none": 14})

    def test_standard_input_and_a_table_for_people(self):
        flows = "date,amount\n2027-01-01,152000\n2026-01-01,-100000\n2026-09-15,10000\n" \
                "2026-03-01,-50000\n"
        got = self.calc("xirr", "-", stdin=flows)
        self.near(got["rate"], 0.08647950, 1e-7)
        self.assertEqual(got["roots"], [got["rate"]])
        self.write("flows.csv", flows)
        self.assertRegex(self.type("calc xirr flows.csv", expect=0).out, r"rate +0\.0864795")

    def test_numbers_have_seventeen_digits(self):
        self.table("flows.csv", "amount,date", [(-100, "2021-01-01"), (110, "2022-01-01")])
        out = self.type("calc xirr flows.csv --json", expect=0).out
        self.assertRegex(out, r'"rate": 0\.1(0000000000000\d{2,3})?,')

    def test_a_bad_file_is_named_with_its_place(self):
        self.table("flows.csv", "date,amount", [("2021-01-01", -100), ("2022-13-01", 110)])
        line = self.refused(65, "xirr", "flows.csv")
        self.assertIn('data_invalid: flows.csv:3:1: date "2022-13-01" is no date', line)
        self.table("flows.csv", "date,amount", [("2021-01-01", "nan")])
        self.assertIn('flows.csv:2:12: amount "nan" is no number', self.refused(65, "xirr", "flows.csv"))
        self.table("flows.csv", "date,amount", [("2021-01-01", "")])
        self.assertIn("flows.csv:2:12: amount", self.refused(65, "xirr", "flows.csv"))
        self.table("flows.csv", "date,amuont", [("2021-01-01", 1)])
        self.assertIn("did you mean amount?", self.refused(65, "xirr", "flows.csv"))
        self.table("flows.csv", "date,amount", [("2021-01-01", "1,2")])
        self.assertIn("flows.csv:2", self.refused(65, "xirr", "flows.csv"))
        self.table("flows.csv", "date,amount", [])
        self.assertIn("no row", self.refused(65, "xirr", "flows.csv"))
        self.assertIn("nothing.csv", self.refused(66, "xirr", "nothing.csv"))


class Windows(CalcStory):
    TIMINGS = {"SOD": "start_of_day", "EOD": "end_of_day", "MIX": "mixed"}
    WINDOWS = {"1D": "1d", "MTD": "mtd", "QTD": "qtd", "YTD": "ytd", "1Y": "1y", "3Y": "3y",
               "5Y": "5y", "INC": "inception"}
    METRICS = {"N30": {"volatility_30d": "vol_sample", "sharpe_30d": "sharpe_arith_rf"},
               "N60": {"volatility_60d": "vol_sample", "sharpe_60d": "sharpe_arith_rf"},
               "N90": {"volatility_90d": "vol_sample", "sharpe_90d": "sharpe_arith_rf"},
               "N252": {"volatility_1y": "vol_sample", "sharpe_1y": "sharpe_arith_rf"},
               "1Y": {"max_drawdown_1y": "max_drawdown", "alpha_1y": "alpha_annual_arith_rf",
                      "beta_1y": "beta_rf", "tracking_error_1y": "tracking_error",
                      "information_ratio_1y": "information_ratio_arith",
                      "win_rate_1y": "win_rate_all", "average_win_1y": "avg_win",
                      "average_loss_1y": "avg_loss", "sortino_1y": "sortino_annual_mar0",
                      "calmar_1y": "calmar_PA"},
               "3Y": {"max_drawdown_3y": "max_drawdown", "alpha_3y": "alpha_annual_arith_rf",
                      "beta_3y": "beta_rf", "calmar_3y": "calmar_PA"}}

    def portfolios(self):
        found = {}
        for row in rows_of(terminal.shared(*ANALYTICS, "portfolios.csv")):
            found.setdefault(row["portfolio"], []).append((row["date"], row["nav"], row["flow"]))
        for name, rows in found.items():
            random.Random(name).shuffle(rows)
            self.table(f"{name}.csv", "date,nav,flow", rows)

    def cases(self):
        reference = json.loads(terminal.shared(*ANALYTICS, "windows.json").read_text())
        return reference["cases"]

    def test_time_weighted_returns_of_every_window(self):
        self.portfolios()
        compared = 0
        for at, case in enumerate(self.cases()):
            if case["window"] not in self.WINDOWS:
                continue
            short = list(self.TIMINGS)[at % 3]
            got = self.calc("twr", case["portfolio"] + ".csv", "--asof", case["asof"], "--window",
                            self.WINDOWS[case["window"]], "--flow-timing", self.TIMINGS[short])
            what = f"{case['portfolio']} {case['asof']} {case['window']} {short}"
            self.near(got["value"], case.get("twr_" + short), what=what)
            self.near(got["annualised"], case.get("twr_annual_" + short), what=what)
            reason = {"ok": None, "unavailable": "history_too_short",
                      "empty_window": "empty_window"}[case["status"]]
            self.assertEqual(got["reason"], reason, what)
            if reason is None:
                self.assertEqual((got["base_date"], got["last_date"]), (case["base"], case["last"]))
            compared += 1
        self.assertEqual(compared, 448)

    def test_metrics_of_every_portfolio_and_day(self):
        self.portfolios()
        benchmark = terminal.shared(*ANALYTICS, "benchmark.csv")
        mwr = json.loads(terminal.shared(*ANALYTICS, "mwr.json").read_text())["cases"]
        rates = {(c["portfolio"], c["asof"], c["window"]): c for c in mwr}
        answers, compared, nulls = {}, 0, 0
        for case in self.cases():
            key = (case["portfolio"], case["asof"])
            if key not in answers:
                answers[key] = self.calc("metrics", case["portfolio"] + ".csv", "--asof",
                                         case["asof"], "--flow-timing", "start_of_day",
                                         "--benchmark", benchmark, "--risk-free", "0.02")
            got = answers[key]
            for name, theirs in self.METRICS.get(case["window"], {}).items():
                expected = case.get("metrics_SOD", {}).get(theirs)
                if theirs == "max_drawdown" and expected is not None:
                    expected = -expected
                self.near(got["metrics"][name], expected, what=f"{key} {name}")
                self.assertEqual(expected is None, name in got["reasons"], f"{key} {name}")
                compared += expected is not None
                nulls += expected is None
        for (portfolio, asof, window), case in rates.items():
            name = "mwr_" + self.WINDOWS[window]
            is_yearly = window in ("1Y", "3Y") or (window == "INC" and case.get("days", 0) >= 365)
            expected = case.get("mwr_annual" if is_yearly else "mwr_period")
            self.near(answers[portfolio, asof]["metrics"][name], expected,
                      what=f"{portfolio} {asof} {name}")
        self.assertGreater(compared, 1000)
        self.assertGreater(nulls, 100)

    def test_the_window_and_the_policy_must_exist(self):
        self.table("nav.csv", "date,nav", [("2020-01-01", 100), ("2020-01-02", 101)])
        self.assertIn("mixed", self.refused(64, "twr", "nav.csv", "--flow-timing", "mixd"))
        self.assertIn("5y", self.refused(64, "twr", "nav.csv", "--window", "2y"))
        self.assertIn("no date", self.refused(64, "twr", "nav.csv", "--asof", "june"))
        self.assertIn("--bins", self.refused(64, "twr", "nav.csv", "--bins", "5"))
        self.assertEqual(self.calc("twr", "nav.csv", "--window", "1d")["n_obs"], 1)
        self.table("nav.csv", "date,nav", [("2020-01-01", 100), ("2020-01-01", 101)])
        self.assertIn("nav.csv:3:1", self.refused(65, "twr", "nav.csv"))

    def test_the_yearly_figures_of_the_real_books(self):
        for book, currency in (("real_usd_2015_2020", "USD"), ("real_aud_2015_2020", "AUD")):
            expected = terminal.shared("data", "ledgers", "expected", book + ".daily_nav.csv")
            rows = rows_of(expected)
            self.table("nav.csv", "date,nav,flow",
                       [(r["date"], r["nav_" + currency], r["external_flow_" + currency])
                        for r in rows])
            years = rows_of(expected.with_name(book + ".metrics.csv"))
            self.assertEqual(len(years), 7)
            for year in years:
                last = "2020-12-31" if year["period"] == "all" else year["period"] + "-12-31"
                window = "inception" if year["period"] in ("2015", "all") else "ytd"
                got = self.calc("twr", "nav.csv", "--asof", last, "--window", window,
                                "--flow-timing", "end_of_day")
                printed = float(year["twr"])
                self.assertLessEqual(abs(got["value"] - printed), 1e-9 * abs(printed) + 5e-11)
                self.assertEqual(got["n_obs"], int(year["daily_returns"]))


class Statistics(CalcStory):
    NAMES = {"volatility": "vol_sample", "sharpe": "sharpe_arith_rf",
             "sortino": "sortino_annual_mar0", "max_drawdown": "max_drawdown",
             "calmar": "calmar_PA", "win_rate": "win_rate_all", "average_win": "avg_win",
             "average_loss": "avg_loss", "beta": "beta_rf", "alpha": "alpha_annual_arith_rf",
             "tracking_error": "tracking_error", "information_ratio": "information_ratio_arith",
             "r_squared": "r_squared"}
    FILES = {"stats_managers.json": "managers.csv", "stats_edhec.json": "edhec.csv",
             "stats_bacon.json": "portfolio_bacon.csv", "stats_ibm_daily.json": "ibm_daily.csv"}

    def series(self, name, rows, column):
        self.table(name, "return,date", [(r[column], r["date"]) for r in rows])

    def test_every_series_agrees_with_performance_analytics(self):
        series = 0
        for file, source in self.FILES.items():
            reference = json.loads(terminal.shared(*ANALYTICS, file).read_text())
            rows = rows_of(terminal.shared(*ANALYTICS, source))
            words = ["--periods-per-year", reference["periods_per_year"], "--risk-free",
                     "0.02" if reference["rf_per_period"] else "0"]
            if reference["benchmark"]:
                self.series("benchmark.csv", rows, reference["benchmark"])
                words += ["--benchmark", "benchmark.csv"]
            for name, expected in reference["expected"].items():
                self.series("returns.csv", rows, name)
                got = self.calc("stats", "returns.csv", *words)
                self.assertEqual(got["n_obs"], expected["n"])
                for ours, theirs in self.NAMES.items():
                    wanted = expected.get(theirs)
                    if theirs == "max_drawdown":
                        wanted = -wanted
                    self.near(got[ours], wanted, what=f"{file} {name} {ours}")
                    self.assertEqual(wanted is None, ours in got["reasons"])
                series += 1
        self.assertEqual(series, 21)

    def test_a_risk_free_file_is_percent_a_year_and_carried_forward(self):
        self.table("r.csv", "date,return",
                   [("2020-01-02", 0.01), ("2020-01-03", -0.005), ("2020-01-06", 0.02)])
        self.table("rf.csv", "date,value", [("2020-01-02", 2), ("2020-01-03", "."), ("2020-01-06", 5)])
        got = self.calc("stats", "r.csv", "--periods-per-year", "252", "--risk-free", "rf.csv")
        low, high = 1.02 ** (1 / 252) - 1, 1.05 ** (1 / 252) - 1
        excess = [0.01 - low, -0.005 - low, 0.02 - high]
        mean = sum(excess) / 3
        deviation = math.sqrt(sum((x - mean) ** 2 for x in excess) / 2)
        self.near(got["sharpe"], mean / deviation * math.sqrt(252), 1e-12)
        self.assertEqual(got["reasons"]["beta"], "no_benchmark")
        self.table("rf.csv", "date,value", [("2020-01-03", 2)])
        got = self.calc("stats", "r.csv", "--risk-free", "rf.csv")
        self.assertEqual((got["sharpe"], got["reasons"]["sharpe"]), (None, "no_risk_free"))

    def test_what_does_not_move_has_reasons_and_no_zeros(self):
        self.table("r.csv", "date,return", [(f"2020-01-{d:02}", 0.001) for d in range(1, 29)])
        got = self.calc("stats", "r.csv")
        for name, reason in (("sharpe", "zero_variance"), ("sortino", "no_losses"),
                             ("calmar", "no_drawdown"), ("average_loss", "no_losses")):
            self.assertEqual((got[name], got["reasons"][name]), (None, reason))
        text = self.type("calc stats r.csv", expect=0).out
        self.assertRegex(text, r"sharpe +- +zero_variance")


class Daycount(CalcStory):
    def test_every_row_of_the_reference(self):
        rows = rows_of(terminal.shared(*ANALYTICS, "daycount.csv"))
        self.assertEqual(len(rows), 1218)
        for row in rows[::3]:
            got = self.calc("daycount", row["convention"], row["start"], row["end"])
            self.assertEqual(got["days"], int(row["days"]), row)
            self.near(got["year_fraction"], float(row["year_fraction"]), what=row)

    def test_names_are_strict(self):
        for name in ("ACT/365", "act/360", "30/360"):
            line = self.refused(64, "daycount", name, "2020-01-01", "2020-07-01")
            self.assertIn("there is no day count", line)
        self.assertIn("no date", self.refused(64, "daycount", "ACT/360", "2020-02-30", "2020-07-01"))
        self.assertIn("3 arguments", self.refused(64, "daycount", "ACT/360"))


class Drift(CalcStory):
    def test_every_sample_pair_agrees_with_scipy(self):
        reference = json.loads(terminal.shared(*ANALYTICS, "drift.json").read_text())
        for case in reference["cases"]:
            pair = [terminal.shared(*ANALYTICS, *case[side].split("/"))
                    for side in ("baseline", "current")]
            expected = case["expected"]
            for smoothing, epsilon, key in (("replace_zero", "1e-4", "psi_eps_replace_zero_1e-4"),
                                            ("floor", "1e-4", "psi_eps_floor_1e-4"),
                                            ("floor", "1e-6", "psi_eps_floor_1e-6")):
                got = self.calc("psi", *pair, "--smoothing", smoothing, "--epsilon", epsilon)
                self.near(got["psi"], expected[key], what=case["id"])
                for bin_, base, now in zip(got["bins"], expected["baseline_share"],
                                           expected["current_share"], strict=True):
                    self.near(bin_["baseline_share"], base)
                    self.near(bin_["current_share"], now)
            kl = self.calc("kl", *pair, "--smoothing", "replace_zero")
            a = sum(bin_["current_smoothed"] for bin_ in kl["bins"])
            e = sum(bin_["baseline_smoothed"] for bin_ in kl["bins"])
            # SciPy renormalises both sides; the contract does not
            self.near(kl["kl"] / a - math.log(a / e), expected["kl_current_vs_baseline_nats"],
                      what=case["id"])
            ks = self.calc("ks", *pair)
            self.near(ks["statistic"], expected["ks_statistic"], what=case["id"])
            self.assertTrue(math.isclose(ks["p_value"], expected["ks_pvalue_stephens"],
                                         rel_tol=1e-9), case["id"])
            self.assertIn("stephens", ks["method"])

    def test_additive_smoothing_by_hand(self):
        self.table("e.csv", "value", [(v,) for v in (1, 2, 3, 4)])
        self.table("a.csv", "value", [(v,) for v in (5, 6, 7)])
        got = self.calc("psi", "e.csv", "a.csv", "--bins", "2")
        self.near(got["psi"], -0.375 * math.log(0.25) + 0.375 * math.log(1.75), 1e-14)
        self.assertEqual([b["lower"] for b in got["bins"]], [None, 2.5])
        self.assertEqual([b["current_share"] for b in got["bins"]], [0, 1])
        self.assertAlmostEqual(sum(b["contribution"] for b in got["bins"]), got["psi"], 14)
        self.refused(64, "psi", "e.csv", "a.csv", "--bins", "1")
        self.refused(64, "psi", "e.csv", "a.csv", "--smoothing", "none")
        self.assertIn("only one file", self.refused(64, "psi", "-", "-"))


class Regression(CalcStory):
    def test_every_regression_agrees_with_statsmodels(self):
        reference = json.loads(terminal.shared(*ANALYTICS, "ols.json").read_text())
        cases = 0
        for case in reference["cases"]:
            rows = rows_of(terminal.shared(*ANALYTICS, case["source"].split(",")[0].split(" ")[0]))
            if case["id"] == "edhec_fof_5f_2008":
                rows = [r for r in rows if "2007-01" <= r["date"] <= "2009-12-31"]
            if case["id"] == "aapl_2f_60d":
                rows = [r for r in rows if r["date"] >= "2010-01-04"][:60]
            columns = [case["y"], *case["x"]]
            self.table("yx.csv", ",".join(columns), [[r[c] for c in columns] for r in rows])
            got = self.calc("ols", "yx.csv")
            self.assertEqual(got["n_obs"], case["n"], case["id"])
            self.assertEqual(got["n_obs"] + got["rows_passed_over"], len(rows))
            for key, field in (("coef", "coefficients"), ("std_err", "standard_errors"), ("t", "t")):
                for value, expected in zip(got[field], case[key].values(), strict=True):
                    self.near(value, expected, what=f"{case['id']} {field}")
            for key, field in (("r2", "r_squared"), ("r2_adj", "adj_r_squared"),
                               ("residual_std", "residual_std")):
                self.near(got[field], case[key], what=f"{case['id']} {field}")
            cases += 1
        self.assertEqual(cases, 7)

    def test_certified_data_of_nist(self):
        reference = json.loads(terminal.shared(*ANALYTICS, "ols.json").read_text())
        for case in reference["certified"]:
            got = self.calc("ols", terminal.shared(*ANALYTICS, case["file"]))
            for value, expected in zip(got["coefficients"], case["coef_certified"], strict=True):
                self.near(value, expected, 1e-10, case["id"])
            self.assertEqual((got["t"], got["reason"]), ([None] * 6, "exact_fit"))
            self.assertEqual((got["residual_std"], got["r_squared"]), (0, 1))

    def test_the_order_of_rows_is_not_in_a_single_bit(self):
        rng = random.Random(4)
        rows = [(rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(40)]
        self.table("a.csv", "y,a,b", rows)
        rng.shuffle(rows)
        self.table("b.csv", "y,a,b", rows)
        self.assertEqual(self.calc("ols", "a.csv"), self.calc("ols", "b.csv"))

    def test_columns_that_depend_on_one_another_have_no_answer(self):
        self.table("yx.csv", "y,a,b", [(i * i, i, 2 * i + 1) for i in range(9)])
        got = self.calc("ols", "yx.csv")
        self.assertEqual((got["coefficients"], got["reason"]), (None, "rank_deficient"))
        self.table("yx.csv", "y,a", [(1, 2), (2, 3)])
        self.assertEqual(self.calc("ols", "yx.csv")["reason"], "too_few_observations")
        self.table("yx.csv", "y,a", [(1, 2), (2, "x")])
        self.assertIn('yx.csv:3:3: a "x" is no number', self.refused(65, "ols", "yx.csv"))


class Lots(CalcStory):
    def test_every_list_agrees_with_beancount_to_the_last_decimal(self):
        from decimal import Decimal
        reference = json.loads(terminal.shared(*ANALYTICS, "lots.json").read_text())
        for case in reference["cases"]:
            file = terminal.shared(*ANALYTICS, *case["file"].split("/"))
            for method in ("fifo", "lifo"):
                expected = case["expected"][method.upper()]
                got = self.calc("lots", file, "--method", method)
                matched = [(sale["date"], *lot) for sale in expected["sales"]
                           for lot in sale["matched_lots"]]
                self.assertEqual(
                    [(m["disposed_date"], m["acquired_date"], Decimal(m["quantity"]),
                      Decimal(m["cost"])) for m in got["matches"]],
                    [(sold, bought, Decimal(quantity), Decimal(quantity) * Decimal(cost))
                     for sold, bought, cost, quantity in matched])
                for match in got["matches"]:
                    self.assertEqual(Decimal(match["gain"]),
                                     Decimal(match["proceeds"]) - Decimal(match["cost"]))
                self.assertEqual(Decimal(got["realised_gain"]), Decimal(expected["realised_total"]))
                self.assertEqual(
                    [(lot["acquired_date"], Decimal(lot["quantity"]), Decimal(lot["cost"]))
                     for lot in got["open_lots"]],
                    [(date, Decimal(quantity), Decimal(quantity) * Decimal(cost))
                     for date, cost, quantity in expected["open_lots"]])
            got = self.calc("lots", file, "--method", "average")
            exact = case["expected"]["AVERAGE"]
            self.near(float(got["realised_gain"]), exact["realised_total"])
            self.near(sum(float(lot["cost"]) for lot in got["open_lots"]), exact["open_cost"])

    def test_commission_and_side_by_hand(self):
        self.table("t.csv", "date,side,quantity,price,commission",
                   [("2020-01-03", "SELL", 50, 12, 3), ("2020-01-02", "buy", 100, 10, 5)])
        got = self.calc("lots", "t.csv")
        self.assertEqual(got["matches"], [{"acquired_date": "2020-01-02",
                                           "disposed_date": "2020-01-03", "quantity": "50",
                                           "cost": "502.5", "proceeds": "597", "gain": "94.5"}])
        self.assertEqual(got["open_lots"], [{"acquired_date": "2020-01-02", "quantity": "50",
                                             "cost": "502.5"}])

    def test_refusals(self):
        head = "date,side,quantity,price"
        self.table("t.csv", head, [("2020-01-02", "buy", 10, 1), ("2020-01-03", "sell", 11, 1)])
        self.assertIn("t.csv:3:17: sells 11, only 10 are held", self.refused(65, "lots", "t.csv"))
        self.table("t.csv", head, [("2020-01-02", "bought", 10, 1)])
        self.assertIn("neither buy nor sell", self.refused(65, "lots", "t.csv"))
        self.table("t.csv", head, [("2020-01-02", "buy", "0.0000001", 1)])
        self.assertIn("more than six decimals", self.refused(65, "lots", "t.csv"))
        self.table("t.csv", head, [("2020-01-02", "buy", "-5", 1)])
        self.assertIn("not above zero", self.refused(65, "lots", "t.csv"))
        self.refused(64, "lots", "t.csv", "--method", "oldest")


class CommandLine(CalcStory):
    def test_a_mistyped_figure_gets_a_suggestion(self):
        self.assertIn('did you mean "xirr"?', self.refused(64, "xir", "a.csv"))
        self.assertIn("1 argument", self.refused(64, "xirr"))


class Schedule(terminal.Story):
    def next(self, row, count):
        words = ["schedule", "next", "--cron", row["expr"], "--tz", row["tz"], "--after",
                 row["after"], "-n", str(count)]
        return self.type(*words, "--json")

    def test_every_standard_row_of_the_reference(self):
        fired = refused = 0
        for row in rows_of(terminal.shared("reference", "cron", "next.csv")):
            expected = row["next"].split()
            answer = self.next(row, max(len(expected), 1))
            if row["dialect"] == "std5":
                self.assertEqual(answer.status, 0, row)
                self.assertEqual(answer.json["next"], expected, row)
                fired += 1
            else:
                self.assertEqual(answer.status, 78, row)
                refused += 1
        self.assertEqual((fired, refused), (234, 93))

    def test_daylight_saving_and_both_day_fields(self):
        for name, column in (("dst.csv", "p1_gap_end_overlap_first"),
                             ("dom_dow_star.csv", "next_vixie_and")):
            for row in rows_of(terminal.shared("reference", "cron", name)):
                expected = row[column].split()
                self.assertEqual(self.next(row, len(expected)).json["next"], expected, row)

    def test_what_is_no_cron_text_is_a_bad_configuration(self):
        count = 0
        for row in rows_of(terminal.shared("reference", "cron", "invalid.csv")):
            answer = self.next({**row, "tz": "UTC", "after": "2025-01-01T00:00:00Z"}, 1)
            self.assertEqual(answer.status, 78, row)
            count += 1
        self.assertEqual(count, 58)

    def test_instants_are_read_in_the_zone_or_with_their_offset(self):
        def first(after, tz="Australia/Sydney"):
            return self.type("schedule", "next", "--cron", "0 18 * * *", "--tz", tz, "--after",
                             after, "-n", "1", "--json", expect=0).json["next"]

        for after in ("2020-06-30T17:59", "2020-06-30T07:59:30Z", "2020-06-30T17:59+10:00",
                      "2020-06-30"):
            self.assertEqual(first(after), ["2020-06-30T18:00:00+10:00"], after)
        self.assertEqual(first("2020-06-30T18:00:00+10:00"), ["2020-07-01T18:00:00+10:00"])
        for words in (("--tz", "Mars/Olympus"), ("--tz", "UTC", "--after", "soon"),
                      ("--tz", "UTC", "--after", "2020-06-30T25:00"), ()):
            self.type("schedule", "next", "--cron", "0 18 * * *", *words, expect=64)

    def test_business_days_of_a_shipped_calendar(self):
        got = self.type("schedule", "business-days", "--calendar", "XNYS", "--from", "2012-10-26",
                        "--to", "2012-11-01", "--json", expect=0).json
        self.assertEqual(got["dates"], ["2012-10-26", "2012-10-31", "2012-11-01"])  # hurricane Sandy
        answer = self.type("schedule business-days --calendar XNYZ --from 2020-01-01 "
                           "--to 2020-01-03", expect=64)
        self.assertIn("XNYS", answer.last_line)
        self.type("schedule business-days --calendar XNYS --from 2020-01-03 --to 2020-01-01",
                  expect=64)
        self.type("schedule business-days --calendar XNYS --from 2060-01-03 --to 2060-01-04",
                  expect=78)
        self.type("schedule business-days --calendar XNYS --from 2020-01-03", expect=64)

    def test_business_days_of_the_exchanges(self):
        for name in ("XNYS", "XASX", "XLON"):
            holidays = {row["date"] for row in rows_of(terminal.shared("data", "calendars",
                                                                       name + ".csv"))
                        if row["type"] == "holiday"}
            got = self.type("schedule", "business-days", "--calendar", name, "--from", "2015-01-01",
                            "--to", "2020-12-31", "--json", expect=0).json["dates"]
            self.assertFalse(holidays & set(got), name)
            self.assertEqual(len(got), 1566 - len(holidays), name)


if __name__ == "__main__":
    terminal.main()
