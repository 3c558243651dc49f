-- What the last compare of each way has proven.
CREATE TABLE IF NOT EXISTS {certificate} (
  mapping_id bigint NOT NULL,
  direction  varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of      datetime(6) NOT NULL,
  equal      bigint NOT NULL,
  in_flight  bigint NOT NULL,
  parked     bigint NOT NULL,
  different  bigint NOT NULL,
  unchecked  bigint NOT NULL,
  repairs    bigint NOT NULL,
  calls      bigint NOT NULL,
  seconds    bigint NOT NULL,
  PRIMARY KEY (mapping_id, direction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What the last compare of a mapping has proven, by direction';
