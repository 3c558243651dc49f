-- What two-way sync needs beside the rows.

CREATE SEQUENCE IF NOT EXISTS {token};

ALTER TABLE {link}
  ADD COLUMN IF NOT EXISTS read_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS pushed_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS turns integer NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS turned_at datetime(6),
  ADD COLUMN IF NOT EXISTS turn_side varchar(4) CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS {outbox} (
  mapping_id       bigint NOT NULL,
  row_key          varchar(255) COLLATE utf8mb4_bin NOT NULL,
  version          bigint NOT NULL DEFAULT 1,
  gone             boolean NOT NULL DEFAULT false,
  previous_key     varchar(255) COLLATE utf8mb4_bin,
  state            varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'READY',
  first_changed_at datetime(6) NOT NULL,
  changed_at       datetime(6) NOT NULL,
  available_at     datetime(6) NOT NULL,
  attempts         integer NOT NULL DEFAULT 0,
  priority         smallint NOT NULL DEFAULT 0,
  claim_id         bigint,
  claimed_version  bigint,
  split            boolean NOT NULL DEFAULT false,
  waits_mapping_id bigint,
  waits_row_key    varchar(255) COLLATE utf8mb4_bin,
  code             varchar(60) COLLATE utf8mb4_bin,
  error_class      varchar(20),
  message          text,
  action           text,
  PRIMARY KEY (mapping_id, row_key),
  KEY ready (mapping_id, state, priority, available_at),
  KEY claim (claim_id),
  KEY waits (waits_row_key, waits_mapping_id),
  KEY previous (previous_key, mapping_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Rows that have changed and are to be pushed: one entry per mapping and row, its version counts the changes';

CREATE TABLE IF NOT EXISTS {claim} (
  id         bigint PRIMARY KEY,
  mapping_id bigint NOT NULL,
  until_at   datetime(6)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Holds on outbox entries; without an end while a bulk job carries them';

CREATE TABLE IF NOT EXISTS {unsettled} (
  mapping_id bigint NOT NULL,
  row_key    varchar(255) COLLATE utf8mb4_bin NOT NULL,
  claim_id   bigint NOT NULL,
  PRIMARY KEY (mapping_id, row_key, claim_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Outbox entries that the application was changing while they were settled: to be made ready';

CREATE TABLE IF NOT EXISTS {intent} (
  mapping_id bigint NOT NULL,
  row_key    varchar(255) COLLATE utf8mb4_bin NOT NULL,
  content    longtext COLLATE utf8mb4_bin NOT NULL,
  since      datetime(6) NOT NULL,
  job_id     bigint,
  PRIMARY KEY (mapping_id, row_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Writes noted before they are sent, whose outcome must be looked up before they are sent again';

CREATE TABLE IF NOT EXISTS {write_job} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  claim_id   bigint NOT NULL UNIQUE,
  kind       varchar(20) NOT NULL,
  key_field  varchar(190) COLLATE utf8mb4_bin,
  handle     varchar(190) COLLATE utf8mb4_bin,
  uploaded   boolean NOT NULL DEFAULT false,
  started_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  kept_by    bigint NOT NULL,
  kept_until datetime(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Bulk jobs that carry outbox entries, the claim that holds these and the claim that looks after the job';

CREATE TABLE IF NOT EXISTS {tombstone} (
  mapping_id bigint NOT NULL,
  record_id  char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token      bigint NOT NULL,
  made_at    datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  PRIMARY KEY (mapping_id, record_id),
  KEY (made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Deletions that were carried: a reading with a lesser token does not bring the record back';

CREATE TABLE IF NOT EXISTS {pull_queue} (
  mapping_id   bigint NOT NULL,
  record_id    char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token        bigint NOT NULL,
  reason       varchar(20) NOT NULL,
  available_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  attempts     integer NOT NULL DEFAULT 0,
  PRIMARY KEY (mapping_id, record_id),
  KEY due (mapping_id, available_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Records to be read again by their ids';

CREATE TABLE IF NOT EXISTS {watermark} (
  mapping_id       bigint PRIMARY KEY,
  updated_to       datetime(6),
  deleted_to       datetime(6),
  window_date      datetime(6),
  window_record_id char(18) CHARACTER SET ascii COLLATE ascii_bin,
  window_until     datetime(6)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='How far changes and deletions of a mapping have been read, and where an unfinished window stands';

CREATE TABLE IF NOT EXISTS {history} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  record_id  char(18) CHARACTER SET ascii COLLATE ascii_bin,
  row_key    varchar(255) COLLATE utf8mb4_bin,
  at         datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  event      varchar(20) NOT NULL,
  detail     longtext COLLATE utf8mb4_bin NOT NULL,
  KEY by_record (mapping_id, record_id, id),
  KEY by_row (mapping_id, row_key, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What happened to records and rows; the latest of each are kept';

CREATE TABLE IF NOT EXISTS {pause} (
  org_name     varchar(190) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  mapping_name varchar(190) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  direction    varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason       text NOT NULL,
  since        datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  until_at     datetime(6),
  PRIMARY KEY (org_name, mapping_name, direction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What is halted; an empty org or mapping means all, direction is PULL, PUSH or BOTH';
