-- Statements of custodians, what comparing them with the book found, and the breaks: append-only.

-- Statements --------------------------------------------------------------------------------------
-- One row for each delivery of an account's positions or cash of a day; other content is the next
-- version of the whole statement, the highest counts.
CREATE TABLE custodian_statement (
  statement_no INTEGER PRIMARY KEY,
  custodian TEXT NOT NULL,
  account TEXT NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('positions', 'cash')),
  version INTEGER NOT NULL CHECK (version > 0),
  source TEXT NOT NULL,               -- file
  lines INTEGER NOT NULL,
  sha256 TEXT NOT NULL,               -- of its lines, sorted
  known_rev INTEGER NOT NULL,
  UNIQUE (custodian, day, account, kind, version)
) STRICT;

CREATE TABLE custodian_position (     -- ids as the custodian writes them: unknown ones are a break
  statement_no INTEGER NOT NULL REFERENCES custodian_statement,
  portfolio_id TEXT NOT NULL,
  instrument_id TEXT NOT NULL,
  quantity_e6 INTEGER NOT NULL,
  PRIMARY KEY (statement_no, portfolio_id, instrument_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE custodian_cash (
  statement_no INTEGER NOT NULL REFERENCES custodian_statement,
  portfolio_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (statement_no, portfolio_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE custodian_account (      -- which portfolio lies in which account, as statements say
  custodian TEXT NOT NULL,
  account TEXT NOT NULL,
  portfolio_id TEXT NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,          -- of the newest statement that names it
  PRIMARY KEY (custodian, account, portfolio_id)
) STRICT, WITHOUT ROWID;

-- Reconciliations ---------------------------------------------------------------------------------
CREATE TABLE recon_run (
  recon_no INTEGER PRIMARY KEY,
  control TEXT NOT NULL CHECK (control IN ('custodian', 'ledger')),
  day INTEGER NOT NULL,               -- business date of the run
  n INTEGER NOT NULL,                 -- 1, 2, 3: each time sources or answers were new
  source_sha256 TEXT NOT NULL,        -- of all statements compared
  result_sha256 TEXT NOT NULL,        -- of all items
  matched INTEGER NOT NULL,
  explained INTEGER NOT NULL,         -- by their class
  accepted INTEGER NOT NULL,          -- by a person
  unexplained INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('passed', 'blocked', 'overridden')),
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  UNIQUE (control, day, n)
) STRICT;

CREATE TABLE recon_source (
  recon_no INTEGER NOT NULL REFERENCES recon_run,
  custodian TEXT NOT NULL,
  statement_day INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('compared', 'missing')),
  sha256 TEXT NOT NULL,
  PRIMARY KEY (recon_no, custodian)
) STRICT, WITHOUT ROWID;

CREATE TABLE recon_item (             -- lines that differ, and matched ones with something pending
  recon_no INTEGER NOT NULL REFERENCES recon_run,
  item_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('matched', 'open', 'explained', 'written_off')),
  kind TEXT NOT NULL CHECK (kind IN ('qty', 'cash', 'price', 'static', 'ca')),
  custodian TEXT NOT NULL,
  account TEXT NOT NULL,
  portfolio_id TEXT NOT NULL,
  subject TEXT NOT NULL,              -- instrument id or currency
  ours INTEGER NOT NULL,              -- 10^-6 units or minor units
  theirs INTEGER NOT NULL,
  pending INTEGER NOT NULL,           -- traded less settled
  class TEXT NOT NULL,                -- empty: matched
  causes TEXT NOT NULL,               -- "trade|T1 trade|T2"
  break_no INTEGER,
  PRIMARY KEY (recon_no, item_no)
) STRICT, WITHOUT ROWID;

-- Breaks ------------------------------------------------------------------------------------------
CREATE TABLE break_record (
  break_no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('qty', 'cash', 'price', 'static', 'ca')),
  custodian TEXT NOT NULL,
  account TEXT NOT NULL,
  portfolio_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  known_rev INTEGER NOT NULL
) STRICT;

CREATE TABLE break_event (            -- the last one says how the break stands
  break_no INTEGER NOT NULL REFERENCES break_record,
  n INTEGER NOT NULL,
  day INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('first_seen', 'seen', 'reopened', 'expired', 'resolved',
    'explained', 'written_off')),
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'written_off', 'resolved')),
  class TEXT NOT NULL CHECK (class IN ('pending_settlement', 'corporate_action', 'after_cut',
    'duplicate_trade', 'fx_rounding', 'static_mapping', 'unexplained')),
  ours INTEGER NOT NULL,
  theirs INTEGER NOT NULL,
  value_minor INTEGER,                -- size of the difference; null: no price
  currency TEXT NOT NULL,             -- of value_minor: base currency of the portfolio
  accepted_difference INTEGER,        -- what a person accepted and still holds
  until_day INTEGER,
  owner TEXT NOT NULL,
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (break_no, n)
) STRICT, WITHOUT ROWID;

-- Guards ------------------------------------------------------------------------------------------
CREATE TRIGGER custodian_statement_no_update BEFORE UPDATE ON custodian_statement
BEGIN
  SELECT RAISE(ABORT, 'table custodian_statement is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_statement_no_delete BEFORE DELETE ON custodian_statement
BEGIN
  SELECT RAISE(ABORT, 'table custodian_statement is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_statement_insert BEFORE INSERT ON custodian_statement
BEGIN
  SELECT CASE
    WHEN NEW.statement_no <> (SELECT ifnull(max(statement_no), 0) + 1 FROM custodian_statement)
    THEN RAISE(FAIL, 'a statement takes the next number')
    WHEN EXISTS (SELECT 1 FROM custodian_statement
      WHERE custodian = NEW.custodian AND day = NEW.day AND account = NEW.account
        AND kind = NEW.kind AND version = NEW.version)
    THEN RAISE(FAIL, 'table custodian_statement is append-only: it changes by a version')
  END;
END;

CREATE TRIGGER custodian_position_no_update BEFORE UPDATE ON custodian_position
BEGIN
  SELECT RAISE(ABORT, 'table custodian_position is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_position_no_delete BEFORE DELETE ON custodian_position
BEGIN
  SELECT RAISE(ABORT, 'table custodian_position is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_position_insert BEFORE INSERT ON custodian_position
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM custodian_position
      WHERE statement_no = NEW.statement_no AND portfolio_id = NEW.portfolio_id
        AND instrument_id = NEW.instrument_id)
    THEN RAISE(FAIL, 'table custodian_position is append-only: it changes by a version')
  END;
END;

CREATE TRIGGER custodian_cash_no_update BEFORE UPDATE ON custodian_cash
BEGIN
  SELECT RAISE(ABORT, 'table custodian_cash is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_cash_no_delete BEFORE DELETE ON custodian_cash
BEGIN
  SELECT RAISE(ABORT, 'table custodian_cash is append-only: it changes by a version');
END;
CREATE TRIGGER custodian_cash_insert BEFORE INSERT ON custodian_cash
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM custodian_cash
      WHERE statement_no = NEW.statement_no AND portfolio_id = NEW.portfolio_id
        AND currency = NEW.currency)
    THEN RAISE(FAIL, 'table custodian_cash is append-only: it changes by a version')
  END;
END;

CREATE TRIGGER recon_run_no_update BEFORE UPDATE ON recon_run
BEGIN
  SELECT RAISE(ABORT, 'table recon_run is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_run_no_delete BEFORE DELETE ON recon_run
BEGIN
  SELECT RAISE(ABORT, 'table recon_run is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_run_insert BEFORE INSERT ON recon_run
BEGIN
  SELECT CASE
    WHEN NEW.recon_no <> (SELECT ifnull(max(recon_no), 0) + 1 FROM recon_run)
    THEN RAISE(FAIL, 'a reconciliation takes the next number')
    WHEN EXISTS (SELECT 1 FROM recon_run
      WHERE control = NEW.control AND day = NEW.day AND n = NEW.n)
    THEN RAISE(FAIL, 'table recon_run is append-only: a new comparison is a new run')
  END;
END;

CREATE TRIGGER recon_source_no_update BEFORE UPDATE ON recon_source
BEGIN
  SELECT RAISE(ABORT, 'table recon_source is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_source_no_delete BEFORE DELETE ON recon_source
BEGIN
  SELECT RAISE(ABORT, 'table recon_source is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_source_insert BEFORE INSERT ON recon_source
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM recon_source
      WHERE recon_no = NEW.recon_no AND custodian = NEW.custodian)
    THEN RAISE(FAIL, 'table recon_source is append-only: a new comparison is a new run')
  END;
END;

CREATE TRIGGER recon_item_no_update BEFORE UPDATE ON recon_item
BEGIN
  SELECT RAISE(ABORT, 'table recon_item is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_item_no_delete BEFORE DELETE ON recon_item
BEGIN
  SELECT RAISE(ABORT, 'table recon_item is append-only: a new comparison is a new run');
END;
CREATE TRIGGER recon_item_insert BEFORE INSERT ON recon_item
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM recon_item
      WHERE recon_no = NEW.recon_no AND item_no = NEW.item_no)
    THEN RAISE(FAIL, 'table recon_item is append-only: a new comparison is a new run')
  END;
END;

CREATE TRIGGER break_record_no_update BEFORE UPDATE ON break_record
BEGIN
  SELECT RAISE(ABORT, 'table break_record is append-only: breaks are never deleted');
END;
CREATE TRIGGER break_record_no_delete BEFORE DELETE ON break_record
BEGIN
  SELECT RAISE(ABORT, 'table break_record is append-only: breaks are never deleted');
END;
CREATE TRIGGER break_record_insert BEFORE INSERT ON break_record
BEGIN
  SELECT CASE
    WHEN NEW.break_no <> (SELECT ifnull(max(break_no), 0) + 1 FROM break_record)
    THEN RAISE(FAIL, 'a break takes the next number')
  END;
END;

CREATE TRIGGER break_event_no_update BEFORE UPDATE ON break_event
BEGIN
  SELECT RAISE(ABORT, 'table break_event is append-only: the history of a break only grows');
END;
CREATE TRIGGER break_event_no_delete BEFORE DELETE ON break_event
BEGIN
  SELECT RAISE(ABORT, 'table break_event is append-only: the history of a break only grows');
END;
CREATE TRIGGER break_event_insert BEFORE INSERT ON break_event
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM break_event WHERE break_no = NEW.break_no AND n = NEW.n)
    THEN RAISE(FAIL, 'table break_event is append-only: the history of a break only grows')
  END;
END;

-- Views -------------------------------------------------------------------------------------------
CREATE VIEW v_break AS SELECT
  b.break_no AS break_id, b.kind, b.custodian, b.account, b.portfolio_id, b.subject, x.ours,
  x.theirs, x.theirs - x.ours AS difference, x.class AS class,
  date(b.first_seen * 86400, 'unixepoch') AS first_seen, x.state AS status,
  x.value_minor AS materiality_minor, x.currency AS currency, x.owner AS owner, x.why AS why,
  date(x.until_day * 86400, 'unixepoch') AS explained_until,
  date(x.day * 86400, 'unixepoch') AS changed_on, x.n AS events, b.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM break_record b
  JOIN break_event x ON x.break_no = b.break_no
    AND x.n = (SELECT max(n) FROM break_event WHERE break_no = b.break_no)
  LEFT JOIN knowledge k ON k.revision = b.known_rev;

CREATE VIEW v_break_event AS SELECT
  x.break_no AS break_id, x.n, date(x.day * 86400, 'unixepoch') AS business_date, x.change, x.state,
  x.class, x.ours, x.theirs, x.theirs - x.ours AS difference, x.value_minor, x.currency,
  x.accepted_difference, date(x.until_day * 86400, 'unixepoch') AS explained_until, x.owner,
  x.actor, x.why, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM break_event x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_recon AS SELECT
  x.recon_no AS recon_id, x.control, date(x.day * 86400, 'unixepoch') AS business_date, x.n,
  s.custodian, date(s.statement_day * 86400, 'unixepoch') AS statement_date,
  s.state AS source_state, x.status, x.why, x.matched, x.explained, x.accepted, x.unexplained,
  s.sha256 AS source_sha256, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM recon_run x
  LEFT JOIN recon_source s ON s.recon_no = x.recon_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_recon_item AS SELECT
  x.recon_no AS recon_id, date(r.day * 86400, 'unixepoch') AS business_date, x.item_no, x.state,
  x.kind, x.custodian, x.account, x.portfolio_id, x.subject, x.ours, x.theirs,
  x.theirs - x.ours AS difference, x.pending, x.class, x.causes, x.break_no AS break_id
FROM recon_item x
  JOIN recon_run r ON r.recon_no = x.recon_no;

CREATE VIEW v_custodian_position AS SELECT
  date(s.day * 86400, 'unixepoch') AS statement_date, s.custodian, s.account, x.portfolio_id,
  x.instrument_id, x.quantity_e6, s.version, s.source, s.known_rev AS known_rev
FROM custodian_position x
  JOIN custodian_statement s ON s.statement_no = x.statement_no;

CREATE VIEW v_custodian_cash AS SELECT
  date(s.day * 86400, 'unixepoch') AS statement_date, s.custodian, s.account, x.portfolio_id,
  x.currency, x.amount_minor, s.version, s.source, s.known_rev AS known_rev
FROM custodian_cash x
  JOIN custodian_statement s ON s.statement_no = x.statement_no;
