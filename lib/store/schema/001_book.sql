-- The book of record. Dates are days since 1970-01-01, money is minor units, quantities and prices
-- are scaled by 10^6, FX rates by 10^8; the v_ views show ISO dates. known_rev is the revision of
-- the book in which a row became known; table knowledge gives that revision its wall-clock time, so
-- no other table holds one.

-- What we knew when --------------------------------------------------------------------------------
CREATE TABLE book_revision (          -- one row; every domain write raises it (compare-before-write)
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO book_revision VALUES (1, 0);

CREATE TABLE knowledge (
  revision INTEGER PRIMARY KEY,
  known_us INTEGER NOT NULL UNIQUE,   -- strictly increasing
  actor TEXT NOT NULL,
  cause TEXT NOT NULL                 -- "import book", "settle_trades 2020-06-30"
) STRICT;

-- Master data --------------------------------------------------------------------------------------
CREATE TABLE account (
  account INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,         -- "1000-CASH"
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense', 'memo'))
) STRICT;

CREATE TABLE instrument (
  instrument_no INTEGER PRIMARY KEY,
  instrument_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('equity', 'etf', 'fund', 'cash')),
  currency TEXT NOT NULL,
  calendar TEXT NOT NULL,
  isin TEXT, sector TEXT, country TEXT,
  price_factor INTEGER NOT NULL DEFAULT 1 CHECK (price_factor > 0),   -- divisor: 100 for pence
  lot_size_e6 INTEGER NOT NULL DEFAULT 1 CHECK (lot_size_e6 > 0),     -- 1 = fractions allowed
  known_rev INTEGER NOT NULL
) STRICT;

CREATE TABLE portfolio (
  portfolio_no INTEGER PRIMARY KEY,
  portfolio_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  client_id TEXT NOT NULL,
  base_currency TEXT NOT NULL,
  inception_date INTEGER NOT NULL,
  benchmark_id TEXT NOT NULL,
  fee_schedule_id TEXT, interest_schedule_id TEXT, model_id TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  open_date INTEGER, close_date INTEGER,
  known_rev INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_override (      -- holidays.csv; wins over the built-in calendars
  calendar TEXT NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'early_close')),
  name TEXT NOT NULL DEFAULT '',
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (calendar, day)
) STRICT, WITHOUT ROWID;

-- Facts: append-only, versioned. The highest version of a key is the fact as now known ----------------
-- <kind>_key is the id as given; where another portfolio used that id first it is
-- <portfolio_id>/<id>, so that two books that number their trades alike fit into one file.
CREATE TABLE trade (
  trade_key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  trade_id TEXT NOT NULL,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  trade_date INTEGER NOT NULL,
  settle_date INTEGER,                -- null: by the market's cycle
  quantity_e6 INTEGER NOT NULL CHECK (quantity_e6 > 0),
  price_e6 INTEGER NOT NULL CHECK (price_e6 >= 0),
  currency TEXT NOT NULL,
  commission_minor INTEGER NOT NULL DEFAULT 0,
  tax_minor INTEGER NOT NULL DEFAULT 0,
  lot_id TEXT,                        -- specific identification: the lot a sale takes
  source TEXT NOT NULL,               -- file:line
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (trade_key, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX trade_by_date ON trade (trade_date);
CREATE INDEX trade_by_portfolio ON trade (portfolio_no, trade_id);
CREATE INDEX trade_by_known ON trade (known_rev);

CREATE TABLE fx_trade (
  fx_key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  fx_trade_id TEXT NOT NULL,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  trade_date INTEGER NOT NULL,
  settle_date INTEGER NOT NULL,
  sell_currency TEXT NOT NULL,
  sell_minor INTEGER NOT NULL CHECK (sell_minor > 0),
  buy_currency TEXT NOT NULL,
  buy_minor INTEGER NOT NULL CHECK (buy_minor > 0),
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (fx_key, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX fx_trade_by_date ON fx_trade (trade_date);
CREATE INDEX fx_trade_by_portfolio ON fx_trade (portfolio_no, fx_trade_id);
CREATE INDEX fx_trade_by_known ON fx_trade (known_rev);

CREATE TABLE cash_flow (
  flow_key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  flow_id TEXT NOT NULL,
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  flow_date INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  kind TEXT NOT NULL
    CHECK (kind IN ('deposit', 'withdrawal', 'fee', 'tax', 'interest', 'other')),
  channel TEXT CHECK (channel IN ('physical_cash', 'transfer', 'card')),
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (flow_key, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX cash_flow_by_date ON cash_flow (flow_date);
CREATE INDEX cash_flow_by_portfolio ON cash_flow (portfolio_no, flow_id);
CREATE INDEX cash_flow_by_known ON cash_flow (known_rev);

CREATE TABLE corporate_action (
  action_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  kind TEXT NOT NULL CHECK (kind IN ('cash_dividend', 'split')),
  ex_date INTEGER NOT NULL,
  record_date INTEGER,
  pay_date INTEGER,
  currency TEXT,
  amount_per_share_e6 INTEGER,
  ratio_new_e6 INTEGER,
  ratio_old_e6 INTEGER,
  withholding_ppm INTEGER NOT NULL DEFAULT 0,
  fee_per_share_e6 INTEGER NOT NULL DEFAULT 0,
  paid_rate_e8 INTEGER,               -- the paying agent's own rate into the base currency
  treaty_ppm INTEGER,
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (action_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX corporate_action_by_ex ON corporate_action (ex_date);
CREATE INDEX corporate_action_by_instrument ON corporate_action (instrument_no);
CREATE INDEX corporate_action_by_known ON corporate_action (known_rev);

CREATE TABLE confirmation (           -- settlements.csv: what the custodian says was delivered
  confirmation_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  action TEXT NOT NULL CHECK (action IN ('new', 'amend', 'cancel')),
  trade_id TEXT NOT NULL,             -- as given; matched when the trade is known
  portfolio_no INTEGER,               -- where given
  day INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL CHECK (quantity_e6 > 0),
  cash_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  source TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (confirmation_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmation_by_day ON confirmation (day);
CREATE INDEX confirmation_by_trade ON confirmation (trade_id);
CREATE INDEX confirmation_by_known ON confirmation (known_rev);

-- Observations: a changed value is a new version --------------------------------------------------------
CREATE TABLE price (
  instrument_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  close_e6 INTEGER NOT NULL CHECK (close_e6 > 0),
  currency TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (instrument_no, day, source, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE fx_rate (                -- as published, in the published direction: 1 base = rate quote
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  day INTEGER NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  rate_e8 INTEGER NOT NULL CHECK (rate_e8 > 0),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (base, quote, day, source, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE series_point (
  series_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  value REAL NOT NULL,
  published_day INTEGER,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (series_id, day, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE portfolio_history (      -- take-on of performance history from another system
  portfolio_no INTEGER NOT NULL REFERENCES portfolio,
  day INTEGER NOT NULL,
  nav_minor INTEGER NOT NULL,
  external_flow_minor INTEGER NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspension (
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  haircut_bps INTEGER NOT NULL CHECK (haircut_bps BETWEEN 0 AND 10000),
  approved_by TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (instrument_no, from_day)
) STRICT, WITHOUT ROWID;

-- Packs: the only source of prices and rates of a date ---------------------------------------------------
CREATE TABLE pack (
  pack_no INTEGER PRIMARY KEY,
  pack_id TEXT NOT NULL UNIQUE,
  day INTEGER NOT NULL,
  policy TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  n_prices INTEGER NOT NULL,
  n_rates INTEGER NOT NULL,
  supersedes_pack_no INTEGER REFERENCES pack,
  known_rev INTEGER NOT NULL
) STRICT;
CREATE INDEX pack_by_day ON pack (day);

CREATE TABLE pack_price (
  pack_no INTEGER NOT NULL REFERENCES pack,
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  asof INTEGER NOT NULL,
  price_e6 INTEGER NOT NULL,
  currency TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (pack_no, instrument_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack_rate (
  pack_no INTEGER NOT NULL REFERENCES pack,
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  asof INTEGER NOT NULL,
  rate_e8 INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (pack_no, base, quote)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack_waiver (
  pack_no INTEGER NOT NULL REFERENCES pack,
  instrument_no INTEGER NOT NULL REFERENCES instrument,
  reason TEXT NOT NULL,
  PRIMARY KEY (pack_no, instrument_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack_event (             -- building, built, reconciled, warming, fresh, blocked, superseded
  pack_no INTEGER NOT NULL REFERENCES pack,
  n INTEGER NOT NULL,
  state TEXT NOT NULL CHECK
    (state IN ('building', 'built', 'reconciled', 'warming', 'fresh', 'blocked', 'superseded')),
  why TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (pack_no, n)
) STRICT, WITHOUT ROWID;

-- The journal -----------------------------------------------------------------------------------------
CREATE TABLE journal_entry (
  entry_id INTEGER PRIMARY KEY,       -- 1, 2, 3 ... without gaps
  effective_date INTEGER NOT NULL,    -- always in an open day
  origin_date INTEGER,                -- the true date, where it lies in a closed day
  kind TEXT NOT NULL
    CHECK (kind IN ('normal', 'reversal', 'adjustment', 'opening', 'closing')),
  source_key TEXT NOT NULL UNIQUE,    -- trade|T1|td; a replacement adds |r<generation>
  cause_key TEXT,                     -- the key without that suffix; null where it is the same
  generation INTEGER NOT NULL DEFAULT 0,
  reverses_entry_id INTEGER REFERENCES journal_entry,
  portfolio_no INTEGER NOT NULL,      -- 0 for the firm
  job TEXT NOT NULL,
  business_date INTEGER NOT NULL,     -- the run's date
  known_rev INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)  -- SHA-256(previous hash in hex, LF, wj-entry/1)
) STRICT;
CREATE INDEX journal_entry_by_portfolio ON journal_entry (portfolio_no);
CREATE INDEX journal_entry_by_reversed ON journal_entry (reverses_entry_id)
  WHERE reverses_entry_id IS NOT NULL;

CREATE TABLE journal_line (
  entry_id INTEGER NOT NULL REFERENCES journal_entry,
  line_no INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account,
  portfolio_no INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,     -- 0: none
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,      -- debit positive, credit negative
  quantity_e6 INTEGER,                -- trade-date quantity, on 1100 lines
  lot_id TEXT,
  PRIMARY KEY (entry_id, line_no),
  CHECK (amount_minor <> 0 OR quantity_e6 IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (               -- settlement-date quantity (bucket SD), moved by an entry
  entry_id INTEGER NOT NULL REFERENCES journal_entry,
  portfolio_no INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL,
  PRIMARY KEY (entry_id, instrument_no)
) STRICT, WITHOUT ROWID;

-- Where the journal has brought each portfolio: rebuilt from it by `wealthjobs doctor` --------------------
CREATE TABLE balance (
  portfolio_no INTEGER NOT NULL,
  account INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, account, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE position (
  portfolio_no INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,
  traded_e6 INTEGER NOT NULL,         -- bucket TD
  settled_e6 INTEGER NOT NULL,        -- bucket SD
  PRIMARY KEY (portfolio_no, instrument_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE lot (
  portfolio_no INTEGER NOT NULL,
  lot_id TEXT NOT NULL,               -- the key of the trade that opened it
  instrument_no INTEGER NOT NULL,
  acquired_date INTEGER NOT NULL,
  holding_start_date INTEGER NOT NULL,
  currency TEXT NOT NULL,
  quantity_e6 INTEGER NOT NULL CHECK (quantity_e6 >= 0),
  cost_minor INTEGER NOT NULL,
  cost_base_minor INTEGER NOT NULL,
  PRIMARY KEY (portfolio_no, lot_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlement (             -- what a trade or an FX deal still owes and is owed
  settlement_key TEXT PRIMARY KEY,    -- trade|<key> or fx|<key>
  portfolio_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('buy', 'sell', 'fx')),
  instrument_no INTEGER NOT NULL,     -- 0 for fx
  quantity_e6 INTEGER NOT NULL,
  settled_quantity_e6 INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,             -- fx: the currency sold
  amount_minor INTEGER NOT NULL,      -- consideration, positive; fx: the amount sold
  settled_minor INTEGER NOT NULL DEFAULT 0,
  buy_currency TEXT,
  buy_minor INTEGER,
  trade_date INTEGER NOT NULL,
  contractual_date INTEGER NOT NULL,
  expected_date INTEGER NOT NULL,
  slices INTEGER NOT NULL DEFAULT 0,
  fail_count INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL
    CHECK (state IN ('pending', 'partial', 'failed', 'settled', 'cancelled'))
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_open ON settlement (portfolio_no, expected_date)
  WHERE state IN ('pending', 'partial', 'failed');

CREATE TABLE settlement_fail (
  settlement_key TEXT NOT NULL,
  day INTEGER NOT NULL,
  reason TEXT NOT NULL,
  fail_count INTEGER NOT NULL,
  PRIMARY KEY (settlement_key, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE entitlement (
  portfolio_no INTEGER NOT NULL,
  action_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL,
  currency TEXT NOT NULL,
  gross_minor INTEGER NOT NULL,
  withheld_minor INTEGER NOT NULL,
  reclaim_minor INTEGER NOT NULL,
  fee_minor INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  ex_date INTEGER NOT NULL,
  pay_date INTEGER NOT NULL,
  ex_base_minor INTEGER NOT NULL,     -- net in base currency at the ex-date rate
  paid_base_minor INTEGER,            -- at the pay-date rate; null until paid
  PRIMARY KEY (portfolio_no, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_unpaid ON entitlement (pay_date) WHERE paid_base_minor IS NULL;

CREATE TABLE realised (               -- one row for each lot that a sale (or cash in lieu) took from
  entry_id INTEGER NOT NULL REFERENCES journal_entry,
  n INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,
  lot_id TEXT NOT NULL,
  acquired_date INTEGER NOT NULL,
  disposed_date INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL,
  currency TEXT NOT NULL,
  cost_minor INTEGER NOT NULL,
  proceeds_minor INTEGER NOT NULL,
  cost_base_minor INTEGER NOT NULL,
  proceeds_base_minor INTEGER NOT NULL,
  price_gain_base_minor INTEGER NOT NULL,
  fx_gain_base_minor INTEGER NOT NULL,
  PRIMARY KEY (entry_id, n)
) STRICT, WITHOUT ROWID;

-- Results of a day: keyed by date, then portfolio -----------------------------------------------------------
CREATE TABLE portfolio_nav (
  day INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  currency TEXT NOT NULL,
  gav_minor INTEGER NOT NULL,
  nav_minor INTEGER NOT NULL,
  cash_minor INTEGER NOT NULL,        -- settled and pending
  securities_minor INTEGER NOT NULL,
  accrued_minor INTEGER NOT NULL,     -- receivables less accrued fees
  external_flow_minor INTEGER NOT NULL,
  pack_no INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('official', 'held')),
  PRIMARY KEY (day, portfolio_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE position_value (
  day INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  instrument_no INTEGER NOT NULL,
  quantity_e6 INTEGER NOT NULL,
  price_e6 INTEGER NOT NULL,
  price_asof INTEGER NOT NULL,
  local_minor INTEGER NOT NULL,
  value_minor INTEGER NOT NULL,
  cost_minor INTEGER NOT NULL,        -- base
  unrealised_fx_minor INTEGER NOT NULL,   -- base; the price part is value - cost - this
  staleness INTEGER NOT NULL,         -- 0 fresh, 1 late market, 2 warn, 3 stale, 4 held price
  PRIMARY KEY (day, portfolio_no, instrument_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_value (
  day INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  currency TEXT NOT NULL,
  settled_minor INTEGER NOT NULL,     -- 1000 + 1010
  pending_minor INTEGER NOT NULL,     -- 1200 + 2000 (a payable is negative)
  receivable_minor INTEGER NOT NULL,  -- 1210 + 1220 + 1230
  fees_minor INTEGER NOT NULL,        -- 2100 + 2110 + 2120, negative
  value_minor INTEGER NOT NULL,       -- all of it in base currency
  PRIMARY KEY (day, portfolio_no, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (                -- what a person should look at, by day and job
  day INTEGER NOT NULL,
  job TEXT NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,                 -- mover, stale_price, negative_cash, settlement_fail ...
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warn', 'critical')),
  portfolio_no INTEGER NOT NULL DEFAULT 0,
  instrument_no INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL,
  PRIMARY KEY (day, job, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE trial_balance (
  day INTEGER NOT NULL,
  version INTEGER NOT NULL,
  account INTEGER NOT NULL,
  currency TEXT NOT NULL,
  balance_minor INTEGER NOT NULL,
  PRIMARY KEY (day, version, account, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_close (
  day INTEGER NOT NULL,
  version INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  tb_hash TEXT NOT NULL,
  entry_count INTEGER NOT NULL,
  last_entry_id INTEGER NOT NULL,
  hash TEXT NOT NULL,
  record_json TEXT NOT NULL,          -- exceptions, overrides, custodian state; not hashed
  closed_by TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (day, version)
) STRICT, WITHOUT ROWID;

-- Work queues -----------------------------------------------------------------------------------------------
CREATE TABLE quarantine (
  quarantine_no INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  day INTEGER,                        -- the business date, or the row's own date
  source TEXT NOT NULL,               -- file:line:column
  row_key TEXT NOT NULL,
  reason TEXT NOT NULL,               -- scale_overflow, unknown_instrument ...
  severity TEXT NOT NULL CHECK (severity IN ('warn', 'critical')),
  portfolio_no INTEGER NOT NULL DEFAULT 0,
  instrument_no INTEGER NOT NULL DEFAULT 0,
  payload_json TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'fixed', 'waived')),
  resolved_by TEXT, resolved_why TEXT, resolved_rev INTEGER,
  known_rev INTEGER NOT NULL,
  UNIQUE (job, source, row_key, reason)
) STRICT;
CREATE INDEX quarantine_open ON quarantine (status) WHERE status = 'open';

CREATE TABLE hold (
  day INTEGER NOT NULL,
  portfolio_no INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  released_by TEXT, released_why TEXT,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (day, portfolio_no, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_register (
  path TEXT NOT NULL,                 -- relative to the configuration's folder where it lies below
  n INTEGER NOT NULL,                 -- 1, 2, 3: each time its content was new
  feed TEXT NOT NULL,                 -- feed name, or "import"
  size INTEGER NOT NULL,
  mtime_us INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  first_day INTEGER, last_day INTEGER,
  status TEXT NOT NULL CHECK (status IN ('loaded', 'refused')),
  reason TEXT NOT NULL DEFAULT '',
  expected_by TEXT NOT NULL DEFAULT '',   -- "18:15", from not_before/wait_for or the feed
  late INTEGER NOT NULL DEFAULT 0,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (path, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_edition (
  day INTEGER NOT NULL,
  report TEXT NOT NULL,               -- "nav", "journal", "exceptions"
  edition TEXT NOT NULL,              -- preliminary, final
  format TEXT NOT NULL,
  n INTEGER NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  pack_id TEXT NOT NULL,
  ledger_hash TEXT NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (day, report, edition, format, n)
) STRICT, WITHOUT ROWID;
