#!/usr/bin/env python3
"""Compares a book that scripts/real-book made with what Beancount says of the same facts, and
recomputes the journal's hash chains from the public views. Prints one line a claim; exit 1 where one
fails."""

import argparse
import collections
import csv
import hashlib
import pathlib
import sqlite3
import sys
from decimal import Decimal

BOOKS = {  # portfolio: reference name, base currency
    "REAL-USD": ("real_usd_2015_2020", "USD"),
    "REAL-AUD": ("real_aud_2015_2020", "AUD"),
}
failures = []


def claim(text, is_true, detail=""):
    print(f"{'ok  ' if is_true else 'FAIL'} {text}{': ' + detail if detail else ''}")
    if not is_true:
        failures.append(text)


def reference(folder, name):
    with open(folder / name, newline="") as file:
        yield from csv.DictReader(file)


def prove_navs(book, expected, last):
    for portfolio, (name, currency) in BOOKS.items():
        navs = dict(book.execute(
            "SELECT business_date, nav_minor FROM v_nav WHERE portfolio_id = ?", (portfolio,)))
        lines = collections.Counter()
        for view in ("v_position", "v_cash"):
            lines.update(dict(book.execute(
                f"SELECT business_date, count(*) FROM {view} WHERE portfolio_id = ? "
                "GROUP BY business_date", (portfolio,))))
        days, wrong, worst, allowed = 0, [], Decimal(0), Decimal(0)
        for row in reference(expected, f"{name}.daily_nav.csv"):
            if row["date"] > last:
                continue
            days += 1
            difference = abs(navs.get(row["date"], 10**15) - 100 * Decimal(row[f"nav_{currency}"]))
            limit = Decimal(lines[row["date"]]) / 2
            if difference > limit:
                wrong.append(row["date"])
            if difference > worst:
                worst, allowed = difference, limit
        claim(f"{portfolio}: nav of {days} days to half a minor unit a line", not wrong and days > 0,
              f"worst {worst:.3f} of {allowed} minor units" if not wrong else f"from {wrong[0]}")


def prove_balances(book, expected, last):
    for portfolio, (name, _) in BOOKS.items():
        compared, wrong = 0, []
        for row in reference(expected, f"{name}.balances.csv"):
            if row["as_of"] > last or not row["account"].startswith("Assets:"):
                continue
            compared += 1
            day = book.execute("SELECT max(business_date) FROM v_nav WHERE business_date <= ?",
                               (row["as_of"],)).fetchone()[0]
            units = Decimal(row["units"])
            if ":Cash:" in row["account"]:
                ours = book.execute(
                    "SELECT settled_minor + pending_minor FROM v_cash WHERE portfolio_id = ? AND "
                    "business_date = ? AND currency = ?",
                    (portfolio, day, row["currency"])).fetchone() or (0,)
                is_equal = ours[0] == 100 * units
            else:
                ours = book.execute(
                    "SELECT quantity_e6 FROM v_position WHERE portfolio_id = ? AND "
                    "business_date = ? AND instrument_id = ?",
                    (portfolio, day, row["currency"])).fetchone() or (0,)
                is_equal = ours[0] == 1_000_000 * units
            if not is_equal:
                wrong.append(f"{row['as_of']} {row['currency']} {ours[0]} {units}")
        claim(f"{portfolio}: {compared} cash balances and quantities exactly",
              not wrong and compared > 0, wrong[0] if wrong else "")


def lots_on(book, portfolio, day):
    lots = collections.defaultdict(lambda: [0, 0])
    for instrument, lot, quantity, cost in book.execute(
            "SELECT instrument_id, lot_id, sum(quantity_e6), sum(cost_minor) FROM v_lot_event "
            "WHERE portfolio_id = ? AND effective_date <= ? GROUP BY 1, 2", (portfolio, day)):
        if quantity:
            acquired = book.execute(
                "SELECT min(effective_date) FROM v_lot_event WHERE portfolio_id = ? AND lot_id = ?",
                (portfolio, lot)).fetchone()[0]
            lots[instrument, acquired][0] += quantity
            lots[instrument, acquired][1] += cost
    return lots


def prove_lots(book, expected, last):
    for portfolio, (name, _) in BOOKS.items():
        theirs = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, Decimal(0), 0]))
        for row in reference(expected, f"{name}.lots.csv"):
            if row["as_of"] > last or not row["cost_date"]:
                continue
            lot = theirs[row["as_of"]][row["currency"], row["cost_date"]]
            units = Decimal(row["units"])
            lot[0] += units
            lot[1] += units * Decimal(row["cost_number"])
            lot[2] += 1
        compared, wrong, worst = 0, [], Decimal(0)
        for as_of, lots in theirs.items():
            ours = lots_on(book, portfolio, as_of)
            if set(ours) != set(lots):
                wrong.append(f"{as_of}: {sorted(set(ours) ^ set(lots))[:2]}")
            for key, (units, cost, count) in lots.items():
                compared += 1
                difference = abs(ours[key][1] - 100 * cost)
                worst = max(worst, difference)
                if ours[key][0] != 1_000_000 * units or difference > count:
                    wrong.append(f"{as_of} {key} {ours[key]} {units} {cost}")
        claim(f"{portfolio}: {compared} open lots, quantity and date exactly, cost to a minor unit",
              not wrong and compared > 0, wrong[0] if wrong else f"worst {worst:.3f}")


def prove_ledger(book):
    unbalanced = book.execute(
        "SELECT count(*) FROM (SELECT 1 FROM v_journal GROUP BY entry_id, currency "
        "HAVING sum(amount_minor) <> 0)").fetchone()[0]
    entries = book.execute("SELECT count(DISTINCT entry_id) FROM v_journal").fetchone()[0]
    claim(f"{entries} journal entries balance in every currency", unbalanced == 0 and entries > 0)
    days = book.execute("SELECT count(DISTINCT business_date) FROM v_trial_balance").fetchone()[0]
    crooked = book.execute(
        "SELECT count(*) FROM (SELECT 1 FROM v_trial_balance GROUP BY business_date, currency "
        "HAVING sum(balance_minor) <> 0)").fetchone()[0]
    claim(f"{days} trial balances are zero in every currency", crooked == 0 and days > 0)


def prove_entry_chain(book):
    previous, broken = "0" * 64, None
    rows = book.execute(
        "SELECT entry_id, effective_date, kind, source_key, reverses_entry_id, account, "
        "portfolio_id, instrument_id, currency, amount_minor, quantity_e6, lot_id, hash "
        "FROM v_journal ORDER BY entry_id, line_no")
    head, text, stored = None, "", ""

    def finish():
        nonlocal previous, broken
        if head is None:
            return
        made = hashlib.sha256((previous + "\n" + text).encode()).hexdigest()
        if made != stored and broken is None:
            broken = head
        previous = made

    count = 0
    for row in rows:
        entry_id, effective, kind, source, reverses, *line, entry_hash = row
        if entry_id != head:
            finish()
            count += 1
            head, stored = entry_id, entry_hash
            text = f"wj-entry/1\n{entry_id}\n{effective}\n{kind}\n{source}\n{reverses or ''}\n"
        text += "|".join("" if field is None else str(field) for field in line) + "\n"
    finish()
    claim(f"the hash chain of {count} entries is as recomputed here", broken is None and count > 0,
          f"breaks at {broken}" if broken else "")


def prove_close_chain(book):
    previous, broken, count = "0" * 64, None, 0
    for day, version, stored, entries, last_entry in book.execute(
            "SELECT business_date, version, hash, entry_count, last_entry_id FROM v_close "
            "ORDER BY known_rev").fetchall():
        lines = sorted(f"{label}|{currency}|{balance}\n".encode() for label, currency, balance in
                       book.execute("SELECT label, currency, balance_minor FROM v_trial_balance "
                                    "WHERE business_date = ? AND version = ?", (day, version)))
        tb_hash = hashlib.sha256(b"".join(lines)).hexdigest()
        made = hashlib.sha256(
            f"wj-close/1\n{day}\nentity=MAIN\nprev={previous}\nentries={entries}\n"
            f"last_entry={last_entry}\ntb={tb_hash}\n".encode()).hexdigest()
        if made != stored and broken is None:
            broken = day
        previous = made
        count += 1
    claim(f"the close chain of {count} days is as recomputed here", broken is None and count > 0,
          f"breaks at {broken}" if broken else "")


def prove_positions(book):
    """Every day: what was traded is what was delivered plus what open trades still move."""
    traded = collections.Counter()
    delivered = collections.Counter()
    open_by_trade = collections.Counter()
    events = collections.defaultdict(list)
    for day, portfolio, instrument, source, quantity in book.execute(
            "SELECT effective_date, portfolio_id, instrument_id, source_key, sum(quantity_e6) "
            "FROM v_journal WHERE account = 1100 AND quantity_e6 IS NOT NULL "
            "GROUP BY entry_id, instrument_id"):
        events[day].append(("td", portfolio, instrument, source, quantity))
    for day, portfolio, instrument, source, quantity in book.execute(
            "SELECT date(e.effective_date * 86400, 'unixepoch'), p.portfolio_id, i.instrument_id, "
            "e.source_key, d.quantity_e6 FROM delivery d JOIN journal_entry e USING (entry_id) "
            "JOIN portfolio p ON p.portfolio_no = d.portfolio_no "
            "JOIN instrument i ON i.instrument_no = d.instrument_no"):
        events[day].append(("sd", portfolio, instrument, source, quantity))
    wrong = None
    for day in sorted(events):
        for bucket, portfolio, instrument, source, quantity in events[day]:
            key = portfolio, instrument
            (traded if bucket == "td" else delivered)[key] += quantity
            if source.startswith("trade|"):
                trade = source.split("|")[1]
                open_by_trade[key, trade] += quantity if bucket == "td" else -quantity
        totals = collections.Counter()
        for (key, _), quantity in open_by_trade.items():
            totals[key] += quantity
        for key in traded:
            if traded[key] != delivered[key] + totals[key] and wrong is None:
                wrong = f"{day} {key}"
    claim(f"TD = SD + open on {len(events)} days with movements", wrong is None and bool(events),
          wrong or "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--book", type=pathlib.Path, required=True)
    parser.add_argument("--to", default="2020-12-31")
    options = parser.parse_args()
    book = sqlite3.connect(f"file:{options.book}?mode=ro", uri=True)
    expected = options.shared / "data" / "ledgers" / "expected"
    prove_navs(book, expected, options.to)
    prove_balances(book, expected, options.to)
    prove_lots(book, expected, options.to)
    prove_ledger(book)
    prove_entry_chain(book)
    prove_close_chain(book)
    prove_positions(book)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
