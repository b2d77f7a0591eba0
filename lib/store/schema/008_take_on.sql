-- Taking on and changing a book: opening balances, in-specie transfers, dated terms of portfolios
-- and price overrides. All of it is append-only.

-- Opening balances: what a portfolio held at the close of `day` when its books came here. ---------
CREATE TABLE opening_position (
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  lot_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  acquired_date INTEGER NOT NULL,
  currency TEXT NOT NULL,             -- of the instrument
  quantity_e6 INTEGER NOT NULL CHECK (quantity_e6 > 0),
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  cost_base_minor INTEGER NOT NULL CHECK (cost_base_minor >= 0),
  source TEXT NOT NULL,               -- file:line
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, lot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opening_position_by_instrument ON opening_position (instrument_no);

CREATE TABLE opening_cash (           -- settled
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE opening_accrual (        -- a carry is the part of a minor unit that was not posted yet
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  management_fee_minor INTEGER NOT NULL,   -- owed: 2100
  performance_fee_minor INTEGER NOT NULL,  -- owed: 2110
  gst_minor INTEGER NOT NULL,              -- owed: 2120
  interest_minor INTEGER NOT NULL,         -- earned: 1220
  fee_carry_num INTEGER NOT NULL,
  fee_carry_den INTEGER NOT NULL CHECK (fee_carry_den > 0),
  interest_carry_num INTEGER NOT NULL,
  interest_carry_den INTEGER NOT NULL CHECK (interest_carry_den > 0),
  high_water_mark_e9 INTEGER,              -- nav per unit; null: none was given, likewise units
  units_e6 INTEGER,
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, currency)
) STRICT, WITHOUT ROWID;

-- A fact like those of 001_book.sql: one lot that came in or part of a holding that went out. -----
CREATE TABLE transfer (
  transfer_key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  transfer_id TEXT NOT NULL,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  transfer_date INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL CHECK (quantity_e6 > 0),
  currency TEXT NOT NULL,
  acquired_date INTEGER,              -- in only, as the costs
  cost_minor INTEGER NOT NULL DEFAULT 0,
  cost_base_minor INTEGER NOT NULL DEFAULT 0,
  lot_id TEXT,                        -- in: the new lot's id; out: the lot it takes
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (transfer_key, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_by_date ON transfer (transfer_date);
CREATE INDEX transfer_by_portfolio ON transfer (portfolio_no, transfer_id);
CREATE INDEX transfer_by_known ON transfer (known_rev);
CREATE INDEX transfer_by_instrument ON transfer (instrument_no);

-- What is agreed for a portfolio from a day on; wins over table portfolio. Null: as before. -------
CREATE TABLE portfolio_terms (
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  from_day INTEGER NOT NULL,
  benchmark_id TEXT,
  fee_schedule_id TEXT,
  interest_schedule_id TEXT,
  model_id TEXT,
  household TEXT,
  tax_residence TEXT,
  custodian TEXT,
  account TEXT,
  status TEXT CHECK (status IN ('open', 'closed')),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, from_day)
) STRICT, WITHOUT ROWID;

-- `price set`: an approved price that stands over the vendor's from its day until it expires. -----
CREATE TABLE price_override (
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  day INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),   -- the highest counts
  price_e6 INTEGER NOT NULL CHECK (price_e6 > 0),
  expires_day INTEGER NOT NULL CHECK (expires_day >= day),   -- the last day on which it is used
  actor TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (instrument_no, day, version)
) STRICT, WITHOUT ROWID;

-- Guards ------------------------------------------------------------------------------------------
CREATE TRIGGER opening_position_no_update BEFORE UPDATE ON opening_position
BEGIN
  SELECT RAISE(ABORT, 'table opening_position is append-only: it changes by a transfer');
END;
CREATE TRIGGER opening_position_no_delete BEFORE DELETE ON opening_position
BEGIN
  SELECT RAISE(ABORT, 'table opening_position is append-only: it changes by a transfer');
END;
CREATE TRIGGER opening_position_insert BEFORE INSERT ON opening_position
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM opening_position
      WHERE portfolio_no = NEW.portfolio_no AND lot_id = NEW.lot_id)
    THEN RAISE(FAIL, 'table opening_position is append-only: it changes by a transfer')
  END;
END;

CREATE TRIGGER opening_cash_no_update BEFORE UPDATE ON opening_cash
BEGIN
  SELECT RAISE(ABORT, 'table opening_cash is append-only: it changes by a cash flow');
END;
CREATE TRIGGER opening_cash_no_delete BEFORE DELETE ON opening_cash
BEGIN
  SELECT RAISE(ABORT, 'table opening_cash is append-only: it changes by a cash flow');
END;
CREATE TRIGGER opening_cash_insert BEFORE INSERT ON opening_cash
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM opening_cash
      WHERE portfolio_no = NEW.portfolio_no AND currency = NEW.currency)
    THEN RAISE(FAIL, 'table opening_cash is append-only: it changes by a cash flow')
  END;
END;

CREATE TRIGGER opening_accrual_no_update BEFORE UPDATE ON opening_accrual
BEGIN
  SELECT RAISE(ABORT, 'table opening_accrual is append-only: it is taken on once');
END;
CREATE TRIGGER opening_accrual_no_delete BEFORE DELETE ON opening_accrual
BEGIN
  SELECT RAISE(ABORT, 'table opening_accrual is append-only: it is taken on once');
END;
CREATE TRIGGER opening_accrual_insert BEFORE INSERT ON opening_accrual
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM opening_accrual
      WHERE portfolio_no = NEW.portfolio_no AND currency = NEW.currency)
    THEN RAISE(FAIL, 'table opening_accrual is append-only: it is taken on once')
  END;
END;

CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
BEGIN
  SELECT RAISE(ABORT, 'table transfer is append-only: a fact changes by a new version');
END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
BEGIN
  SELECT RAISE(ABORT, 'table transfer is append-only: a fact changes by a new version');
END;
CREATE TRIGGER transfer_insert BEFORE INSERT ON transfer
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM transfer
      WHERE transfer_key = NEW.transfer_key AND version = NEW.version)
    THEN RAISE(FAIL, 'table transfer is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER portfolio_terms_no_update BEFORE UPDATE ON portfolio_terms
BEGIN
  SELECT RAISE(ABORT, 'table portfolio_terms is append-only: terms change by a later from_date');
END;
CREATE TRIGGER portfolio_terms_no_delete BEFORE DELETE ON portfolio_terms
BEGIN
  SELECT RAISE(ABORT, 'table portfolio_terms is append-only: terms change by a later from_date');
END;
CREATE TRIGGER portfolio_terms_insert BEFORE INSERT ON portfolio_terms
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM portfolio_terms
      WHERE portfolio_no = NEW.portfolio_no AND from_day = NEW.from_day)
    THEN RAISE(FAIL, 'table portfolio_terms is append-only: terms change by a later from_date')
  END;
END;

CREATE TRIGGER price_override_no_update BEFORE UPDATE ON price_override
BEGIN
  SELECT RAISE(ABORT, 'table price_override is append-only: an override changes by a new version');
END;
CREATE TRIGGER price_override_no_delete BEFORE DELETE ON price_override
BEGIN
  SELECT RAISE(ABORT, 'table price_override is append-only: an override changes by a new version');
END;
CREATE TRIGGER price_override_insert BEFORE INSERT ON price_override
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM price_override
      WHERE instrument_no = NEW.instrument_no AND day = NEW.day AND version = NEW.version)
    THEN RAISE(FAIL, 'table price_override is append-only: an override changes by a new version')
  END;
END;

-- Views -------------------------------------------------------------------------------------------
CREATE VIEW v_opening AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS opening_date,
  x.kind, x.instrument_id, x.lot_id, date(x.acquired_date * 86400, 'unixepoch') AS acquired_date,
  x.quantity_e6, x.currency, x.amount_minor, x.cost_base_minor, x.source, x.known_rev
FROM (
    SELECT l.portfolio_no, l.day, 'lot' AS kind, i.instrument_id, l.lot_id, l.acquired_date,
      l.quantity_e6, l.currency, l.cost_minor AS amount_minor, l.cost_base_minor, l.source,
      l.known_rev
    FROM opening_position l LEFT JOIN instrument i ON i.instrument_no = l.instrument_no
    UNION ALL SELECT portfolio_no, day, 'cash', NULL, NULL, NULL, NULL, currency, amount_minor,
      NULL, source, known_rev FROM opening_cash
    UNION ALL SELECT portfolio_no, day, 'management_fee', NULL, NULL, NULL, NULL, currency,
      -management_fee_minor, NULL, source, known_rev FROM opening_accrual
      WHERE management_fee_minor <> 0
    UNION ALL SELECT portfolio_no, day, 'performance_fee', NULL, NULL, NULL, NULL, currency,
      -performance_fee_minor, NULL, source, known_rev FROM opening_accrual
      WHERE performance_fee_minor <> 0
    UNION ALL SELECT portfolio_no, day, 'gst', NULL, NULL, NULL, NULL, currency, -gst_minor, NULL,
      source, known_rev FROM opening_accrual WHERE gst_minor <> 0
    UNION ALL SELECT portfolio_no, day, 'interest', NULL, NULL, NULL, NULL, currency,
      interest_minor, NULL, source, known_rev FROM opening_accrual WHERE interest_minor <> 0
  ) x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_transfer AS SELECT
  x.transfer_id, x.version, x.action, ifnull(p.portfolio_id, '') AS portfolio_id,
  ifnull(i.instrument_id, '') AS instrument_id, x.direction,
  date(x.transfer_date * 86400, 'unixepoch') AS transfer_date, x.quantity_e6, x.currency,
  date(x.acquired_date * 86400, 'unixepoch') AS acquired_date, x.cost_minor, x.cost_base_minor,
  x.lot_id, x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at,
  x.transfer_key
FROM transfer x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_portfolio_terms AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.from_day * 86400, 'unixepoch') AS from_date,
  x.benchmark_id, x.fee_schedule_id, x.interest_schedule_id, x.model_id, x.household,
  x.tax_residence, x.custodian, x.account, x.status, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM portfolio_terms x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_price_override AS SELECT
  ifnull(i.instrument_id, '') AS instrument_id, date(x.day * 86400, 'unixepoch') AS price_date,
  x.version, x.price_e6, date(x.expires_day * 86400, 'unixepoch') AS expires_date, x.actor,
  x.approved_by, x.why, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM price_override x
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;
