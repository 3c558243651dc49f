-- Which database mappings were synced with, so that a copy or a restored backup is noticed.
CREATE TABLE IF NOT EXISTS {database_identity} (
  mapping_id bigint PRIMARY KEY,
  place      varchar(200) COLLATE utf8mb4_bin NOT NULL,
  since      datetime(6) NOT NULL DEFAULT (utc_timestamp(6))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Where the database was when mappings were first synced with it';
