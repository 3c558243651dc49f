-- What the last compare of each way has proven.
CREATE TABLE {certificate} (
  mapping_id bigint NOT NULL,
  direction  text COLLATE "C" NOT NULL,
  as_of      timestamptz NOT NULL,
  equal      bigint NOT NULL,
  in_flight  bigint NOT NULL,
  parked     bigint NOT NULL,
  different  bigint NOT NULL,
  unchecked  bigint NOT NULL,
  repairs    bigint NOT NULL,
  calls      bigint NOT NULL,
  seconds    bigint NOT NULL,
  PRIMARY KEY (mapping_id, direction)
);
COMMENT ON TABLE {certificate} IS 'What the last compare of a mapping has proven, by direction';
