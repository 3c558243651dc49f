-- What a refresh reads is as old as its beginning: pushes since then are told by their greater number.

ALTER TABLE {refresh_run} ADD COLUMN IF NOT EXISTS token bigint NOT NULL DEFAULT 0;

-- When two records are merged, the rows that refer to the loser's row are to refer to the winner's.
CREATE TABLE IF NOT EXISTS {reference} (
  mapping_id        bigint NOT NULL,
  column_name       varchar(64) COLLATE utf8mb4_bin NOT NULL,
  parent_mapping_id bigint NOT NULL,
  PRIMARY KEY (mapping_id, column_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The columns of mappings that hold row keys of other mappings';
