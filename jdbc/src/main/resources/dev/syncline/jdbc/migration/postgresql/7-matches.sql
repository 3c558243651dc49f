-- Runs that match what was on both sides before, and the links that they made.

CREATE TABLE {match_run} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id bigint NOT NULL,
  state      text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX match_run_mapping ON {match_run} (mapping_id, id);
COMMENT ON TABLE {match_run} IS 'Runs of syncline match; the latest of each mapping are kept';

CREATE UNLOGGED TABLE {match_key} (
  run_id bigint NOT NULL,
  side   text COLLATE "C" NOT NULL,
  rule   integer NOT NULL,
  id     text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL
);
CREATE INDEX match_key_digest ON {match_key} (run_id, rule, digest);
CREATE INDEX match_key_side ON {match_key} (run_id, side, id, rule);
COMMENT ON TABLE {match_key} IS 'What records (R) and rows (D) are compared by while a run matches; rule 0 counts each once, -n says that rule n decided';

CREATE TABLE {match_pair} (
  run_id    bigint NOT NULL,
  ordinal   bigint NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  row_key   text COLLATE "C" NOT NULL,
  rule      integer NOT NULL,
  state     text COLLATE "C" NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);
COMMENT ON TABLE {match_pair} IS 'Records and rows that a run found to be the same: MATCHED, LINKED, SKIPPED or UNDONE';
