-- What may never change, guarded where no program can forget it. An insert guard stands beside
-- those of UPDATE and DELETE: INSERT OR REPLACE removes a row without firing DELETE triggers unless
-- the connection has recursive_triggers on, and other programs have it off. One insert guard a
-- table, because starting a trigger costs more than what it looks up. It answers with FAIL: an ABORT
-- would make SQLite keep an undo log of every single insert, and the transaction of a program that
-- gets the error is rolled back anyway.

-- One row a table: rows and the sum of their hashes (store/row_checksum.h).
CREATE TABLE table_checksum (
  table_name TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL                -- modulo 2^64
) STRICT, WITHOUT ROWID;

-- Facts and observations --------------------------------------------------------------------------
CREATE TRIGGER trade_no_update BEFORE UPDATE ON trade
BEGIN
  SELECT RAISE(ABORT, 'table trade is append-only: a fact changes by a new version');
END;
CREATE TRIGGER trade_no_delete BEFORE DELETE ON trade
BEGIN
  SELECT RAISE(ABORT, 'table trade is append-only: a fact changes by a new version');
END;
CREATE TRIGGER trade_insert BEFORE INSERT ON trade
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM trade WHERE trade_key = NEW.trade_key AND version = NEW.version)
    THEN RAISE(FAIL, 'table trade is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER fx_trade_no_update BEFORE UPDATE ON fx_trade
BEGIN
  SELECT RAISE(ABORT, 'table fx_trade is append-only: a fact changes by a new version');
END;
CREATE TRIGGER fx_trade_no_delete BEFORE DELETE ON fx_trade
BEGIN
  SELECT RAISE(ABORT, 'table fx_trade is append-only: a fact changes by a new version');
END;
CREATE TRIGGER fx_trade_insert BEFORE INSERT ON fx_trade
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fx_trade WHERE fx_key = NEW.fx_key AND version = NEW.version)
    THEN RAISE(FAIL, 'table fx_trade is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER cash_flow_no_update BEFORE UPDATE ON cash_flow
BEGIN
  SELECT RAISE(ABORT, 'table cash_flow is append-only: a fact changes by a new version');
END;
CREATE TRIGGER cash_flow_no_delete BEFORE DELETE ON cash_flow
BEGIN
  SELECT RAISE(ABORT, 'table cash_flow is append-only: a fact changes by a new version');
END;
CREATE TRIGGER cash_flow_insert BEFORE INSERT ON cash_flow
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM cash_flow WHERE flow_key = NEW.flow_key AND version = NEW.version)
    THEN RAISE(FAIL, 'table cash_flow is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER corporate_action_no_update BEFORE UPDATE ON corporate_action
BEGIN
  SELECT RAISE(ABORT, 'table corporate_action is append-only: a fact changes by a new version');
END;
CREATE TRIGGER corporate_action_no_delete BEFORE DELETE ON corporate_action
BEGIN
  SELECT RAISE(ABORT, 'table corporate_action is append-only: a fact changes by a new version');
END;
CREATE TRIGGER corporate_action_insert BEFORE INSERT ON corporate_action
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM corporate_action
      WHERE action_id = NEW.action_id AND version = NEW.version)
    THEN RAISE(FAIL, 'table corporate_action is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER confirmation_no_update BEFORE UPDATE ON confirmation
BEGIN
  SELECT RAISE(ABORT, 'table confirmation is append-only: a fact changes by a new version');
END;
CREATE TRIGGER confirmation_no_delete BEFORE DELETE ON confirmation
BEGIN
  SELECT RAISE(ABORT, 'table confirmation is append-only: a fact changes by a new version');
END;
CREATE TRIGGER confirmation_insert BEFORE INSERT ON confirmation
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM confirmation
      WHERE confirmation_id = NEW.confirmation_id AND version = NEW.version)
    THEN RAISE(FAIL, 'table confirmation is append-only: a fact changes by a new version')
  END;
END;

CREATE TRIGGER price_no_update BEFORE UPDATE ON price
BEGIN
  SELECT RAISE(ABORT, 'table price is append-only: an observation changes by a new version');
END;
CREATE TRIGGER price_no_delete BEFORE DELETE ON price
BEGIN
  SELECT RAISE(ABORT, 'table price is append-only: an observation changes by a new version');
END;
CREATE TRIGGER price_insert BEFORE INSERT ON price
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM price
      WHERE instrument_no = NEW.instrument_no AND day = NEW.day AND source = NEW.source
        AND version = NEW.version)
    THEN RAISE(FAIL, 'table price is append-only: an observation changes by a new version')
  END;
END;

CREATE TRIGGER fx_rate_no_update BEFORE UPDATE ON fx_rate
BEGIN
  SELECT RAISE(ABORT, 'table fx_rate is append-only: an observation changes by a new version');
END;
CREATE TRIGGER fx_rate_no_delete BEFORE DELETE ON fx_rate
BEGIN
  SELECT RAISE(ABORT, 'table fx_rate is append-only: an observation changes by a new version');
END;
CREATE TRIGGER fx_rate_insert BEFORE INSERT ON fx_rate
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fx_rate
      WHERE base = NEW.base AND quote = NEW.quote AND day = NEW.day AND source = NEW.source
        AND version = NEW.version)
    THEN RAISE(FAIL, 'table fx_rate is append-only: an observation changes by a new version')
  END;
END;

CREATE TRIGGER series_point_no_update BEFORE UPDATE ON series_point
BEGIN
  SELECT RAISE(ABORT, 'table series_point is append-only: an observation changes by a new version');
END;
CREATE TRIGGER series_point_no_delete BEFORE DELETE ON series_point
BEGIN
  SELECT RAISE(ABORT, 'table series_point is append-only: an observation changes by a new version');
END;
CREATE TRIGGER series_point_insert BEFORE INSERT ON series_point
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM series_point
      WHERE series_id = NEW.series_id AND day = NEW.day AND version = NEW.version)
    THEN RAISE(FAIL, 'table series_point is append-only: an observation changes by a new version')
  END;
END;

-- Packs: rows join only while the pack is the newest ----------------------------------------------
CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack
BEGIN
  SELECT RAISE(ABORT, 'table pack is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack
BEGIN
  SELECT RAISE(ABORT, 'table pack is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_insert BEFORE INSERT ON pack
BEGIN
  SELECT CASE
    WHEN NEW.pack_no <= (SELECT max(pack_no) FROM pack)
    THEN RAISE(FAIL, 'a pack takes the next number')
    WHEN EXISTS (SELECT 1 FROM pack WHERE pack_id = NEW.pack_id)
    THEN RAISE(FAIL, 'table pack is append-only: a pack is superseded by a new one')
  END;
END;

CREATE TRIGGER pack_price_no_update BEFORE UPDATE ON pack_price
BEGIN
  SELECT RAISE(ABORT, 'table pack_price is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_price_no_delete BEFORE DELETE ON pack_price
BEGIN
  SELECT RAISE(ABORT, 'table pack_price is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_price_insert BEFORE INSERT ON pack_price
BEGIN
  SELECT CASE
    WHEN NEW.pack_no < (SELECT max(pack_no) FROM pack)
    THEN RAISE(FAIL, 'an older pack is immutable')
    WHEN EXISTS (SELECT 1 FROM pack_price
      WHERE pack_no = NEW.pack_no AND instrument_no = NEW.instrument_no)
    THEN RAISE(FAIL, 'table pack_price is append-only: a pack is superseded by a new one')
  END;
END;

CREATE TRIGGER pack_rate_no_update BEFORE UPDATE ON pack_rate
BEGIN
  SELECT RAISE(ABORT, 'table pack_rate is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_rate_no_delete BEFORE DELETE ON pack_rate
BEGIN
  SELECT RAISE(ABORT, 'table pack_rate is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_rate_insert BEFORE INSERT ON pack_rate
BEGIN
  SELECT CASE
    WHEN NEW.pack_no < (SELECT max(pack_no) FROM pack)
    THEN RAISE(FAIL, 'an older pack is immutable')
    WHEN EXISTS (SELECT 1 FROM pack_rate
      WHERE pack_no = NEW.pack_no AND base = NEW.base AND quote = NEW.quote)
    THEN RAISE(FAIL, 'table pack_rate is append-only: a pack is superseded by a new one')
  END;
END;

CREATE TRIGGER pack_waiver_no_update BEFORE UPDATE ON pack_waiver
BEGIN
  SELECT RAISE(ABORT, 'table pack_waiver is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_waiver_no_delete BEFORE DELETE ON pack_waiver
BEGIN
  SELECT RAISE(ABORT, 'table pack_waiver is append-only: a pack is superseded by a new one');
END;
CREATE TRIGGER pack_waiver_insert BEFORE INSERT ON pack_waiver
BEGIN
  SELECT CASE
    WHEN NEW.pack_no < (SELECT max(pack_no) FROM pack)
    THEN RAISE(FAIL, 'an older pack is immutable')
    WHEN EXISTS (SELECT 1 FROM pack_waiver
      WHERE pack_no = NEW.pack_no AND instrument_no = NEW.instrument_no)
    THEN RAISE(FAIL, 'table pack_waiver is append-only: a pack is superseded by a new one')
  END;
END;

CREATE TRIGGER pack_event_no_update BEFORE UPDATE ON pack_event
BEGIN
  SELECT RAISE(ABORT, 'table pack_event is append-only: the states of a pack are a history');
END;
CREATE TRIGGER pack_event_no_delete BEFORE DELETE ON pack_event
BEGIN
  SELECT RAISE(ABORT, 'table pack_event is append-only: the states of a pack are a history');
END;
CREATE TRIGGER pack_event_insert BEFORE INSERT ON pack_event
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM pack_event WHERE pack_no = NEW.pack_no AND n = NEW.n)
    THEN RAISE(FAIL, 'table pack_event is append-only: the states of a pack are a history')
  END;
END;

-- The journal: no gaps, never into a closed day, lines only while the entry is the newest ---------
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
BEGIN
  SELECT RAISE(ABORT, 'table journal_entry is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
BEGIN
  SELECT RAISE(ABORT, 'table journal_entry is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER journal_entry_insert BEFORE INSERT ON journal_entry
BEGIN
  SELECT CASE
    WHEN NEW.entry_id <> (SELECT ifnull(max(entry_id), 0) + 1 FROM journal_entry)
    THEN RAISE(FAIL, 'a journal entry takes the next number')
    WHEN NEW.effective_date <= (SELECT max(day) FROM period_close)
    THEN RAISE(FAIL, 'a journal entry cannot take effect on a closed day')
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE source_key = NEW.source_key)
    THEN RAISE(FAIL, 'an effect is posted once: its source key is in the journal')
  END;
END;

CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line
BEGIN
  SELECT RAISE(ABORT, 'table journal_line is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line
BEGIN
  SELECT RAISE(ABORT, 'table journal_line is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER journal_line_insert BEFORE INSERT ON journal_line
BEGIN
  SELECT CASE
    WHEN NEW.entry_id < (SELECT max(entry_id) FROM journal_entry)
    THEN RAISE(FAIL, 'an older journal entry is complete')
    WHEN EXISTS (SELECT 1 FROM journal_line WHERE entry_id = NEW.entry_id AND line_no = NEW.line_no)
    THEN RAISE(FAIL, 'table journal_line is append-only: an entry is corrected by a reversal')
  END;
END;

CREATE TRIGGER delivery_no_update BEFORE UPDATE ON delivery
BEGIN
  SELECT RAISE(ABORT, 'table delivery is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER delivery_no_delete BEFORE DELETE ON delivery
BEGIN
  SELECT RAISE(ABORT, 'table delivery is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER delivery_insert BEFORE INSERT ON delivery
BEGIN
  SELECT CASE
    WHEN NEW.entry_id < (SELECT max(entry_id) FROM journal_entry)
    THEN RAISE(FAIL, 'an older journal entry is complete')
    WHEN EXISTS (SELECT 1 FROM delivery
      WHERE entry_id = NEW.entry_id AND instrument_no = NEW.instrument_no)
    THEN RAISE(FAIL, 'table delivery is append-only: an entry is corrected by a reversal')
  END;
END;

CREATE TRIGGER realised_no_update BEFORE UPDATE ON realised
BEGIN
  SELECT RAISE(ABORT, 'table realised is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER realised_no_delete BEFORE DELETE ON realised
BEGIN
  SELECT RAISE(ABORT, 'table realised is append-only: an entry is corrected by a reversal');
END;
CREATE TRIGGER realised_insert BEFORE INSERT ON realised
BEGIN
  SELECT CASE
    WHEN NEW.entry_id < (SELECT max(entry_id) FROM journal_entry)
    THEN RAISE(FAIL, 'an older journal entry is complete')
    WHEN EXISTS (SELECT 1 FROM realised WHERE entry_id = NEW.entry_id AND n = NEW.n)
    THEN RAISE(FAIL, 'table realised is append-only: an entry is corrected by a reversal')
  END;
END;

-- Closes ------------------------------------------------------------------------------------------
CREATE TRIGGER trial_balance_no_update BEFORE UPDATE ON trial_balance
BEGIN
  SELECT RAISE(ABORT, 'table trial_balance is append-only: a reopened day gets a new version');
END;
CREATE TRIGGER trial_balance_no_delete BEFORE DELETE ON trial_balance
BEGIN
  SELECT RAISE(ABORT, 'table trial_balance is append-only: a reopened day gets a new version');
END;
CREATE TRIGGER trial_balance_insert BEFORE INSERT ON trial_balance
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM trial_balance
      WHERE day = NEW.day AND version = NEW.version AND account = NEW.account
        AND currency = NEW.currency)
    THEN RAISE(FAIL, 'table trial_balance is append-only: a reopened day gets a new version')
  END;
END;

CREATE TRIGGER period_close_no_update BEFORE UPDATE ON period_close
BEGIN
  SELECT RAISE(ABORT, 'table period_close is append-only: a reopened day gets a new version');
END;
CREATE TRIGGER period_close_no_delete BEFORE DELETE ON period_close
BEGIN
  SELECT RAISE(ABORT, 'table period_close is append-only: a reopened day gets a new version');
END;
CREATE TRIGGER period_close_insert BEFORE INSERT ON period_close
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM period_close WHERE day = NEW.day AND version = NEW.version)
    THEN RAISE(FAIL, 'table period_close is append-only: a reopened day gets a new version')
    WHEN NEW.version = 1 AND NEW.day < (SELECT max(day) FROM period_close)
    THEN RAISE(FAIL, 'days close in order')
  END;
END;

-- Knowledge and events ----------------------------------------------------------------------------
CREATE TRIGGER knowledge_no_update BEFORE UPDATE ON knowledge
BEGIN
  SELECT RAISE(ABORT, 'table knowledge is append-only: what was known when cannot change');
END;
CREATE TRIGGER knowledge_no_delete BEFORE DELETE ON knowledge
BEGIN
  SELECT RAISE(ABORT, 'table knowledge is append-only: what was known when cannot change');
END;
CREATE TRIGGER knowledge_insert BEFORE INSERT ON knowledge
BEGIN
  SELECT CASE
    WHEN NEW.revision <= (SELECT max(revision) FROM knowledge)
      OR NEW.known_us <= (SELECT known_us FROM knowledge ORDER BY revision DESC LIMIT 1)
    THEN RAISE(FAIL, 'a revision of the book is known after the one before it')
  END;
END;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'table event is append-only: the run journal only grows');
END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'table event is append-only: the run journal only grows');
END;
CREATE TRIGGER event_insert BEFORE INSERT ON event
BEGIN
  SELECT CASE
    WHEN NEW.seq <> (SELECT ifnull(max(seq), 0) + 1 FROM event)
    THEN RAISE(FAIL, 'an event takes the next number')
    WHEN NEW.prev_hash <> (SELECT hash FROM event ORDER BY seq DESC LIMIT 1)
    THEN RAISE(FAIL, 'an event is linked to the one before it')
  END;
END;

CREATE TRIGGER book_revision_only_rises BEFORE UPDATE ON book_revision
  WHEN NEW.revision <= OLD.revision
BEGIN
  SELECT RAISE(ABORT, 'the revision of the book only rises');
END;
CREATE TRIGGER book_revision_no_delete BEFORE DELETE ON book_revision
BEGIN
  SELECT RAISE(ABORT, 'the revision of the book is never deleted');
END;
CREATE TRIGGER book_revision_insert BEFORE INSERT ON book_revision
BEGIN
  SELECT RAISE(FAIL, 'the book has one revision');
END;

-- Closed days -------------------------------------------------------------------------------------
CREATE TRIGGER portfolio_nav_insert BEFORE INSERT ON portfolio_nav
  WHEN NEW.day <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(FAIL, 'a closed day keeps its values: table portfolio_nav');
END;
CREATE TRIGGER portfolio_nav_update BEFORE UPDATE ON portfolio_nav
  WHEN min(OLD.day, NEW.day) <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table portfolio_nav');
END;
CREATE TRIGGER portfolio_nav_delete BEFORE DELETE ON portfolio_nav
  WHEN OLD.day <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table portfolio_nav');
END;

CREATE TRIGGER cash_value_insert BEFORE INSERT ON cash_value
  WHEN NEW.day <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(FAIL, 'a closed day keeps its values: table cash_value');
END;
CREATE TRIGGER cash_value_update BEFORE UPDATE ON cash_value
  WHEN min(OLD.day, NEW.day) <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table cash_value');
END;
CREATE TRIGGER cash_value_delete BEFORE DELETE ON cash_value
  WHEN OLD.day <= (SELECT max(day) FROM period_close)
BEGIN
  SELECT RAISE(ABORT, 'a closed day keeps its values: table cash_value');
END;
