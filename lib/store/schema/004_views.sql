-- The public face of the book (CONTRACT section 5): ISO dates, text ids, UTC instants. Columns stay
-- in this order; new ones are added at the end. Amounts are minor units, quantities and prices
-- 10^6, FX rates 10^8. known_rev is the revision in which a row became known; known_at its time,
-- so that `WHERE known_rev <= K` shows the book as known at K.

-- Results of a day --------------------------------------------------------------------------------
CREATE VIEW v_nav AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  x.currency, x.nav_minor, x.cash_minor, x.securities_minor, x.accrued_minor,
  x.external_flow_minor, k.pack_id, x.gav_minor, x.status
FROM portfolio_nav x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN pack k ON k.pack_no = x.pack_no;

CREATE VIEW v_position AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  ifnull(i.instrument_id, '') AS instrument_id, x.quantity_e6, x.price_e6, i.currency,
  x.value_minor, x.cost_minor, date(x.price_asof * 86400, 'unixepoch') AS price_asof,
  x.local_minor, x.unrealised_fx_minor, x.staleness
FROM position_value x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no;

CREATE VIEW v_cash AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, date(x.day * 86400, 'unixepoch') AS business_date,
  x.currency, x.settled_minor, x.pending_minor, x.receivable_minor, x.fees_minor, x.value_minor
FROM cash_value x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no;

CREATE VIEW v_finding AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, x.job, x.n, x.kind, x.severity,
  ifnull(p.portfolio_id, '') AS portfolio_id, ifnull(i.instrument_id, '') AS instrument_id, x.text
FROM finding x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no;

-- Lots and income ---------------------------------------------------------------------------------
-- Open lots as they stand now; v_lot_event gives them for any date and any state of knowledge.
CREATE VIEW v_lot AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, ifnull(i.instrument_id, '') AS instrument_id,
  date(x.acquired_date * 86400, 'unixepoch') AS acquired_date, x.quantity_e6, x.cost_minor,
  x.currency, x.lot_id, date(x.holding_start_date * 86400, 'unixepoch') AS holding_start_date,
  x.cost_base_minor
FROM lot x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
WHERE x.quantity_e6 > 0;

CREATE VIEW v_lot_event AS SELECT
  date(e.effective_date * 86400, 'unixepoch') AS effective_date,
  ifnull(p.portfolio_id, '') AS portfolio_id, ifnull(i.instrument_id, '') AS instrument_id,
  x.lot_id, x.quantity_e6, x.currency, x.amount_minor AS cost_minor, x.entry_id, e.source_key,
  e.kind, e.known_rev
FROM journal_line x
  JOIN journal_entry e ON e.entry_id = x.entry_id
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
WHERE x.account = 1100 AND x.lot_id IS NOT NULL;

-- Only what no later entry has reversed.
CREATE VIEW v_realised AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, ifnull(i.instrument_id, '') AS instrument_id,
  x.lot_id, date(x.acquired_date * 86400, 'unixepoch') AS acquired_date,
  date(x.disposed_date * 86400, 'unixepoch') AS disposed_date, x.quantity_e6, x.currency,
  x.cost_minor, x.proceeds_minor, x.cost_base_minor, x.proceeds_base_minor,
  x.price_gain_base_minor, x.fx_gain_base_minor, x.entry_id, e.source_key, e.known_rev
FROM realised x
  JOIN journal_entry e ON e.entry_id = x.entry_id
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
WHERE e.kind <> 'reversal'
  AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_entry_id = x.entry_id);

CREATE VIEW v_income AS SELECT
  ifnull(p.portfolio_id, '') AS portfolio_id, 'dividend' AS kind,
  ifnull(i.instrument_id, '') AS instrument_id, x.action_id,
  date(x.ex_date * 86400, 'unixepoch') AS ex_date,
  date(x.pay_date * 86400, 'unixepoch') AS pay_date, x.quantity_e6, x.currency, x.gross_minor,
  x.withheld_minor, x.reclaim_minor, x.fee_minor, x.net_minor, x.ex_base_minor AS ex_base_minor,
  x.paid_base_minor AS paid_base_minor, x.paid_base_minor IS NOT NULL AS is_paid, x.version
FROM entitlement x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no;

-- The ledger --------------------------------------------------------------------------------------
CREATE VIEW v_trial_balance AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, x.account, x.currency, x.balance_minor,
  a.label AS label, x.version
FROM trial_balance x
  LEFT JOIN account a ON a.account = x.account
WHERE x.version = (SELECT max(c.version) FROM period_close c WHERE c.day = x.day);

CREATE VIEW v_journal AS SELECT
  x.entry_id, date(e.effective_date * 86400, 'unixepoch') AS effective_date, x.account,
  ifnull(p.portfolio_id, '') AS portfolio_id, x.currency, x.amount_minor, e.job AS source_job,
  e.source_key, x.line_no, a.label AS label, ifnull(i.instrument_id, '') AS instrument_id,
  x.quantity_e6, x.lot_id, e.kind, e.reverses_entry_id AS reverses_entry_id,
  date(e.origin_date * 86400, 'unixepoch') AS origin_date,
  date(e.business_date * 86400, 'unixepoch') AS business_date, e.known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at,
  lower(hex(e.hash)) AS hash
FROM journal_line x
  JOIN journal_entry e ON e.entry_id = x.entry_id
  LEFT JOIN account a ON a.account = x.account
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = e.known_rev;

CREATE VIEW v_close AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, x.version, x.hash, x.prev_hash, x.tb_hash,
  x.entry_count, x.last_entry_id, x.closed_by,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS closed_at,
  x.record_json, x.known_rev
FROM period_close x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_settlement AS SELECT
  x.settlement_key, ifnull(p.portfolio_id, '') AS portfolio_id, x.kind,
  ifnull(i.instrument_id, '') AS instrument_id, x.quantity_e6, x.settled_quantity_e6, x.currency,
  x.amount_minor, x.settled_minor, x.buy_currency, x.buy_minor,
  date(x.trade_date * 86400, 'unixepoch') AS trade_date,
  date(x.contractual_date * 86400, 'unixepoch') AS contractual_date,
  date(x.expected_date * 86400, 'unixepoch') AS expected_date, x.slices, x.fail_count, x.state,
  (SELECT f.reason FROM settlement_fail f
    WHERE f.settlement_key = x.settlement_key ORDER BY f.day DESC LIMIT 1) AS last_fail_reason
FROM settlement x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no;

-- Facts with all their versions -------------------------------------------------------------------
CREATE VIEW v_trade AS SELECT
  x.trade_id, x.version, x.action, ifnull(p.portfolio_id, '') AS portfolio_id,
  ifnull(i.instrument_id, '') AS instrument_id, x.side,
  date(x.trade_date * 86400, 'unixepoch') AS trade_date,
  date(x.settle_date * 86400, 'unixepoch') AS settle_date, x.quantity_e6, x.price_e6, x.currency,
  x.commission_minor, x.tax_minor, x.lot_id, x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at,
  x.trade_key
FROM trade x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_fx_trade AS SELECT
  x.fx_trade_id, x.version, x.action, ifnull(p.portfolio_id, '') AS portfolio_id,
  date(x.trade_date * 86400, 'unixepoch') AS trade_date,
  date(x.settle_date * 86400, 'unixepoch') AS settle_date, x.sell_currency, x.sell_minor,
  x.buy_currency, x.buy_minor, x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at,
  x.fx_key
FROM fx_trade x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_flow AS SELECT
  x.flow_id, x.version, x.action, ifnull(p.portfolio_id, '') AS portfolio_id,
  date(x.flow_date * 86400, 'unixepoch') AS flow_date, x.currency, x.amount_minor, x.kind,
  x.channel, x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at,
  x.flow_key
FROM cash_flow x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_corporate_action AS SELECT
  x.action_id, x.version, x.action, ifnull(i.instrument_id, '') AS instrument_id, x.kind,
  date(x.ex_date * 86400, 'unixepoch') AS ex_date,
  date(x.record_date * 86400, 'unixepoch') AS record_date,
  date(x.pay_date * 86400, 'unixepoch') AS pay_date, x.currency, x.amount_per_share_e6,
  x.ratio_new_e6, x.ratio_old_e6, x.withholding_ppm, x.fee_per_share_e6, x.paid_rate_e8,
  x.treaty_ppm, x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM corporate_action x
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_confirmation AS SELECT
  x.confirmation_id, x.version, x.action, x.trade_id, ifnull(p.portfolio_id, '') AS portfolio_id,
  date(x.day * 86400, 'unixepoch') AS confirmed_date, x.quantity_e6, x.cash_minor, x.currency,
  x.source, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM confirmation x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

-- Observations and packs --------------------------------------------------------------------------
CREATE VIEW v_price AS SELECT
  ifnull(i.instrument_id, '') AS instrument_id, date(x.day * 86400, 'unixepoch') AS price_date,
  x.source, x.version, x.close_e6, x.currency, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM price x
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_fx_rate AS SELECT
  x.base, x.quote, date(x.day * 86400, 'unixepoch') AS rate_date, x.source, x.version, x.rate_e8,
  x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM fx_rate x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_pack AS SELECT
  x.pack_id, date(x.day * 86400, 'unixepoch') AS business_date,
  (SELECT e.state FROM pack_event e WHERE e.pack_no = x.pack_no 
    ORDER BY e.n DESC LIMIT 1) AS status,
  x.sha256, x.n_prices, x.n_rates, s.pack_id AS supersedes, x.policy, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM pack x
  LEFT JOIN pack s ON s.pack_no = x.supersedes_pack_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

-- Work queues -------------------------------------------------------------------------------------
CREATE VIEW v_quarantine AS SELECT
  x.quarantine_no, x.job, date(x.day * 86400, 'unixepoch') AS business_date, x.source, x.row_key,
  x.reason, x.severity, ifnull(p.portfolio_id, '') AS portfolio_id,
  ifnull(i.instrument_id, '') AS instrument_id, x.payload_json, x.status, x.resolved_by,
  x.resolved_why, x.resolved_rev, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM quarantine x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN instrument i ON i.instrument_no = x.instrument_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_hold AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, ifnull(p.portfolio_id, '') AS portfolio_id,
  x.reason, x.detail, iif(x.released_by IS NULL, 'open', 'released') AS state, x.released_by,
  x.released_why, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM hold x
  LEFT JOIN portfolio p ON p.portfolio_no = x.portfolio_no
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_file AS SELECT
  x.path, x.n, x.feed, x.status, x.reason, x.expected_by,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS arrived_at,
  x.late AS is_late, x.rows, x.quarantined, x.sha256, x.size,
  strftime('%Y-%m-%dT%H:%M:%S', x.mtime_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.mtime_us % 1000000) AS modified_at,
  date(x.first_day * 86400, 'unixepoch') AS first_date,
  date(x.last_day * 86400, 'unixepoch') AS last_date, x.known_rev
FROM file_register x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

CREATE VIEW v_report AS SELECT
  date(x.day * 86400, 'unixepoch') AS business_date, x.report, x.edition, x.format, x.n, x.path,
  x.sha256, x.pack_id, x.ledger_hash, x.known_rev AS known_rev,
  strftime('%Y-%m-%dT%H:%M:%S', k.known_us / 1000000, 'unixepoch')
    || printf('.%06dZ', k.known_us % 1000000) AS known_at
FROM report_edition x
  LEFT JOIN knowledge k ON k.revision = x.known_rev;

-- The run journal ---------------------------------------------------------------------------------
CREATE VIEW v_run AS SELECT
  x.run_id, x.pipeline, date(x.business_date * 86400, 'unixepoch') AS business_date, x.n, x.state,
  x.outcome, x.exit_status, x.blocked_at,
  strftime('%Y-%m-%dT%H:%M:%S', x.started_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.started_us % 1000000) AS started_at,
  strftime('%Y-%m-%dT%H:%M:%S', x.ended_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.ended_us % 1000000) AS ended_at,
  (x.ended_us - x.started_us) / 1e6 AS duration_s, x.actor, x.host, x.pid, x.version,
  x.config_sha256, x.options_json
FROM run x;

CREATE VIEW v_step AS SELECT
  x.run_id, x.step, x.job, x.state, x.reason, x.attempt AS attempts,
  strftime('%Y-%m-%dT%H:%M:%S', x.started_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.started_us % 1000000) AS started_at,
  strftime('%Y-%m-%dT%H:%M:%S', x.ended_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.ended_us % 1000000) AS ended_at,
  (x.ended_us - x.started_us) / 1e6 AS duration_s, x.rows_read, x.rows_written,
  x.cpu_us / 1e6 AS cpu_s, x.max_rss_kb, x.result_json, x.position, x.exit_status, x.is_late,
  x.progress, x.log_path
FROM step x;

CREATE VIEW v_attempt AS SELECT
  x.run_id, x.step, x.attempt, x.pid, x.state, x.exit_status, x.why,
  strftime('%Y-%m-%dT%H:%M:%S', x.started_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.started_us % 1000000) AS started_at,
  strftime('%Y-%m-%dT%H:%M:%S', x.ended_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.ended_us % 1000000) AS ended_at
FROM attempt x;

CREATE VIEW v_event AS SELECT
  x.seq,
  strftime('%Y-%m-%dT%H:%M:%S', x.at_us / 1000000, 'unixepoch')
    || printf('.%06dZ', x.at_us % 1000000) AS at,
  x.type, x.run_id, x.step, x.attempt, x.actor, x.host, x.pid, x.config_sha256, x.version,
  x.payload_json, x.prev_hash, x.hash
FROM event x;
