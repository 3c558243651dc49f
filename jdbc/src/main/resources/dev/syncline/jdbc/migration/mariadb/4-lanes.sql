-- One way of one mapping is a lane. When its last run began is by the clock of the process that ran it.
CREATE TABLE IF NOT EXISTS {lane_run} (
  mapping_name varchar(190) COLLATE utf8mb4_bin NOT NULL,
  direction    varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  began_at     datetime(6) NOT NULL,
  PRIMARY KEY (mapping_name, direction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='When the last run of a scheduled lane began';

CREATE TABLE IF NOT EXISTS {lane_cost} (
  hour_at      datetime(6) NOT NULL,
  mapping_name varchar(190) COLLATE utf8mb4_bin NOT NULL,
  direction    varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  calls        bigint NOT NULL,
  PRIMARY KEY (hour_at, mapping_name, direction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The calls that lanes made, by hour; a day of them is kept';

CREATE TABLE IF NOT EXISTS {call_sample} (
  org_name  varchar(190) COLLATE utf8mb4_bin NOT NULL,
  told_at   datetime(6) NOT NULL,
  max_calls bigint NOT NULL,
  remaining bigint NOT NULL,
  PRIMARY KEY (org_name, told_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What orgs said of their daily calls; a day of it is kept';
