-- What two-way sync needs beside the rows. New columns have constant defaults, so that no table is rewritten.

CREATE SEQUENCE {token};
COMMENT ON SEQUENCE {token} IS 'Numbers of readings, pushes and claims, in the order in which they began';

ALTER TABLE {link}
  ADD COLUMN read_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN pushed_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN turns integer NOT NULL DEFAULT 0,
  ADD COLUMN turned_at timestamptz,
  ADD COLUMN turn_side text COLLATE "C";
COMMENT ON COLUMN {link}.turn_side IS 'push or pull: which side was written last, to tell when both only answer each other';

-- The indexes for claiming are partial, so that a look-up by key never takes one of them by mistake.
-- Entries come and go: vacuum must not wait until they are a share of a table that has grown once.
CREATE TABLE {outbox} (
  mapping_id       bigint NOT NULL,
  row_key          text COLLATE "C" NOT NULL,
  version          bigint NOT NULL DEFAULT 1,
  gone             boolean NOT NULL DEFAULT false,
  previous_key     text COLLATE "C",
  state            text COLLATE "C" NOT NULL DEFAULT 'READY',
  first_changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  available_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts         integer NOT NULL DEFAULT 0,
  priority         smallint NOT NULL DEFAULT 0,
  claim_id         bigint,
  claimed_version  bigint,
  split            boolean NOT NULL DEFAULT false,
  waits_mapping_id bigint,
  waits_row_key    text COLLATE "C",
  code             text,
  error_class      text,
  message          text,
  action           text,
  PRIMARY KEY (row_key, mapping_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
        autovacuum_analyze_scale_factor = 0.1, autovacuum_analyze_threshold = 10000);
CREATE INDEX outbox_ready ON {outbox} (mapping_id, priority, available_at) WHERE state = 'READY';
CREATE INDEX outbox_claim ON {outbox} (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX outbox_waits ON {outbox} (waits_row_key, waits_mapping_id) WHERE state = 'WAITING';
CREATE INDEX outbox_previous ON {outbox} (previous_key, mapping_id) WHERE previous_key IS NOT NULL;
COMMENT ON TABLE {outbox} IS 'Rows that have changed and are to be pushed: one entry per mapping and row, its version counts the changes';
COMMENT ON COLUMN {outbox}.state IS 'READY, CLAIMED, WAITING (for the record of a parent) or PARKED';
COMMENT ON COLUMN {outbox}.previous_key IS 'The key that the row had when its link was made, until the link has followed';
COMMENT ON COLUMN {outbox}.priority IS '0 for changes, 1 for rows that are carried after';

CREATE TABLE {claim} (
  id         bigint PRIMARY KEY,
  mapping_id bigint NOT NULL,
  until_at   timestamptz
);
COMMENT ON TABLE {claim} IS 'Holds on outbox entries; without an end while a bulk job carries them';

CREATE TABLE {unsettled} (
  mapping_id bigint NOT NULL,
  row_key    text COLLATE "C" NOT NULL,
  claim_id   bigint NOT NULL,
  PRIMARY KEY (row_key, mapping_id, claim_id)
);
COMMENT ON TABLE {unsettled} IS 'Outbox entries that the application was changing while they were settled: to be made ready';

CREATE TABLE {intent} (
  mapping_id bigint NOT NULL,
  row_key    text COLLATE "C" NOT NULL,
  content    text NOT NULL,
  since      timestamptz NOT NULL,
  job_id     bigint,
  PRIMARY KEY (row_key, mapping_id)
);
CREATE INDEX intent_mapping ON {intent} (mapping_id);
COMMENT ON TABLE {intent} IS 'Writes noted before they are sent, whose outcome must be looked up before they are sent again';

CREATE TABLE {write_job} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id bigint NOT NULL,
  claim_id   bigint NOT NULL UNIQUE,
  kind       text NOT NULL,
  key_field  text,
  handle     text,
  uploaded   boolean NOT NULL DEFAULT false,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kept_by    bigint NOT NULL,
  kept_until timestamptz NOT NULL
);
COMMENT ON TABLE {write_job} IS 'Bulk jobs that carry outbox entries, the claim that holds these and the claim that looks after the job';

CREATE TABLE {tombstone} (
  mapping_id bigint NOT NULL,
  record_id  text COLLATE "C" NOT NULL,
  token      bigint NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (record_id, mapping_id)
);
CREATE INDEX tombstone_made ON {tombstone} (made_at);
COMMENT ON TABLE {tombstone} IS 'Deletions that were carried: a reading with a lesser token does not bring the record back';

CREATE TABLE {pull_queue} (
  mapping_id   bigint NOT NULL,
  record_id    text COLLATE "C" NOT NULL,
  token        bigint NOT NULL,
  reason       text NOT NULL,
  available_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts     integer NOT NULL DEFAULT 0,
  PRIMARY KEY (record_id, mapping_id)
);
CREATE INDEX pull_queue_due ON {pull_queue} (mapping_id, available_at);
COMMENT ON TABLE {pull_queue} IS 'Records to be read again by their ids';

CREATE TABLE {watermark} (
  mapping_id       bigint PRIMARY KEY,
  updated_to       timestamptz,
  deleted_to       timestamptz,
  window_date      timestamptz,
  window_record_id text COLLATE "C",
  window_until     timestamptz
);
COMMENT ON TABLE {watermark} IS 'How far changes and deletions of a mapping have been read, and where an unfinished window stands';

CREATE TABLE {history} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id bigint NOT NULL,
  record_id  text COLLATE "C",
  row_key    text COLLATE "C",
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  event      text NOT NULL,
  detail     text NOT NULL
);
CREATE INDEX history_record ON {history} (record_id, mapping_id, id) WHERE record_id IS NOT NULL;
CREATE INDEX history_row ON {history} (row_key, mapping_id, id) WHERE row_key IS NOT NULL;
COMMENT ON TABLE {history} IS 'What happened to records and rows; the latest of each are kept';

CREATE TABLE {pause} (
  org_name     text COLLATE "C" NOT NULL DEFAULT '',
  mapping_name text COLLATE "C" NOT NULL DEFAULT '',
  direction    text COLLATE "C" NOT NULL,
  reason       text NOT NULL,
  since        timestamptz NOT NULL DEFAULT clock_timestamp(),
  until_at     timestamptz,
  PRIMARY KEY (org_name, mapping_name, direction)
);
COMMENT ON TABLE {pause} IS 'What is halted; an empty org or mapping means all, direction is PULL, PUSH or BOTH';
