-- Subscriptions of clients to the firm itself (domain job 4). All of it is append-only.

CREATE TABLE subscription (           -- subscriptions.csv: the first row starts it, later ones change
  subscription_id TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  price_minor INTEGER,                -- null: no price in force
  anchor_day INTEGER NOT NULL CHECK (anchor_day BETWEEN 0 AND 31),   -- 0: the first row's day
  cancel_day INTEGER,
  is_tax_inclusive INTEGER NOT NULL CHECK (is_tax_inclusive IN (0, 1)),
  gst_bps INTEGER NOT NULL CHECK (gst_bps BETWEEN 0 AND 10000),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription_invoice (
  subscription_id TEXT NOT NULL,
  period_from INTEGER NOT NULL,
  period_until INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  currency TEXT NOT NULL,
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  gst_minor INTEGER NOT NULL,
  carried_minor INTEGER NOT NULL CHECK (carried_minor <= 0),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  source_key TEXT NOT NULL,           -- of its journal entry; '' where nothing is due
  business_date INTEGER NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, period_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription_invoice_line (
  subscription_id TEXT NOT NULL,
  period_from INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('plan', 'credit', 'charge', 'brought_forward', 'carried_forward')),
  plan_id TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, period_from, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_attempt (        -- a request to collect; idem lets the collector see repeats
  subscription_id TEXT NOT NULL,
  period_from INTEGER NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  day INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  idem TEXT NOT NULL UNIQUE,
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, period_from, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_result (         -- subscription_payments.csv
  subscription_id TEXT NOT NULL,
  period_from INTEGER NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  day INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('paid', 'failed')),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, period_from, attempt)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER subscription_no_update BEFORE UPDATE ON subscription
BEGIN
  SELECT RAISE(ABORT, 'table subscription is append-only');
END;
CREATE TRIGGER subscription_no_delete BEFORE DELETE ON subscription
BEGIN
  SELECT RAISE(ABORT, 'table subscription is append-only');
END;
CREATE TRIGGER subscription_insert BEFORE INSERT ON subscription
BEGIN
  SELECT RAISE(FAIL, 'table subscription is append-only')
    FROM subscription
    WHERE subscription_id = NEW.subscription_id AND from_day = NEW.from_day;
END;

CREATE TRIGGER subscription_invoice_no_update BEFORE UPDATE ON subscription_invoice
BEGIN
  SELECT RAISE(ABORT, 'table subscription_invoice is append-only');
END;
CREATE TRIGGER subscription_invoice_no_delete BEFORE DELETE ON subscription_invoice
BEGIN
  SELECT RAISE(ABORT, 'table subscription_invoice is append-only');
END;
CREATE TRIGGER subscription_invoice_insert BEFORE INSERT ON subscription_invoice
BEGIN
  SELECT RAISE(FAIL, 'table subscription_invoice is append-only')
    FROM subscription_invoice
    WHERE subscription_id = NEW.subscription_id AND period_from = NEW.period_from;
END;

CREATE TRIGGER subscription_invoice_line_no_update BEFORE UPDATE ON subscription_invoice_line
BEGIN
  SELECT RAISE(ABORT, 'table subscription_invoice_line is append-only');
END;
CREATE TRIGGER subscription_invoice_line_no_delete BEFORE DELETE ON subscription_invoice_line
BEGIN
  SELECT RAISE(ABORT, 'table subscription_invoice_line is append-only');
END;
CREATE TRIGGER subscription_invoice_line_insert BEFORE INSERT ON subscription_invoice_line
BEGIN
  SELECT RAISE(FAIL, 'table subscription_invoice_line is append-only')
    FROM subscription_invoice_line
    WHERE subscription_id = NEW.subscription_id AND period_from = NEW.period_from AND n = NEW.n;
END;

CREATE TRIGGER payment_attempt_no_update BEFORE UPDATE ON payment_attempt
BEGIN
  SELECT RAISE(ABORT, 'table payment_attempt is append-only');
END;
CREATE TRIGGER payment_attempt_no_delete BEFORE DELETE ON payment_attempt
BEGIN
  SELECT RAISE(ABORT, 'table payment_attempt is append-only');
END;
CREATE TRIGGER payment_attempt_insert BEFORE INSERT ON payment_attempt
BEGIN
  SELECT RAISE(FAIL, 'table payment_attempt is append-only')
    FROM payment_attempt
    WHERE (subscription_id = NEW.subscription_id AND period_from = NEW.period_from AND attempt = NEW.attempt) OR idem = NEW.idem;
END;

CREATE TRIGGER payment_result_no_update BEFORE UPDATE ON payment_result
BEGIN
  SELECT RAISE(ABORT, 'table payment_result is append-only');
END;
CREATE TRIGGER payment_result_no_delete BEFORE DELETE ON payment_result
BEGIN
  SELECT RAISE(ABORT, 'table payment_result is append-only');
END;
CREATE TRIGGER payment_result_insert BEFORE INSERT ON payment_result
BEGIN
  SELECT RAISE(FAIL, 'table payment_result is append-only')
    FROM payment_result
    WHERE subscription_id = NEW.subscription_id AND period_from = NEW.period_from AND attempt = NEW.attempt;
END;

CREATE VIEW v_subscription_invoice AS SELECT
  x.subscription_id, s.client_id, date(x.period_from * 86400, 'unixepoch') AS period_from,
  date(x.period_until * 86400, 'unixepoch') AS period_until,
  date(x.due_day * 86400, 'unixepoch') AS due_date, x.currency, x.total_minor, x.gst_minor,
  x.carried_minor, x.is_late,
  EXISTS (SELECT 1 FROM payment_result r WHERE r.subscription_id = x.subscription_id
    AND r.period_from = x.period_from AND r.result = 'paid') AS is_paid,
  (SELECT count(*) FROM payment_attempt a WHERE a.subscription_id = x.subscription_id
    AND a.period_from = x.period_from) AS attempts,
  x.source_key, date(x.business_date * 86400, 'unixepoch') AS business_date, x.known_rev
FROM subscription_invoice x
  JOIN subscription s ON s.subscription_id = x.subscription_id
    AND s.from_day = (SELECT min(f.from_day) FROM subscription f
      WHERE f.subscription_id = x.subscription_id);
