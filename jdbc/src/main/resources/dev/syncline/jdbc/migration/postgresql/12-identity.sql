-- Which database mappings were synced with, so that a copy or a restored backup is noticed.
CREATE TABLE {database_identity} (
  mapping_id bigint PRIMARY KEY,
  place      text NOT NULL,
  since      timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE {database_identity} IS 'Where the database was when mappings were first synced with it';
