-- The run journal. Wall-clock columns are allowed here and in table knowledge only.
CREATE TABLE run (
  run_id TEXT PRIMARY KEY,            -- cob-2020-06-30-1
  pipeline TEXT NOT NULL,
  business_date INTEGER NOT NULL,
  n INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'succeeded', 'succeeded_late', 'failed',
    'blocked', 'cancelled', 'timed_out', 'skipped')),
  outcome TEXT NOT NULL DEFAULT '',   -- already_complete, not_a_business_day, ...
  exit_status INTEGER,
  blocked_at TEXT,                    -- the step that stopped the run
  options_json TEXT NOT NULL DEFAULT '{}',
  config_sha256 TEXT NOT NULL,
  version TEXT NOT NULL,
  actor TEXT NOT NULL,
  host TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  UNIQUE (pipeline, business_date, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  run_id TEXT NOT NULL REFERENCES run,
  step TEXT NOT NULL,
  position INTEGER NOT NULL,          -- order in the file
  job TEXT NOT NULL,                  -- job name, or the command's first word
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'succeeded', 'reused', 'failed',
    'blocked', 'skipped', 'cancelled', 'timed_out', 'crashed')),
  reason TEXT NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0, -- the attempt that may write; never restarts
  exit_status INTEGER,
  is_late INTEGER NOT NULL DEFAULT 0,
  progress TEXT NOT NULL DEFAULT '',
  started_us INTEGER,
  ended_us INTEGER,
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_written INTEGER NOT NULL DEFAULT 0,
  cpu_us INTEGER NOT NULL DEFAULT 0,
  max_rss_kb INTEGER NOT NULL DEFAULT 0,
  result_json TEXT NOT NULL DEFAULT '{}',
  log_path TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  run_id TEXT NOT NULL,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  pid INTEGER,
  state TEXT NOT NULL,
  exit_status INTEGER,
  why TEXT NOT NULL DEFAULT '',
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  PRIMARY KEY (run_id, step, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_run (                -- what a job last did for a date and scope: the key of re-runs
  job TEXT NOT NULL,
  business_date INTEGER NOT NULL,
  scope TEXT NOT NULL,                -- ALL, or what the step's parameters narrow it to
  params_sha256 TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  book_revision INTEGER NOT NULL,     -- what the job had read when it wrote
  result_json TEXT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (job, business_date, scope, params_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (                  -- append-only and hash-chained
  seq INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  type TEXT NOT NULL,                 -- RunStarted, StepSucceeded, GateOverridden ...
  run_id TEXT,
  step TEXT,
  attempt INTEGER,
  actor TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  config_sha256 TEXT NOT NULL,
  version TEXT NOT NULL,
  payload_json TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_run ON event (run_id);
