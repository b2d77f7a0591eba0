"""The manuals say what the binary does: every command, option, job, parameter, key, column, reason
and exit status stands in its page, and nothing stands there that does not exist."""

import re
import shutil
import subprocess
import unittest

import terminal
from terminal import TOP

MAN = TOP / "man"
LIB = TOP / "lib"
GLOBAL_OPTIONS = {"--config", "--db", "--json", "--quiet", "--no-color", "-v", "--verbose",
                  "--version", "-h", "--help"}


def source_of(page):
    return (MAN / page).read_text()


def words_of(page):
    """The page as people read it, on lines that never break a word."""
    text = subprocess.run(["mandoc", "-Tascii", "-O", "width=900", str(MAN / page)],
                          capture_output=True, text=True, check=True).stdout
    return re.sub(r".\x08", "", text)


def sections(source, macro):
    """{title: source} of every .Ss or .Sh section."""
    parts = re.split(rf"^\.{macro} (.+)$", source, flags=re.M)
    return {title: re.split(r"^\.S[sh] ", body, flags=re.M)[0]
            for title, body in zip(parts[1::2], parts[2::2])}


def entries(source):
    """Words in .Li of the .It lines: what a list explains."""
    found = []
    for line in re.findall(r"^\.It (.*)$", source, flags=re.M):
        inside = False
        for word in line.split():
            if word == "Li":
                inside = True
            elif word in ("No", "Pa", "Fl", "Ar", "Cm", "Ev"):
                inside = False
            elif inside and re.fullmatch(r"[A-Za-z_][\w-]*", word) and word not in ("Bo", "Bc"):
                found.append(word)
    return found


def options_in(source):
    """Options a piece of mdoc names."""
    found = {"--" + name for name in re.findall(r"\bFl Fl ([a-z][a-z-]*)", source)}
    return found | {"-" + name for name in re.findall(r"(?<!Fl )\bFl ([a-z])\b", source)}


def listed(pattern, *paths):
    """All matches of one group in sources below lib."""
    found = set()
    for path in paths:
        for file in sorted(LIB.glob(path)):
            found |= set(re.findall(pattern, file.read_text(), flags=re.S))
    return found


class Manual(terminal.Story):
    def help_of(self, *command):
        return self.type(*command, "--help", expect=0).out

    def commands(self):
        text = self.help_of().split("Subcommands:")[1].split("EXIT STATUS")[0]
        return re.findall(r"^  ([a-z][a-z-]*) ", text, flags=re.M)

    def options_of(self, *command):
        text = self.help_of(*command)
        return set(re.findall(r"--?[a-z][a-z-]*", " ".join(
            re.findall(r"^  (-\S+)", text, flags=re.M)).replace(",", " ")))

    def assertNamed(self, names, text, page):
        missing = [n for n in sorted(names) if not re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", text)]
        self.assertEqual(missing, [], f"not in {page}")

    # -- form -------------------------------------------------------------------------------------
    def test_the_pages_are_clean_mdoc(self):
        self.assertTrue(shutil.which("mandoc"), "mandoc is not installed: scripts/install-packages test")
        pages = sorted(MAN.iterdir())
        self.assertEqual([page.name for page in pages],
                         ["wealthjobs-import.5", "wealthjobs-jobs.7", "wealthjobs.1",
                          "wealthjobs.toml.5"])
        for page in pages:
            lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(page)],
                                  capture_output=True, text=True)
            self.assertEqual((lint.returncode, lint.stdout + lint.stderr), (0, ""))

    # -- wealthjobs(1) ------------------------------------------------------------------------------
    def pieces(self):
        """{command: its part of the page}"""
        source = source_of("wealthjobs.1").split(".Ss The book")[1].split(".Sh ENVIRONMENT")[0]
        parts = re.split(r"^\.It Cm ([a-z-]+)", source, flags=re.M)
        found = {}
        for name, body in zip(parts[1::2], parts[2::2]):
            found[name] = found.get(name, "") + body
        return found

    def test_every_command_stands_in_the_page_and_no_other(self):
        commands = self.commands()
        self.assertGreater(len(commands), 20)
        self.assertEqual(sorted(self.pieces()), sorted(commands))

    def test_every_option_of_every_command_stands_in_its_part(self):
        pieces = self.pieces()
        count = 0
        for command in self.commands():
            options = self.options_of(command) - {"-h", "--help"}
            count += len(options)
            named = options_in(pieces[command])
            self.assertEqual(options - named, set(), f"{command}: not in the page")
            self.assertEqual(named - options, set(), f"{command}: only in the page")
        self.assertGreater(count, 50)

    def test_global_options_are_those_of_the_page(self):
        self.assertEqual(self.options_of(), GLOBAL_OPTIONS)
        part = sections(source_of("wealthjobs.1"), "Ss")["Global options"]
        self.assertEqual(options_in(part), GLOBAL_OPTIONS)

    def test_every_exit_status_stands_in_the_page_with_its_name(self):
        rows = self.type("exit-codes", "--json", expect=0).json["exit_codes"]["rows"]
        self.assertGreater(len(rows), 15)
        part = sections(source_of("wealthjobs.1"), "Sh")["EXIT STATUS"]
        page = re.findall(r"^\.It (\d+)\n\.Li (\w+) ", part, flags=re.M)
        self.assertEqual(page, [(row["code"], row["name"]) for row in rows])

    def test_every_help_ends_with_exit_statuses_of_the_table(self):
        rows = self.type("exit-codes", "--json", expect=0).json["exit_codes"]["rows"]
        table = {row["code"]: row["name"] for row in rows}
        for command in self.commands():
            last = self.help_of(command).split("EXIT STATUS")
            self.assertEqual(len(last), 2, command)
            pairs = re.findall(r"^  (\d+) +(\w+):", last[1], flags=re.M)
            self.assertTrue(pairs, command)
            for code, name in pairs:
                self.assertEqual(table[code], name, command)

    # -- wealthjobs-jobs(7) -------------------------------------------------------------------------
    def test_every_job_and_parameter_stands_in_the_page_with_its_range(self):
        parts = sections(source_of("wealthjobs-jobs.7").split(".Sh JOBS")[1], "Ss")
        jobs = [row["job"] for row in self.type("jobs", "--json", expect=0).json["jobs"]["rows"]]
        self.assertGreater(len(jobs), 6)
        self.assertEqual(list(parts), jobs)
        for job in jobs:
            document = self.type("jobs", job, "--json", expect=0).json
            lines = dict(re.findall(r"^\.It Li (\w+) No \((.*)\)$", parts[job], flags=re.M))
            rows = document["parameters"]["rows"]
            self.assertEqual(list(lines), [row["key"] for row in rows], job)
            for row in rows:
                self.assert_line_says(job, lines[row["key"]], row)
            self.assertNamed(document["facts"]["after"].replace(",", " ").split(), parts[job],
                             "the part of " + job)

    def assert_line_says(self, job, line, row):
        what = f"{job}.{row['key']}: {line}"
        if row["type"] == "integer":
            for number in re.findall(r"-?\d+", row["range"]) + [row["default"]]:
                self.assertRegex(line, rf"(?<!\d){number}(?!\d)", what)
        elif row["default"].startswith('"'):
            self.assertIn("default " + (row["default"].strip('"') or "none"), line, what)
        elif row["type"] == "boolean":
            self.assertIn("default " + row["default"], line, what)
        for choice in row["range"].split(", ") if row["type"] != "integer" else []:
            self.assertIn(choice, line, what)

    def test_every_table_that_a_job_writes_stands_in_its_part(self):
        parts = sections(source_of("wealthjobs-jobs.7").split(".Sh JOBS")[1], "Ss")
        for row in self.type("jobs", "--json", expect=0).json["jobs"]["rows"]:
            tables = set(re.findall(r"\b[a-z]+(?:_[a-z]+)*\b", row["writes"].split(", and")[0]))
            tables -= {"pack_waiver"}  # written by no job yet
            self.assertNamed(tables, parts[row["job"]], "the part of " + row["job"])

    def test_every_finding_fault_and_hold_stands_in_the_page(self):
        kinds = listed(r'\bfinding\(\s*\w+, "(\w+)"', "finance/ledger/*.cpp")
        kinds |= listed(r'\bfind\(\s*"(\w+)"', "jobs/*.cpp") | listed(r'\bnote\(\s*"(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'"(?:ingest|build_pack|value_portfolios|settle_trades)",\s*"(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'\bhold\(portfolio\.no, "(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'\bhold\(no, \{"(\w+)"', "jobs/fee_*.cpp")
        kinds |= listed(r'\b(?:note|find)\(\w+(?:\.\w+)?, "(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'FeeFault\{"(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'\bhold\(portfolio, "(\w+)"', "jobs/*.cpp")
        kinds |= listed(r'pair_name\(rows\.front\(\)\), "(\w+)"', "jobs/*.cpp")
        text = (LIB / "finance/ledger/settlement.cpp").read_text()
        names = re.search(r"name_of\(FaultKind kind\) \{(.*?)\n\}", text, flags=re.S).group(1)
        kinds |= set(re.findall(r'"(\w+)"', names)) | {"quarantined_row", "faulty_fact"}
        kinds |= listed(r'custodian_hold = "(\w+)"', "jobs/*.h")
        kinds -= {"update_fx_rates", "generate_reports", "close_ledger", "settle_trades",
                  "value_portfolios", "build_pack"}
        self.assertGreater(len(kinds), 25, kinds)
        self.assertNamed(kinds, words_of("wealthjobs-jobs.7"), "wealthjobs-jobs(7)")

    def test_what_a_command_step_finds_stands_in_the_page(self):
        page = words_of("wealthjobs-jobs.7")
        names = listed(r'"(WEALTHJOBS_[A-Z_]+)=', "runner/*.cpp")
        self.assertGreater(len(names), 4)
        self.assertNamed(names, page, "wealthjobs-jobs(7)")
        text = (LIB / "pipeline/placeholders.cpp").read_text()
        names = re.search(r"names = \{(.*?)\}", text, flags=re.S).group(1)
        for name in re.findall(r'"(\w+)"', names):
            for where in ("wealthjobs-jobs.7", "wealthjobs.toml.5"):
                self.assertIn("{" + name + "}", words_of(where), where)

    def test_the_states_of_runs_and_steps_stand_in_the_page(self):
        text = (LIB / "store/run_state.cpp").read_text()
        states = set(re.findall(r'"([a-z_]+)"', text.split("namespace", 1)[1]))
        self.assertGreater(len(states), 10)
        self.assertNamed(states, sections(source_of("wealthjobs-jobs.7"), "Sh")["STATES"],
                         "STATES")

    # -- wealthjobs.toml(5) -------------------------------------------------------------------------
    def test_every_key_that_check_accepts_stands_in_the_page_and_no_other(self):
        keys, tables = set(), set()
        for name in ("config_reader.cpp", "pipeline_reader.cpp", "step_reader.cpp"):
            text = (LIB / "pipeline" / name).read_text()
            keys |= set(re.findall(
                r'reader\.(?:read|read_\w+|any)\(\s*"(\w+)"', text))
            keys |= set(re.findall(r'read_references\(reader, "(\w+)"', text))
            tables |= set(re.findall(r'reader\.table\("(\w+)"\)', text))
        tables |= {"feed", "custodian", "jobs", "pipeline", "step", "schedule"}
        keys = (keys - tables) | {"calendar"}  # a table and a key
        self.assertGreater(len(keys), 60)
        source = source_of("wealthjobs.toml.5")
        explained = set(entries(source))
        self.assertEqual(keys - explained, set(), "not in wealthjobs.toml(5)")
        self.assertEqual(explained - keys - {"with", "retry", "wait_for"}, set(),
                         "only in wealthjobs.toml(5)")
        self.assertNamed(tables, words_of("wealthjobs.toml.5"), "wealthjobs.toml(5)")

    def test_the_range_of_every_key_is_that_of_its_reader(self):
        lines = re.findall(r"^\.It (.*)$", source_of("wealthjobs.toml.5"), flags=re.M)
        constants = {"most_days": 36_500, "longest_timeout_s": 7 * 86_400}
        count = 0
        for name in ("config_reader.cpp", "pipeline_reader.cpp", "step_reader.cpp"):
            text = (LIB / "pipeline" / name).read_text()
            for key, low, high in re.findall(
                    r'reader\.read\("(\w+)",[^;{]*\{([^,{}]+), ([^,{}]+), "[\w ]+"\}\)', text):
                low, high = (eval(re.sub(r"(?<=\d)'|LL", "", value), {}, constants)
                             for value in (low, high))
                self.assertTrue(any(f"Li {key} " in line and f"{low} to {high}" in line
                                    for line in lines), f"{name}: {key}: {low} to {high}")
                count += 1
        self.assertGreater(count, 20)

    def test_every_word_of_a_choice_and_every_calendar_stands_in_the_page(self):
        text = (LIB / "pipeline/spec.cpp").read_text()
        words = set(re.findall(r'"([a-z_]+)"', text.split("namespace", 1)[1]))
        calendar = (LIB / "finance/calendar/built_in_calendar.cpp").read_text()
        words |= set(re.findall(r'"([A-Z]{4,7})"', calendar))
        registry = (LIB / "jobs/registry.cpp").read_text()
        kinds = re.search(r"feed_kinds = \{(.*?)\}", registry, flags=re.S).group(1)
        words |= set(re.findall(r'"(\w+)"', kinds))
        self.assertGreater(len(words), 30)
        self.assertNamed(words, words_of("wealthjobs.toml.5"), "wealthjobs.toml(5)")
        self.assertNamed(set(re.findall(r'"(\w+)"', kinds)), words_of("wealthjobs-import.5"),
                         "wealthjobs-import(5)")

    def test_the_example_of_the_page_passes_check(self):
        example = re.search(r"^\.Bd -literal.*?\n(.*?)^\.Ed", source_of("wealthjobs.toml.5"),
                            flags=re.S | re.M).group(1)
        path = self.write("example.toml", example)
        self.type("check", path, expect=0)

    # -- wealthjobs-import(5) -----------------------------------------------------------------------
    def formats(self):
        """{file: {column: is_required}} as the sources have it."""
        found = {}
        of_facts = (LIB / "feeds/fact_version.h").read_text()
        for path in sorted((LIB / "feeds").glob("*_formats.cpp")):
            text = path.read_text()
            shared = dict(re.findall(r'constexpr CsvColumn (\w+)(\{"\w+"[^}]*\})',
                                     of_facts + text))
            for name, body in re.findall(r"namespace (\w+) \{\nenum Column.*?columns\{(.*?)\};\n\}",
                                         text, flags=re.S):
                for short, full in shared.items():
                    body = body.replace(short, "CsvColumn" + full)
                columns = {column: "false" not in rest.split(",")[0]
                           for column, rest in re.findall(r'CsvColumn\{"(\w+)"(?:, )?([^}]*)\}', body)}
                file = re.search(rf'"(\w+\.csv)",\s*{name}::columns', text).group(1)
                found[file] = columns
        return found

    def test_every_column_of_every_file_stands_in_the_page_and_no_other(self):
        source = source_of("wealthjobs-import.5")
        parts = sections(source.split(".Sh FILES")[1].split(".Sh CORRECTIONS")[0], "Ss")
        formats = self.formats()
        self.assertEqual(len(formats), 23)
        for file, columns in formats.items():
            title = next(t for t in parts if file in t)
            if file.startswith("custodian_"):
                self.assertNamed(columns, parts[title], title)
                continue
            explained = {}
            for line in re.findall(r"^\.It (.*)$", parts[title], flags=re.M):
                for word in re.findall(r"\b[a-z]\w+\b", line):
                    explained[word] = "Bo" not in line.split()
            self.assertEqual(explained, columns, file)

    def test_every_file_that_is_known_stands_in_the_page(self):
        text = (LIB / "feeds/book_folder.cpp").read_text()
        names = set(re.findall(r'"(\w+\.csv)"', text))
        self.assertGreater(len(names), 25)
        self.assertNamed(names, words_of("wealthjobs-import.5"), "wealthjobs-import(5)")

    def test_every_reason_of_a_refusal_stands_in_the_page(self):
        reasons = set()
        for path in [*LIB.glob("feeds/*.cpp"), *LIB.glob("jobs/intake*.cpp")]:
            text = path.read_text()
            reasons |= set(re.findall(
                r'\b(?:refuse|refuse_cell|choice|positive|not_negative)\([^;{}"]*"([a-z]+(?:_[a-z]+)+)"',
                text, flags=re.S))
            reasons |= set(re.findall(r'Fault\{\s*"([a-z_]+)"', text))
            reasons |= set(re.findall(r'reason = "([a-z_]+)"', text))
        for file, kind in (("feeds/csv_reader.cpp", "CsvFaultKind"),
                           ("base/decimal.cpp", "DecimalRefusal"),
                           ("finance/valuation/series_checks.cpp", "RowFault"),
                           ("store/facts.cpp", "FactRefusal")):
            body = re.search(rf"name_of\({kind} \w+\) \{{(.*?)\n\}}", (LIB / file).read_text(),
                             flags=re.S)
            self.assertIsNotNone(body, kind)
            reasons |= set(re.findall(r'"([a-z_0-9]+)"', body.group(1)))
        move = (LIB / "finance/valuation/price_move.cpp").read_text()
        body = re.search(r"name_of\(PriceMoveKind \w+\) \{(.*?)\n\}", move, flags=re.S).group(1)
        reasons |= set(re.findall(r'"(\w+)"', body)) - {"mover", "ordinary", "not_comparable"}
        reasons -= {"empty"}  # the caller says missing_value
        self.assertGreater(len(reasons), 50, reasons)
        self.assertNamed(reasons, words_of("wealthjobs-import.5"), "wealthjobs-import(5)")

    def test_the_smallest_book_of_the_page_closes_its_day(self):
        text = words_of("wealthjobs-import.5").split("The smallest book:")[1].split("A cancellation:")[0]
        files = re.split(r"^\s*\$ cat (\S+)$", text, flags=re.M)
        for name, body in zip(files[1::2], files[2::2]):
            lines = [line.strip() for line in body.strip().splitlines()]
            self.write("book/" + name, "\n".join(lines) + "\n")
        self.config()
        self.type("init", expect=0)
        self.type("import", self.folder / "book", expect=0)
        self.type("run cob --date 2020-01-02", expect=0)
        nav = self.value("SELECT nav_minor FROM v_nav WHERE portfolio_id = 'P001'")
        self.assertEqual(nav, 1_000_000 - 222_990 - 500 + 225_262)  # half-even: 30 x 75.0875 = 2,252.625


class Readme(terminal.Story):
    """README: its commands exist, and those that only look can be typed on a demo."""

    looking = ("check", "status", "history", "jobs", "pipelines", "show", "plan", "portfolio",
               "report", "doctor", "exit-codes", "holds list", "quarantine list", "is-business-day")

    def blocks(self):
        text = (TOP / "README.md").read_text()
        return re.findall(r"```(?:sh|console|text|cron)?\n(.*?)```", text, flags=re.S)

    def lines(self):
        found = []
        for block in self.blocks():
            for line in block.splitlines():
                line = re.sub(r"^\$ ", "", line.strip())
                line = re.sub(r"^[\d*/, -]+ +(?=wealthjobs )", "", line)  # a crontab line
                if line.startswith("wealthjobs ") and not line.startswith("wealthjobs: "):
                    found.append(re.split(r"\s+#", line)[0])
        return found

    def test_every_command_line_can_be_parsed(self):
        lines = self.lines()
        self.assertGreater(len(lines), 15)
        helps = {}
        for line in lines:
            words = line.split()[1:]
            while words[0] in ("--config", "--db"):
                words = words[2:]
            command = words[0]
            if command not in helps:
                helps[command] = self.type(command, "--help", expect=0).out
            for option in re.findall(r"(?<= )--?[a-z][a-z-]*", " ".join(words)):
                if option not in GLOBAL_OPTIONS:
                    self.assertIn(option, helps[command], line)

    def test_scripts_that_it_names_exist(self):
        text = (TOP / "README.md").read_text()
        names = set(re.findall(r"\bscripts/[\w.-]+", text))
        self.assertGreater(len(names), 6)
        for name in names:
            self.assertTrue((TOP / name.rstrip(".")).exists(), name)

    def test_exit_statuses_are_those_of_the_table(self):
        text = (TOP / "README.md").read_text()
        rows = self.type("exit-codes", "--json", expect=0).json["exit_codes"]["rows"]
        for row in rows:
            self.assertRegex(text, rf"\| {row['code']} +\| `?{row['name']}`?", row["name"])

    def test_what_only_looks_works_on_a_demo(self):
        self.type("demo", self.folder / "demo", expect=0)
        self.type("--config", "demo/jobs.toml", "init", expect=0)
        self.type("--config", "demo/jobs.toml", "import", "demo/book", expect=0)
        self.type("--config", "demo/jobs.toml", "run", "cob", "--date", "2020-12-30", "--quiet",
                  expect=0)
        typed = 0
        for line in self.lines():
            words = [w for w in line.split()[1:]]
            if words[:1] == ["--config"]:
                words = words[2:]
            if not " ".join(words).startswith(self.looking):
                continue
            answer = self.type("--config", "demo/jobs.toml", *words)
            self.assertEqual(answer.status, 0, f"{line}: {answer!r}")
            typed += 1
        self.assertGreater(typed, 5)


if __name__ == "__main__":
    terminal.main()
