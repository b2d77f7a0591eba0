"""A book as ordered text without wall-clock columns and without the run journal: what must be equal
whatever happened on the way."""

import hashlib
import sqlite3

RUN_JOURNAL = {"run", "step", "attempt", "event", "job_run", "knowledge", "book_revision",
               "table_checksum"}


def dump(path, where="1"):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    lines = []
    try:
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        for table in tables:
            if table in RUN_JOURNAL or table.startswith("sqlite_"):
                continue
            columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")
                       if not name.endswith(("_rev", "_us"))]
            for row in connection.execute(
                    f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns)}"):
                lines.append(f"{table}|" + "|".join(map(repr, row)))
    finally:
        connection.close()
    return lines


def dump_hash(path):
    return hashlib.sha256("\n".join(dump(path)).encode()).hexdigest()
