-- Rows of other tables that have changed and whose columns are pushed with rows that refer to them.
CREATE TABLE IF NOT EXISTS {related_change} (
  mapping_id  bigint NOT NULL,
  relation    char(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  related_key varchar(255) COLLATE utf8mb4_bin NOT NULL,
  changed_at  datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  batch       bigint,
  PRIMARY KEY (mapping_id, relation, related_key),
  KEY (batch)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Related rows that have changed and whose dependants are to be found: one entry per mapping, relation and row';

CREATE TABLE IF NOT EXISTS {related_batch} (
  mapping_id bigint PRIMARY KEY,
  batch      bigint NOT NULL,
  relation   char(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reached    varchar(255) COLLATE utf8mb4_bin
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The related rows whose dependants are being found, and the last dependant that was';
