-- What runs did, what they wrote over, and what stops them.
CREATE TABLE {run} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id bigint NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  began_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  created    bigint NOT NULL DEFAULT 0,
  updated    bigint NOT NULL DEFAULT 0,
  deleted    bigint NOT NULL DEFAULT 0
);
CREATE INDEX run_mapping ON {run} (mapping_id, id);
COMMENT ON TABLE {run} IS 'Runs that wrote rows (REFRESH, PULL) or records (PUSH), and what they came to';

ALTER TABLE {link} ADD COLUMN made_run bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN {link}.made_run IS 'The run that made the row or the record; 0 if both were there before';

-- Rows are only added and forgotten, many at once: no more indexes than are asked by.
CREATE TABLE {superseded} (
  id         bigint GENERATED ALWAYS AS IDENTITY,
  mapping_id bigint NOT NULL,
  record_id  text COLLATE "C" NOT NULL,
  row_key    text COLLATE "C" NOT NULL,
  run_id     bigint NOT NULL,
  event      text COLLATE "C" NOT NULL,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  base       json NOT NULL
);
CREATE INDEX superseded_record ON {superseded} (record_id, mapping_id);
CREATE INDEX superseded_run ON {superseded} (run_id, id);
COMMENT ON TABLE {superseded} IS 'Bases of links that runs replaced: what was there before they wrote';
COMMENT ON COLUMN {superseded}.event IS 'WRITTEN, AGREED (both sides were the same already) or DELETED';

CREATE TABLE {guard_count} (
  mapping_id bigint NOT NULL,
  direction  text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  slot       bigint NOT NULL,
  counted    bigint NOT NULL,
  PRIMARY KEY (mapping_id, direction, kind, field, slot)
);
COMMENT ON TABLE {guard_count} IS 'Deletions and emptied fields of the last hour, by five minutes';

CREATE TABLE {guard_stop} (
  mapping_id bigint NOT NULL,
  direction  text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  counted    bigint NOT NULL,
  most       bigint NOT NULL,
  linked     bigint NOT NULL,
  stopped_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mapping_id, direction, kind, field)
);
COMMENT ON TABLE {guard_stop} IS 'What the guard against mass deletions and emptied fields has stopped, until a person allows it';

CREATE TABLE {guard_allowance} (
  mapping_id bigint NOT NULL,
  direction  text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  remaining  bigint NOT NULL,
  until_at   timestamptz NOT NULL,
  PRIMARY KEY (mapping_id, direction, kind, field)
);
COMMENT ON TABLE {guard_allowance} IS 'What a person has allowed in spite of the guard, once';

CREATE OR REPLACE VIEW {v_changes} AS
SELECT c.at, m.name AS mapping, c.record_id, c.row_key, c.run_id AS run, r.kind,
       c.event, c.base AS before, c.after
FROM (
  SELECT s.id, s.at, s.mapping_id, s.record_id, s.row_key, s.run_id, s.event, s.base,
         COALESCE(lead(s.base) OVER (PARTITION BY s.record_id, s.mapping_id ORDER BY s.id), k.base)
           AS after
  FROM {superseded} s
  LEFT JOIN {link} k ON k.record_id = s.record_id AND k.mapping_id = s.mapping_id) c
JOIN {mapping} m ON m.id = c.mapping_id
LEFT JOIN {run} r ON r.id = c.run_id;
COMMENT ON VIEW {v_changes} IS 'What runs wrote over, with the values before and after by field';

CREATE OR REPLACE VIEW {v_errors} AS
SELECT m.name AS mapping, 'PULL' AS direction, p.record_id, NULL::text AS row_key,
       'PARKED' AS state, p.code, p.error_class, p.message, p.action, p.parked_at AS since
FROM {parked} p JOIN {mapping} m ON m.id = p.mapping_id
UNION ALL
SELECT m.name, 'PUSH', NULL, o.row_key, o.state, o.code, o.error_class, o.message, o.action,
       o.changed_at
FROM {outbox} o JOIN {mapping} m ON m.id = o.mapping_id WHERE o.code IS NOT NULL;
COMMENT ON VIEW {v_errors} IS 'Records and rows that something is wrong with, and what to do';

CREATE OR REPLACE VIEW {v_lag} AS
SELECT m.name AS mapping, w.updated_to AS pulled_to, w.deleted_to AS deletions_pulled_to,
       (SELECT count(*) FROM {pull_queue} q WHERE q.mapping_id = m.id) AS to_read,
       (SELECT count(*) FROM {outbox} o WHERE o.mapping_id = m.id AND o.state <> 'PARKED')
         AS to_push,
       (SELECT min(o.first_changed_at) FROM {outbox} o
        WHERE o.mapping_id = m.id AND o.state <> 'PARKED') AS oldest_to_push
FROM {mapping} m LEFT JOIN {watermark} w ON w.mapping_id = m.id;
COMMENT ON VIEW {v_lag} IS 'How far each mapping is: what is complete up to when, and what waits';
