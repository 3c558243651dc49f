-- Syncline's own tables, beside the rows they belong to.

CREATE TABLE {mapping} (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name            text COLLATE "C" NOT NULL UNIQUE,
  org_name        text,
  organization_id text COLLATE "C",
  table_name      text,
  key_column      text
);
COMMENT ON TABLE {mapping} IS 'The mappings that have rows here, each bound to the org and the table of its first load';

-- No foreign key to mapping: it would be checked once per link, a tenth of an initial load.
-- No key begins with mapping_id: statistics from before a mapping's first load say that it has no links,
-- and a planner that believes them reads all of its links by that column alone, once for every record.
CREATE TABLE {link} (
  mapping_id      bigint NOT NULL,
  record_id       text COLLATE "C" NOT NULL,
  row_key         text COLLATE "C" NOT NULL,
  base            json NOT NULL,
  system_modstamp timestamptz NOT NULL,
  seen_run        bigint NOT NULL,
  PRIMARY KEY (record_id, mapping_id),
  UNIQUE (row_key, mapping_id)
);
COMMENT ON TABLE {link} IS 'This record is this row; base holds the values both sides last agreed on';

CREATE TABLE {refresh_run} (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id   bigint NOT NULL REFERENCES {mapping} (id),
  method       text NOT NULL,
  handle       text NOT NULL,
  fingerprint  text NOT NULL,
  page_cursor  text,
  pages_listed boolean NOT NULL DEFAULT false,
  next_ordinal bigint NOT NULL DEFAULT 0,
  records      bigint,
  inserted     bigint NOT NULL DEFAULT 0,
  updated      bigint NOT NULL DEFAULT 0,
  unchanged    bigint NOT NULL DEFAULT 0,
  deleted      bigint NOT NULL DEFAULT 0,
  parked       bigint NOT NULL DEFAULT 0,
  state        text NOT NULL DEFAULT 'RUNNING',
  rewrites     boolean NOT NULL DEFAULT false,
  started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at     timestamptz
);
CREATE INDEX refresh_run_mapping ON {refresh_run} (mapping_id, id);
COMMENT ON TABLE {refresh_run} IS 'The refreshes of every mapping and what their committed pages came to';

CREATE TABLE {refresh_page} (
  run_id  bigint NOT NULL REFERENCES {refresh_run} (id) ON DELETE CASCADE,
  ordinal bigint NOT NULL,
  page    text NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);
COMMENT ON TABLE {refresh_page} IS 'The pages of running refreshes that are not committed';

CREATE TABLE {parked} (
  mapping_id  bigint NOT NULL REFERENCES {mapping} (id),
  record_id   text COLLATE "C" NOT NULL,
  code        text NOT NULL,
  error_class text NOT NULL,
  message     text NOT NULL,
  action      text NOT NULL,
  parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mapping_id, record_id)
);
COMMENT ON TABLE {parked} IS 'Records set aside for a person, with the reason and what to do';

-- No foreign keys, and no key that begins with a mapping, as for link.
CREATE TABLE {waiting_reference} (
  mapping_id        bigint NOT NULL,
  record_id         text COLLATE "C" NOT NULL,
  field             text NOT NULL,
  parent_mapping_id bigint NOT NULL,
  parent_record_id  text COLLATE "C" NOT NULL,
  PRIMARY KEY (record_id, mapping_id, field)
);
CREATE INDEX waiting_reference_parent ON {waiting_reference} (parent_record_id, parent_mapping_id);
COMMENT ON TABLE {waiting_reference} IS 'References whose parent has no row yet';

CREATE TABLE {lease} (
  job           text COLLATE "C" PRIMARY KEY,
  fence         bigint NOT NULL,
  owner_host    text,
  owner_process bigint,
  owner_started bigint,
  expires_at    timestamptz NOT NULL
);
COMMENT ON TABLE {lease} IS 'The right to do a job until a time; the fence proves it';
