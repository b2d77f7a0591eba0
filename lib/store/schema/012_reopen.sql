-- A closed day that people have reopened (RULINGS A17): its next close is a new version, and the
-- chain of closes goes on.

CREATE TABLE period_reopen (
  day INTEGER NOT NULL,
  version INTEGER NOT NULL,           -- of the close that no longer holds
  reopened_by TEXT NOT NULL,
  approved_by TEXT NOT NULL CHECK (approved_by <> ''),
  why TEXT NOT NULL CHECK (why <> ''),
  known_rev INTEGER NOT NULL,
  PRIMARY KEY (day, version)
) STRICT, WITHOUT ROWID;

-- The closes that hold, and the last day that is closed; no row where none is.
CREATE VIEW standing_close AS SELECT c.day, c.version FROM period_close c
WHERE NOT EXISTS (SELECT 1 FROM period_reopen r WHERE r.day = c.day AND r.version = c.version);
CREATE VIEW last_closed AS
SELECT s.day FROM standing_close s ORDER BY s.day DESC, s.version DESC LIMIT 1;

CREATE TRIGGER period_reopen_no_update BEFORE UPDATE ON period_reopen
BEGIN
  SELECT RAISE(ABORT, 'table period_reopen is append-only: a reopened day is closed again');
END;
CREATE TRIGGER period_reopen_no_delete BEFORE DELETE ON period_reopen
BEGIN
  SELECT RAISE(ABORT, 'table period_reopen is append-only: a reopened day is closed again');
END;
CREATE TRIGGER period_reopen_insert BEFORE INSERT ON period_reopen
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM period_reopen WHERE day = NEW.day AND version = NEW.version)
    THEN RAISE(FAIL, 'table period_reopen is append-only: a reopened day is closed again')
    WHEN NEW.day IS NOT (SELECT day FROM last_closed)
      OR NEW.version IS NOT (SELECT max(version) FROM period_close WHERE day = NEW.day)
    THEN RAISE(FAIL, 'only the last closed day can be reopened')
  END;
END;

-- The guards of schema/003_guards.sql that ask for the last closed day, with that view.
DROP TRIGGER journal_entry_insert;
CREATE TRIGGER journal_entry_insert BEFORE INSERT ON journal_entry
BEGIN
  SELECT CASE
    WHEN NEW.entry_id <> (SELECT ifnull(max(entry_id), 0) + 1 FROM journal_entry)
    THEN RAISE(FAIL, 'a journal entry takes the next number')
    WHEN NEW.effective_date <= (SELECT day FROM last_closed)
    THEN RAISE(FAIL, 'a journal entry cannot take effect on a closed day')
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE source_key = NEW.source_key)
    THEN RAISE(FAIL, 'an effect is posted once: its source key is in the journal')
  END;
END;

DROP TRIGGER period_close_insert;
CREATE TRIGGER period_close_insert BEFORE INSERT ON period_close
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM period_close WHERE day = NEW.day AND version = NEW.version)
    THEN RAISE(FAIL, 'table period_close is append-only: a reopened day gets a new version')
    WHEN NEW.day <= (SELECT day FROM last_closed)
    THEN RAISE(FAIL, 'days close in order')
  END;
END;

DROP TRIGGER portfolio_nav_insert;
CREATE TRIGGER portfolio_nav_insert BEFORE INSERT ON portfolio_nav
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(FAIL, 'a closed day keeps its values: table portfolio_nav');
END;

DROP TRIGGER portfolio_nav_update;
CREATE TRIGGER portfolio_nav_update BEFORE UPDATE ON portfolio_nav
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table portfolio_nav');
END;

DROP TRIGGER portfolio_nav_delete;
CREATE TRIGGER portfolio_nav_delete BEFORE DELETE ON portfolio_nav
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table portfolio_nav');
END;

DROP TRIGGER cash_value_insert;
CREATE TRIGGER cash_value_insert BEFORE INSERT ON cash_value
  WHEN NEW.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(FAIL, 'a closed day keeps its values: table cash_value');
END;

DROP TRIGGER cash_value_update;
CREATE TRIGGER cash_value_update BEFORE UPDATE ON cash_value
  WHEN min(OLD.day, NEW.day) <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table cash_value');
END;

DROP TRIGGER cash_value_delete;
CREATE TRIGGER cash_value_delete BEFORE DELETE ON cash_value
  WHEN OLD.day <= (SELECT day FROM last_closed)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table cash_value');
END;

DROP VIEW v_close;
CREATE VIEW v_close AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, x.version, x.hash, x.prev_hash, x.tb_hash,
  x.entry_count, x.last_entry_id, x.closed_by,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS closed_at,
  x.record_json, x.known_rev, iif(r.day IS NULL, 'closed', 'reopened') AS state,
  r.reopened_by AS reopened_by, r.approved_by AS approved_by, r.why AS reopened_why
FROM period_close x
  LEFT JOIN knowledge k ON k.revision = x.known_rev
  LEFT JOIN period_reopen r ON r.day = x.day AND r.version = x.version;
