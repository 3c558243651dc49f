-- What taking events in needs. New columns have constant defaults, so that no table is rewritten.
ALTER TABLE {link}
  ADD COLUMN event_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN event_at timestamptz,
  ADD COLUMN event_number bigint;
COMMENT ON COLUMN {link}.event_at IS 'When the newest event that was taken in was committed in the org, with event_number within a second';

CREATE TABLE {stream} (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  org_name     text COLLATE "C" NOT NULL,
  channel      text COLLATE "C" NOT NULL,
  organization text,
  replay_id    bytea,
  state        text NOT NULL,
  since        timestamptz NOT NULL,
  code         text,
  error_class  text,
  message      text,
  action       text,
  heard_at     timestamptz,
  events_to    timestamptz,
  events       bigint NOT NULL DEFAULT 0,
  holes        bigint NOT NULL DEFAULT 0,
  UNIQUE (org_name, channel)
);
COMMENT ON TABLE {stream} IS 'Channels of orgs that are listened to, and how far their events are in the rows';

CREATE TABLE {stream_hole} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream_id  bigint NOT NULL,
  mapping_id bigint NOT NULL,
  cause      text NOT NULL,
  from_at    timestamptz NOT NULL,
  opened_at  timestamptz NOT NULL
);
COMMENT ON TABLE {stream_hole} IS 'What streams have not told of mappings, until it is read';
