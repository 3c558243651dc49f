-- What mappings said before, so that a change of the configuration can be planned and carried after.
CREATE TABLE {mapping_revision} (
  mapping_id bigint NOT NULL,
  number     bigint NOT NULL,
  document   text NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  made_by    text NOT NULL,
  PRIMARY KEY (mapping_id, number)
);
COMMENT ON TABLE {mapping_revision} IS 'What each mapping said from some time on, without secrets';

CREATE TABLE {back_fill} (
  mapping_id bigint NOT NULL,
  field      text COLLATE "C" NOT NULL,
  revision   bigint NOT NULL,
  token      bigint NOT NULL,
  reached    text COLLATE "C",
  records    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (mapping_id, field)
);
COMMENT ON TABLE {back_fill} IS 'Lines of mappings that are not carried to the rows and records that were linked before';
