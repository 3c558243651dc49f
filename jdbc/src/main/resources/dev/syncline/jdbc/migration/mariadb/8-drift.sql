-- What schemas under mappings were like, so that a change is noticed.
CREATE TABLE IF NOT EXISTS {schema_shape} (
  mapping_id bigint PRIMARY KEY,
  shape      longtext COLLATE utf8mb4_bin NOT NULL,
  noted_at   datetime(6) NOT NULL DEFAULT (utc_timestamp(6))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The fields and columns of mappings as they were when these were last made ready';

CREATE TABLE IF NOT EXISTS {drift_alarm} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  kind       varchar(40) NOT NULL,
  decision   varchar(20) NOT NULL,
  message    text COLLATE utf8mb4_bin NOT NULL,
  action     text COLLATE utf8mb4_bin NOT NULL,
  since      datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  KEY (mapping_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Changes of schemas that a person should know of';
