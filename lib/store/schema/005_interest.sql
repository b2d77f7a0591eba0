-- Interest: what is agreed, what each calendar day has earned, what was credited. Numerators are
-- exact and 128 bits wide, so they stand as decimal text: minor units x ppm over den.

CREATE TABLE interest_tier (          -- interest_tiers.csv; a change is a later from_date
  schedule_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  from_date INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('credit', 'debit')),
  upto_minor INTEGER NOT NULL CHECK (upto_minor >= 0),   -- 0: the open tier above all others
  rate_ppm INTEGER NOT NULL,
  tier_mode TEXT CHECK (tier_mode IN ('marginal', 'whole')),   -- null: the job's parameter
  day_count TEXT,                     -- likewise, and wht_ppm
  source TEXT NOT NULL CHECK (source IN ('accrue', 'custodian')),
  wht_ppm INTEGER,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, currency, from_date, side, upto_minor)
) STRICT, WITHOUT ROWID;

CREATE TABLE interest_start (         -- the first calendar day on which a portfolio accrues
  portfolio_no INTEGER PRIMARY KEY REFERENCES portfolio,
  first_day INTEGER NOT NULL,
  known_rev INTEGER NOT NULL
) STRICT;

-- One row a calendar day without gaps; a day that is computed again is a new version of itself.
CREATE TABLE interest_accrual (
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  run_day INTEGER NOT NULL,           -- business date of the run that computed it
  balance_minor INTEGER NOT NULL,
  num_added TEXT NOT NULL,            -- over den, as num_cum
  num_cum TEXT NOT NULL,
  den INTEGER NOT NULL CHECK (den > 0),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, currency, day, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE interest_credit (
  entry_id INTEGER PRIMARY KEY REFERENCES journal_entry,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  currency TEXT NOT NULL,
  value_date INTEGER NOT NULL,        -- earns from the day after it
  amount_minor INTEGER NOT NULL,      -- taken from 1220; negative where interest is owed
  withheld_minor INTEGER NOT NULL,
  carry_num TEXT NOT NULL,            -- what rounding left open, over den
  den INTEGER NOT NULL CHECK (den > 0)
) STRICT;
CREATE INDEX interest_credit_by_portfolio ON interest_credit (portfolio_no, currency);

CREATE TABLE interest_posting (       -- what the entries of a day have done to its values
  day INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  currency TEXT NOT NULL,
  receivable_minor INTEGER NOT NULL,  -- on 1220
  cash_minor INTEGER NOT NULL,        -- on 1000 and 1010
  base_minor INTEGER NOT NULL,        -- what both changed nav by, in base currency
  PRIMARY KEY (day, portfolio_no, currency)
) STRICT, WITHOUT ROWID;

-- Guards; view last_closed is that of schema/012_reopen.sql -------------------------------------
CREATE TRIGGER interest_tier_no_update BEFORE UPDATE ON interest_tier
BEGIN
  SELECT RAISE(ABORT, 'table interest_tier is append-only: a rate changes by a later from_date');
END;
CREATE TRIGGER interest_tier_no_delete BEFORE DELETE ON interest_tier
BEGIN
  SELECT RAISE(ABORT, 'table interest_tier is append-only: a rate changes by a later from_date');
END;
CREATE TRIGGER interest_tier_insert BEFORE INSERT ON interest_tier
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM interest_tier
      WHERE schedule_id = NEW.schedule_id AND currency = NEW.currency
        AND from_date = NEW.from_date AND side = NEW.side AND upto_minor = NEW.upto_minor)
    THEN RAISE(FAIL, 'table interest_tier is append-only: a rate changes by a later from_date')
  END;
END;

CREATE TRIGGER interest_start_no_update BEFORE UPDATE ON interest_start
BEGIN
  SELECT RAISE(ABORT, 'table interest_start is append-only: a portfolio begins to accrue once');
END;
CREATE TRIGGER interest_start_no_delete BEFORE DELETE ON interest_start
BEGIN
  SELECT RAISE(ABORT, 'table interest_start is append-only: a portfolio begins to accrue once');
END;
CREATE TRIGGER interest_start_insert BEFORE INSERT ON interest_start
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM interest_start WHERE portfolio_no = NEW.portfolio_no)
    THEN RAISE(FAIL, 'table interest_start is append-only: a portfolio begins to accrue once')
  END;
END;

CREATE TRIGGER interest_accrual_no_update BEFORE UPDATE ON interest_accrual
BEGIN
  SELECT RAISE(ABORT, 'table interest_accrual is append-only: a day changes by a new version');
END;
CREATE TRIGGER interest_accrual_no_delete BEFORE DELETE ON interest_accrual
BEGIN
  SELECT RAISE(ABORT, 'table interest_accrual is append-only: a day changes by a new version');
END;
CREATE TRIGGER interest_accrual_insert BEFORE INSERT ON interest_accrual
BEGIN
  SELECT CASE
    WHEN NEW.run_day <= (SELECT day FROM last_closed)
    THEN RAISE(FAIL, 'a closed day keeps its values: table interest_accrual')
    WHEN EXISTS (SELECT 1 FROM interest_accrual
      WHERE portfolio_no = NEW.portfolio_no AND currency = NEW.currency AND day = NEW.day
        AND version = NEW.version)
    THEN RAISE(FAIL, 'table interest_accrual is append-only: a day changes by a new version')
  END;
END;

CREATE TRIGGER interest_credit_no_update BEFORE UPDATE ON interest_credit
BEGIN
  SELECT RAISE(ABORT, 'table interest_credit is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER interest_credit_no_delete BEFORE DELETE ON interest_credit
BEGIN
  SELECT RAISE(ABORT, 'table interest_credit is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER interest_credit_insert BEFORE INSERT ON interest_credit
BEGIN
  SELECT CASE
    WHEN NEW.entry_id < (SELECT max(last_entry_id) + 1 FROM period_close)
    THEN RAISE(FAIL, 'a closed day keeps its values: table interest_credit')
    WHEN EXISTS (SELECT 1 FROM interest_credit WHERE entry_id = NEW.entry_id)
    THEN RAISE(FAIL, 'table interest_credit is append-only: an entry is corrected by a reversal')
  END;
END;

CREATE TRIGGER interest_posting_insert BEFORE INSERT ON interest_posting
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(FAIL, 'a closed day keeps its values: table interest_posting');
END;
CREATE TRIGGER interest_posting_update BEFORE UPDATE ON interest_posting
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table interest_posting');
END;
CREATE TRIGGER interest_posting_delete BEFORE DELETE ON interest_posting
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table interest_posting');
END;

-- Views -------------------------------------------------------------------------------------------
CREATE VIEW v_interest_tier AS SELECT
  x.schedule_id, x.currency, date(x.from_date * 86400, 'unixepoch') AS from_date, x.side,
  nullif(x.upto_minor, 0) AS upto_minor, x.rate_ppm, x.tier_mode, x.day_count,
  x.source AS interest_source, x.wht_ppm, x.known_rev AS known_rev
FROM interest_tier x;

-- The last version of each day.
CREATE VIEW v_interest_accrual AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS accrual_date,
  x.currency, x.balance_minor, x.num_added, x.num_cum, x.den,
  date(x.run_day * 86400, 'unixepoch') AS business_date, x.version, x.known_rev
FROM interest_accrual x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
WHERE NOT EXISTS (SELECT 1 FROM interest_accrual n
  WHERE n.portfolio_no = x.portfolio_no AND n.currency = x.currency AND n.day = x.day
    AND n.version > x.version);

-- Only what no later entry has reversed.
CREATE VIEW v_interest_credit AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, x.currency,
  date(x.value_date * 86400, 'unixepoch') AS value_date,
  date(e.effective_date * 86400, 'unixepoch') AS business_date, x.amount_minor, x.withheld_minor,
  x.amount_minor - x.withheld_minor AS net_minor, x.carry_num, x.den, x.entry_id, e.source_key,
  e.known_rev
FROM interest_credit x
  JOIN journal_entry e ON e.entry_id = x.entry_id
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
WHERE NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_entry_id = x.entry_id);

DROP VIEW v_income;
CREATE VIEW v_income AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, 'dividend' AS kind,
  ifnull(i.instrument_id, '') AS instrument_id, x.action_id,
  date(x.ex_date * 86400, 'unixepoch') AS ex_date,
  date(x.pay_date * 86400, 'unixepoch') AS pay_date, x.quantity_e6, x.currency, x.gross_minor,
  x.withheld_minor, x.reclaim_minor, x.fee_minor, x.net_minor, x.ex_base_minor AS ex_base_minor,
  x.paid_base_minor AS paid_base_minor, x.paid_base_minor IS NOT NULL AS is_paid, x.version
FROM entitlement x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
UNION ALL SELECT                      -- credited interest; its base amount is the day's own rate's
  c.portfolio_id, 'interest', '', c.source_key, c.value_date, c.business_date, 0, c.currency,
  c.amount_minor, c.withheld_minor, 0, 0, c.net_minor, NULL, NULL, 1, 1
FROM v_interest_credit c;
