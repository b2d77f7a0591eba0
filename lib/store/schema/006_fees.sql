-- Fees, units and high-water marks (domain jobs 3 and 5). Schedules, marks, charges, instructions
-- and approvals are append-only; accruals, units and peaks are results of a day, which may be
-- replaced while the day is open.

CREATE TABLE fee_schedule (           -- fee_schedules.csv: one row a tier
  fee_schedule_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('management', 'performance')),
  from_day INTEGER NOT NULL,          -- holds until the next version
  tier INTEGER NOT NULL CHECK (tier > 0),
  currency TEXT NOT NULL,
  upto_minor INTEGER,                 -- null: open above
  rate_ppm INTEGER NOT NULL,
  tier_mode TEXT NOT NULL CHECK (tier_mode IN ('marginal', 'whole')),
  day_count TEXT NOT NULL CHECK (day_count IN ('ACT/365F', 'ACT/ACT ISDA', '1/12')),
  scope TEXT NOT NULL CHECK (scope IN ('portfolio', 'household')),
  min_fee_minor INTEGER NOT NULL,     -- of a month
  gst_bps INTEGER NOT NULL,
  recoverable_bps INTEGER NOT NULL,   -- of the tax
  hurdle_kind TEXT NOT NULL CHECK (hurdle_kind IN ('none', 'simple', 'compound')),
  hurdle_type TEXT NOT NULL CHECK (hurdle_type IN ('hard', 'soft')),
  hurdle_carry TEXT NOT NULL CHECK (hurdle_carry IN ('reset', 'cumulative')),
  hurdle_ppm INTEGER NOT NULL,
  crystallisation TEXT NOT NULL CHECK (crystallisation IN ('annual', 'quarterly', 'monthly')),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (fee_schedule_id, kind, from_day, tier)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_accrual (            -- management fee: one row a portfolio and calendar day
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  run_day INTEGER NOT NULL,           -- the business date whose run accrued it
  fee_schedule_id TEXT NOT NULL,
  base_minor INTEGER NOT NULL,
  annual_num TEXT NOT NULL,           -- minor units x ppm a year
  num TEXT NOT NULL,                  -- what the day adds, over its own denominator
  cum_num TEXT NOT NULL,              -- cumulated, over den
  den TEXT NOT NULL,
  fee_minor INTEGER NOT NULL,         -- posted for the day
  minimum_minor INTEGER NOT NULL,     -- posted on top, on the last day of a month
  gst_minor INTEGER NOT NULL,
  recoverable_minor INTEGER NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE performance_accrual (    -- performance fee as if it crystallised on the day
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  through_day INTEGER NOT NULL,       -- a month's last business day reaches its last day
  fee_schedule_id TEXT NOT NULL,
  hurdle_from INTEGER NOT NULL,
  mark_nav_minor INTEGER NOT NULL,    -- the mark is the quotient of both
  mark_units_e6 INTEGER NOT NULL,
  inflow_minor INTEGER NOT NULL,
  outflow_minor INTEGER NOT NULL,
  units_before_e6 INTEGER NOT NULL,
  units_e6 INTEGER NOT NULL,          -- at the close
  gross_minor INTEGER NOT NULL,       -- before the fee, with the outflow
  nav_minor INTEGER NOT NULL,         -- after it
  fee_minor INTEGER NOT NULL,         -- of all units
  gst_minor INTEGER NOT NULL,
  recoverable_minor INTEGER NOT NULL,
  locked_fee_minor INTEGER NOT NULL,  -- of it crystallised by redemptions
  locked_gst_minor INTEGER NOT NULL,
  locked_recoverable_minor INTEGER NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_movement (          -- the unit ledger
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'inflow', 'outflow')),
  amount_minor INTEGER NOT NULL,      -- signed, into the portfolio positive
  units_e6 INTEGER NOT NULL,          -- signed likewise
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE high_water_mark (        -- the highest version of the last day is in force
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  reason TEXT NOT NULL CHECK (reason IN
    ('inception', 'opening', 'crystallisation', 'period_end', 'reset', 'withdrawn')),
  nav_minor INTEGER NOT NULL,         -- the mark is nav_minor / units_e6
  units_e6 INTEGER NOT NULL CHECK (units_e6 > 0),
  hurdle_from INTEGER NOT NULL,       -- the hurdle counts its days from here
  fee_minor INTEGER NOT NULL,         -- crystallised, without redemptions
  gst_minor INTEGER NOT NULL,
  recoverable_minor INTEGER NOT NULL,
  run_day INTEGER NOT NULL,
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE peak_observation (       -- information only: no fee is taken on it
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  navpu_e9 INTEGER NOT NULL,
  peak_e9 INTEGER NOT NULL,
  is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),  -- a jump that was not believed
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_charge (             -- what was charged, and what was taken back
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  kind TEXT NOT NULL CHECK (kind IN ('management', 'performance')),
  period_day INTEGER NOT NULL,        -- first of the month; the crystallisation date
  n INTEGER NOT NULL CHECK (n > 0),
  action TEXT NOT NULL CHECK (action IN ('charge', 'reversal')),
  business_date INTEGER NOT NULL,
  source_key TEXT NOT NULL,           -- of its journal entry; '' where nothing moved
  currency TEXT NOT NULL,
  accrued_minor INTEGER NOT NULL,     -- fee, minimum and tax
  is_waived INTEGER NOT NULL CHECK (is_waived IN (0, 1)),
  rebate_minor INTEGER NOT NULL,
  fee_minor INTEGER NOT NULL,         -- due for the period, before tax
  gst_minor INTEGER NOT NULL,
  paid_minor INTEGER NOT NULL,        -- by this row; a reversal's is negative
  released_fee_minor INTEGER NOT NULL,
  released_gst_minor INTEGER NOT NULL,
  released_recoverable_minor INTEGER NOT NULL,
  outstanding_minor INTEGER NOT NULL, -- after this row
  short_minor INTEGER NOT NULL,
  policy TEXT NOT NULL CHECK (policy IN ('partial', 'sell_down_task', 'defer')),
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, kind, period_day, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX fee_charge_by_date ON fee_charge (business_date);

CREATE TABLE fee_instruction (        -- the last one of a portfolio and month counts
  instruction_no INTEGER PRIMARY KEY,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  month_day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('waive', 'rebate')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL
) STRICT;
CREATE INDEX fee_instruction_by_month ON fee_instruction (month_day, portfolio_no);

CREATE TABLE fee_approval (           -- of the amounts that a preview showed
  month_day INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  sha256 TEXT NOT NULL,               -- of those amounts: others need another approval
  portfolios INTEGER NOT NULL,
  actor TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (month_day, n)
) STRICT, WITHOUT ROWID;

-- A reopened day is open again (012_reopen.sql has the view last_closed).
-- Guards ------------------------------------------------------------------------------------------
CREATE TRIGGER fee_schedule_no_update BEFORE UPDATE ON fee_schedule
BEGIN
  SELECT RAISE(ABORT, 'table fee_schedule is append-only: it changes by a later version');
END;
CREATE TRIGGER fee_schedule_no_delete BEFORE DELETE ON fee_schedule
BEGIN
  SELECT RAISE(ABORT, 'table fee_schedule is append-only: it changes by a later version');
END;
CREATE TRIGGER fee_schedule_insert BEFORE INSERT ON fee_schedule
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fee_schedule
      WHERE fee_schedule_id = NEW.fee_schedule_id AND kind = NEW.kind
        AND from_day = NEW.from_day AND tier = NEW.tier)
    THEN RAISE(ABORT, 'table fee_schedule is append-only: it changes by a later version')
  END;
END;

CREATE TRIGGER high_water_mark_no_update BEFORE UPDATE ON high_water_mark
BEGIN
  SELECT RAISE(ABORT, 'table high_water_mark is append-only: a mark changes by a version');
END;
CREATE TRIGGER high_water_mark_no_delete BEFORE DELETE ON high_water_mark
BEGIN
  SELECT RAISE(ABORT, 'table high_water_mark is append-only: a mark changes by a version');
END;
CREATE TRIGGER high_water_mark_insert BEFORE INSERT ON high_water_mark
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM high_water_mark
      WHERE portfolio_no = NEW.portfolio_no AND day = NEW.day AND version = NEW.version)
    THEN RAISE(ABORT, 'table high_water_mark is append-only: a mark changes by a version')
  END;
END;

CREATE TRIGGER fee_charge_no_update BEFORE UPDATE ON fee_charge
BEGIN
  SELECT RAISE(ABORT, 'table fee_charge is append-only: a charge is taken back by a reversal');
END;
CREATE TRIGGER fee_charge_no_delete BEFORE DELETE ON fee_charge
BEGIN
  SELECT RAISE(ABORT, 'table fee_charge is append-only: a charge is taken back by a reversal');
END;
CREATE TRIGGER fee_charge_insert BEFORE INSERT ON fee_charge
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fee_charge
      WHERE portfolio_no = NEW.portfolio_no AND kind = NEW.kind
        AND period_day = NEW.period_day AND n = NEW.n)
    THEN RAISE(ABORT, 'table fee_charge is append-only: a charge is taken back by a reversal')
  END;
END;

CREATE TRIGGER fee_instruction_no_update BEFORE UPDATE ON fee_instruction
BEGIN
  SELECT RAISE(ABORT, 'table fee_instruction is append-only: the last one counts');
END;
CREATE TRIGGER fee_instruction_no_delete BEFORE DELETE ON fee_instruction
BEGIN
  SELECT RAISE(ABORT, 'table fee_instruction is append-only: the last one counts');
END;
CREATE TRIGGER fee_instruction_insert BEFORE INSERT ON fee_instruction
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fee_instruction
      WHERE instruction_no = NEW.instruction_no)
    THEN RAISE(ABORT, 'table fee_instruction is append-only: the last one counts')
  END;
END;

CREATE TRIGGER fee_approval_no_update BEFORE UPDATE ON fee_approval
BEGIN
  SELECT RAISE(ABORT, 'table fee_approval is append-only: other amounts need another approval');
END;
CREATE TRIGGER fee_approval_no_delete BEFORE DELETE ON fee_approval
BEGIN
  SELECT RAISE(ABORT, 'table fee_approval is append-only: other amounts need another approval');
END;
CREATE TRIGGER fee_approval_insert BEFORE INSERT ON fee_approval
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fee_approval
      WHERE month_day = NEW.month_day AND n = NEW.n)
    THEN RAISE(ABORT, 'table fee_approval is append-only: other amounts need another approval')
  END;
END;

CREATE TRIGGER fee_accrual_insert BEFORE INSERT ON fee_accrual
  WHEN NEW.run_day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table fee_accrual');
END;
CREATE TRIGGER fee_accrual_update BEFORE UPDATE ON fee_accrual
  WHEN min(OLD.run_day, NEW.run_day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table fee_accrual');
END;
CREATE TRIGGER fee_accrual_delete BEFORE DELETE ON fee_accrual
  WHEN OLD.run_day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table fee_accrual');
END;

CREATE TRIGGER performance_accrual_insert BEFORE INSERT ON performance_accrual
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table performance_accrual');
END;
CREATE TRIGGER performance_accrual_update BEFORE UPDATE ON performance_accrual
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table performance_accrual');
END;
CREATE TRIGGER performance_accrual_delete BEFORE DELETE ON performance_accrual
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table performance_accrual');
END;

CREATE TRIGGER unit_movement_insert BEFORE INSERT ON unit_movement
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table unit_movement');
END;
CREATE TRIGGER unit_movement_update BEFORE UPDATE ON unit_movement
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table unit_movement');
END;
CREATE TRIGGER unit_movement_delete BEFORE DELETE ON unit_movement
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table unit_movement');
END;

CREATE TRIGGER peak_observation_insert BEFORE INSERT ON peak_observation
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table peak_observation');
END;
CREATE TRIGGER peak_observation_update BEFORE UPDATE ON peak_observation
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table peak_observation');
END;
CREATE TRIGGER peak_observation_delete BEFORE DELETE ON peak_observation
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table peak_observation');
END;

-- Views -------------------------------------------------------------------------------------------
CREATE VIEW v_fee_schedule AS SELECT
  x.fee_schedule_id, x.kind, date(x.from_day * 86400, 'unixepoch') AS from_date, x.tier,
  x.currency, x.upto_minor, x.rate_ppm, x.tier_mode, x.day_count, x.scope, x.min_fee_minor,
  x.gst_bps, x.recoverable_bps, x.hurdle_kind, x.hurdle_type, x.hurdle_carry, x.hurdle_ppm,
  x.crystallisation, x.known_rev AS known_rev
FROM fee_schedule x;

-- Management and performance: what each day added to what is owed.
CREATE VIEW v_fee_accrual AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS accrual_date,
  'management' AS kind, date(x.run_day * 86400, 'unixepoch') AS business_date,
  x.fee_schedule_id, p.base_currency AS currency, x.base_minor,
  x.fee_minor + x.minimum_minor AS posted_minor, x.gst_minor, x.recoverable_minor,
  x.minimum_minor, x.annual_num AS annual_num, x.num AS num, x.cum_num AS cum_num, x.den AS den,
  x.known_rev
FROM fee_accrual x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
UNION ALL SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS accrual_date,
  'performance' AS kind, date(x.day * 86400, 'unixepoch') AS business_date,
  x.fee_schedule_id, p.base_currency AS currency, x.gross_minor AS base_minor,
  x.fee_minor AS posted_minor, x.gst_minor, x.recoverable_minor, 0 AS minimum_minor,
  NULL AS annual_num, NULL AS num, NULL AS cum_num, NULL AS den, x.known_rev
FROM performance_accrual x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_performance_accrual AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  x.fee_schedule_id, date(x.hurdle_from * 86400, 'unixepoch') AS hurdle_from,
  x.mark_nav_minor * 1e6 / x.mark_units_e6 AS mark_minor, x.inflow_minor, x.outflow_minor,
  x.units_before_e6, x.units_e6, x.gross_minor, x.nav_minor, x.fee_minor, x.gst_minor,
  x.recoverable_minor, x.locked_fee_minor, x.locked_gst_minor, x.known_rev
FROM performance_accrual x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_unit_movement AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  x.kind,
  x.amount_minor, x.units_e6, x.known_rev
FROM unit_movement x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

-- Every mark; is_in_force is 1 for the one that counts today.
CREATE VIEW v_high_water_mark AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS mark_date,
  x.version,
  x.reason, p.base_currency AS currency, x.nav_minor, x.units_e6,
  x.nav_minor * 1e6 / x.units_e6 AS navpu_minor, date(x.hurdle_from * 86400,
  'unixepoch') AS hurdle_from,
  x.fee_minor, x.gst_minor, date(x.run_day * 86400, 'unixepoch') AS business_date,
  x.actor, x.why,
  x.reason <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM high_water_mark l
    WHERE l.portfolio_no = x.portfolio_no AND l.reason <> 'withdrawn'
      AND (l.day > x.day OR (l.day = x.day AND l.version > x.version))
      AND NOT EXISTS (SELECT 1 FROM high_water_mark w WHERE w.portfolio_no = l.portfolio_no
        AND w.day = l.day AND w.version > l.version AND w.reason = 'withdrawn'))
    AND NOT EXISTS (SELECT 1 FROM high_water_mark w WHERE w.portfolio_no = x.portfolio_no
      AND w.day = x.day AND w.version > x.version) AS is_in_force,
  x.known_rev
FROM high_water_mark x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_peak AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  x.navpu_e9,
  x.peak_e9, x.is_held, x.known_rev
FROM peak_observation x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_fee_charge AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, x.kind, date(x.period_day * 86400,
  'unixepoch') AS period, x.n,
  x.action, date(x.business_date * 86400, 'unixepoch') AS business_date, x.currency,
  x.accrued_minor, x.is_waived, x.rebate_minor, x.fee_minor, x.gst_minor, x.paid_minor,
  x.released_fee_minor + x.released_gst_minor AS released_minor, x.outstanding_minor,
  x.short_minor, x.policy, x.source_key, x.actor, x.why, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM fee_charge x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_fee_instruction AS SELECT
  x.instruction_no, ifnull(p.portfolio_id, '') AS portfolio_id, date(x.month_day * 86400,
  'unixepoch') AS month,
  x.kind, x.amount_minor, x.actor, x.why, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM fee_instruction x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_fee_approval AS SELECT
  date(x.month_day * 86400, 'unixepoch') AS month, x.n, x.sha256, x.portfolios, x.actor,
  x.approved_by, x.why,
  x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM fee_approval x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;
