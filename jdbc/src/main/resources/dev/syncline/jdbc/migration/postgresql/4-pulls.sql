-- What a refresh reads is as old as its beginning: pushes since then are told by their greater number.

ALTER TABLE {refresh_run} ADD COLUMN token bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN {refresh_run}.token IS 'The number taken before the reading began';

-- When two records are merged, the rows that refer to the loser's row are to refer to the winner's.
CREATE TABLE {reference} (
  mapping_id        bigint NOT NULL,
  column_name       text NOT NULL,
  parent_mapping_id bigint NOT NULL,
  PRIMARY KEY (mapping_id, column_name)
);
COMMENT ON TABLE {reference} IS 'The columns of mappings that hold row keys of other mappings';
