-- Syncline's own tables, beside the rows they belong to.

CREATE TABLE IF NOT EXISTS {mapping} (
  id              bigint AUTO_INCREMENT PRIMARY KEY,
  name            varchar(190) COLLATE utf8mb4_bin NOT NULL UNIQUE,
  org_name        varchar(190),
  organization_id char(18) CHARACTER SET ascii COLLATE ascii_bin,
  table_name      varchar(190) COLLATE utf8mb4_bin,
  key_column      varchar(64) COLLATE utf8mb4_bin
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The mappings that have rows here, each bound to the org and the table of its first load';

CREATE TABLE IF NOT EXISTS {link} (
  mapping_id      bigint NOT NULL,
  record_id       char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_key         varchar(255) COLLATE utf8mb4_bin NOT NULL,
  base            longtext COLLATE utf8mb4_bin NOT NULL,
  system_modstamp datetime(6) NOT NULL,
  seen_run        bigint NOT NULL,
  PRIMARY KEY (mapping_id, record_id),
  UNIQUE KEY (mapping_id, row_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='This record is this row; base holds the values both sides last agreed on';

CREATE TABLE IF NOT EXISTS {refresh_run} (
  id           bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id   bigint NOT NULL,
  method       varchar(20) NOT NULL,
  handle       text NOT NULL,
  fingerprint  varchar(100) NOT NULL,
  page_cursor  text,
  pages_listed boolean NOT NULL DEFAULT false,
  next_ordinal bigint NOT NULL DEFAULT 0,
  records      bigint,
  inserted     bigint NOT NULL DEFAULT 0,
  updated      bigint NOT NULL DEFAULT 0,
  unchanged    bigint NOT NULL DEFAULT 0,
  deleted      bigint NOT NULL DEFAULT 0,
  parked       bigint NOT NULL DEFAULT 0,
  state        varchar(20) NOT NULL DEFAULT 'RUNNING',
  rewrites     boolean NOT NULL DEFAULT false,
  started_at   datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  ended_at     datetime(6),
  KEY (mapping_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The refreshes of every mapping and what their committed pages came to';

CREATE TABLE IF NOT EXISTS {refresh_page} (
  run_id  bigint NOT NULL,
  ordinal bigint NOT NULL,
  page    text NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The pages of running refreshes that are not committed';

CREATE TABLE IF NOT EXISTS {parked} (
  mapping_id  bigint NOT NULL,
  record_id   char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code        varchar(60) NOT NULL,
  error_class varchar(20) NOT NULL,
  message     text NOT NULL,
  action      text NOT NULL,
  parked_at   datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  PRIMARY KEY (mapping_id, record_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Records set aside for a person, with the reason and what to do';

CREATE TABLE IF NOT EXISTS {waiting_reference} (
  mapping_id        bigint NOT NULL,
  record_id         char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  field             varchar(190) COLLATE utf8mb4_bin NOT NULL,
  parent_mapping_id bigint NOT NULL,
  parent_record_id  char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (mapping_id, record_id, field),
  KEY (parent_mapping_id, parent_record_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='References whose parent has no row yet';

CREATE TABLE IF NOT EXISTS {lease} (
  job           varchar(190) COLLATE utf8mb4_bin PRIMARY KEY,
  fence         bigint NOT NULL,
  owner_host    varchar(255),
  owner_process bigint,
  owner_started bigint,
  expires_at    datetime(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='The right to do a job until a time; the fence proves it';
