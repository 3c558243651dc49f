-- Runs that match what was on both sides before, and the links that they made.

CREATE TABLE IF NOT EXISTS {match_run} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  state      varchar(20) NOT NULL,
  started_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  KEY (mapping_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Runs of syncline match; the latest of each mapping are kept';

CREATE TABLE IF NOT EXISTS {match_key} (
  run_id bigint NOT NULL,
  side   char(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule   int NOT NULL,
  id     varchar(255) COLLATE utf8mb4_bin NOT NULL,
  digest char(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  KEY by_digest (run_id, rule, digest),
  KEY by_side (run_id, side, id, rule)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What records (R) and rows (D) are compared by while a run matches';

CREATE TABLE IF NOT EXISTS {match_pair} (
  run_id    bigint NOT NULL,
  ordinal   bigint NOT NULL,
  record_id char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_key   varchar(255) COLLATE utf8mb4_bin NOT NULL,
  rule      int NOT NULL,
  state     varchar(20) NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Records and rows that a run found to be the same: MATCHED, LINKED, SKIPPED or UNDONE';
