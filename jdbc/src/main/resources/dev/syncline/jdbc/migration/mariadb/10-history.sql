-- What runs did, what they wrote over, and what stops them.
CREATE TABLE IF NOT EXISTS {run} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  kind       varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  began_at   datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  last_at    datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  created    bigint NOT NULL DEFAULT 0,
  updated    bigint NOT NULL DEFAULT 0,
  deleted    bigint NOT NULL DEFAULT 0,
  KEY (mapping_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Runs that wrote rows (REFRESH, PULL) or records (PUSH), and what they came to';

ALTER TABLE {link} ADD COLUMN IF NOT EXISTS made_run bigint NOT NULL DEFAULT 0
  COMMENT 'The run that made the row or the record; 0 if both were there before';

CREATE TABLE IF NOT EXISTS {superseded} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  mapping_id bigint NOT NULL,
  record_id  char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_key    varchar(255) COLLATE utf8mb4_bin NOT NULL,
  run_id     bigint NOT NULL,
  event      varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at         datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  base       longtext COLLATE utf8mb4_bin NOT NULL,
  KEY by_record (record_id, mapping_id),
  KEY by_run (run_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Bases of links that runs replaced: WRITTEN, AGREED (both sides were the same already) or DELETED';

CREATE TABLE IF NOT EXISTS {guard_count} (
  mapping_id bigint NOT NULL,
  direction  varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind       varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  field      varchar(190) COLLATE utf8mb4_bin NOT NULL,
  slot       bigint NOT NULL,
  counted    bigint NOT NULL,
  PRIMARY KEY (mapping_id, direction, kind, field, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Deletions and emptied fields of the last hour, by five minutes';

CREATE TABLE IF NOT EXISTS {guard_stop} (
  mapping_id bigint NOT NULL,
  direction  varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind       varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  field      varchar(190) COLLATE utf8mb4_bin NOT NULL,
  counted    bigint NOT NULL,
  most       bigint NOT NULL,
  linked     bigint NOT NULL,
  stopped_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  PRIMARY KEY (mapping_id, direction, kind, field)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What the guard against mass deletions and emptied fields has stopped, until a person allows it';

CREATE TABLE IF NOT EXISTS {guard_allowance} (
  mapping_id bigint NOT NULL,
  direction  varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind       varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  field      varchar(190) COLLATE utf8mb4_bin NOT NULL,
  remaining  bigint NOT NULL,
  until_at   datetime(6) NOT NULL,
  PRIMARY KEY (mapping_id, direction, kind, field)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What a person has allowed in spite of the guard, once';

CREATE OR REPLACE VIEW {v_changes} AS
SELECT c.at, m.name AS mapping, c.record_id, c.row_key, c.run_id AS run, r.kind,
       c.event, c.base AS `before`, c.after
FROM (
  SELECT s.id, s.at, s.mapping_id, s.record_id, s.row_key, s.run_id, s.event, s.base,
         COALESCE(LEAD(s.base) OVER (PARTITION BY s.record_id, s.mapping_id ORDER BY s.id), k.base)
           AS after
  FROM {superseded} s
  LEFT JOIN {link} k ON k.record_id = s.record_id AND k.mapping_id = s.mapping_id) c
JOIN {mapping} m ON m.id = c.mapping_id
LEFT JOIN {run} r ON r.id = c.run_id;

CREATE OR REPLACE VIEW {v_errors} AS
SELECT m.name AS mapping, 'PULL' AS direction, p.record_id, NULL AS row_key,
       'PARKED' AS state, p.code, p.error_class, p.message, p.action, p.parked_at AS since
FROM {parked} p JOIN {mapping} m ON m.id = p.mapping_id
UNION ALL
SELECT m.name, 'PUSH', NULL, o.row_key, o.state, o.code, o.error_class, o.message, o.action,
       o.changed_at
FROM {outbox} o JOIN {mapping} m ON m.id = o.mapping_id WHERE o.code IS NOT NULL;

CREATE OR REPLACE VIEW {v_lag} AS
SELECT m.name AS mapping, w.updated_to AS pulled_to, w.deleted_to AS deletions_pulled_to,
       (SELECT COUNT(*) FROM {pull_queue} q WHERE q.mapping_id = m.id) AS to_read,
       (SELECT COUNT(*) FROM {outbox} o WHERE o.mapping_id = m.id AND o.state <> 'PARKED')
         AS to_push,
       (SELECT MIN(o.first_changed_at) FROM {outbox} o
        WHERE o.mapping_id = m.id AND o.state <> 'PARKED') AS oldest_to_push
FROM {mapping} m LEFT JOIN {watermark} w ON w.mapping_id = m.id;
