-- What mappings said before, so that a change of the configuration can be planned and carried after.
CREATE TABLE IF NOT EXISTS {mapping_revision} (
  mapping_id bigint NOT NULL,
  number     bigint NOT NULL,
  document   longtext COLLATE utf8mb4_bin NOT NULL,
  made_at    datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  made_by    varchar(20) NOT NULL,
  PRIMARY KEY (mapping_id, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What each mapping said from some time on, without secrets';

CREATE TABLE IF NOT EXISTS {back_fill} (
  mapping_id bigint NOT NULL,
  field      varchar(255) COLLATE utf8mb4_bin NOT NULL,
  revision   bigint NOT NULL,
  token      bigint NOT NULL,
  reached    char(18) CHARACTER SET ascii COLLATE ascii_bin,
  records    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (mapping_id, field)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Lines of mappings that are not carried to the rows and records that were linked before';
