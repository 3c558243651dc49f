-- Rows of other tables that have changed and whose columns are pushed with rows that refer to them.
CREATE TABLE {related_change} (
  mapping_id  bigint NOT NULL,
  relation    text COLLATE "C" NOT NULL,
  related_key text COLLATE "C" NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  batch       bigint,
  PRIMARY KEY (mapping_id, relation, related_key)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX related_change_batch ON {related_change} (batch) WHERE batch IS NOT NULL;
COMMENT ON TABLE {related_change} IS 'Related rows that have changed and whose dependants are to be found: one entry per mapping, relation and row';
COMMENT ON COLUMN {related_change}.batch IS 'The batch that looks for its dependants; empty where it has changed since that began';

CREATE TABLE {related_batch} (
  mapping_id bigint PRIMARY KEY,
  batch      bigint NOT NULL,
  relation   text COLLATE "C" NOT NULL,
  reached    text COLLATE "C"
);
COMMENT ON TABLE {related_batch} IS 'The related rows whose dependants are being found, and the last dependant that was';
