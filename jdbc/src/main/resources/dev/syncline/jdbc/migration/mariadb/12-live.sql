-- What taking events in needs.
ALTER TABLE {link}
  ADD COLUMN IF NOT EXISTS event_token bigint NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS event_at datetime(6),
  ADD COLUMN IF NOT EXISTS event_number bigint;

CREATE TABLE IF NOT EXISTS {stream} (
  id           bigint AUTO_INCREMENT PRIMARY KEY,
  org_name     varchar(190) COLLATE utf8mb4_bin NOT NULL,
  channel      varchar(255) COLLATE utf8mb4_bin NOT NULL,
  organization varchar(1000),
  replay_id    varbinary(64),
  state        varchar(20) NOT NULL,
  since        datetime(6) NOT NULL,
  code         varchar(60) COLLATE utf8mb4_bin,
  error_class  varchar(20),
  message      text,
  action       text,
  heard_at     datetime(6),
  events_to    datetime(6),
  events       bigint NOT NULL DEFAULT 0,
  holes        bigint NOT NULL DEFAULT 0,
  UNIQUE KEY stream_name (org_name, channel)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='Channels of orgs that are listened to, and how far their events are in the rows';

CREATE TABLE IF NOT EXISTS {stream_hole} (
  id         bigint AUTO_INCREMENT PRIMARY KEY,
  stream_id  bigint NOT NULL,
  mapping_id bigint NOT NULL,
  cause      varchar(40) NOT NULL,
  from_at    datetime(6) NOT NULL,
  opened_at  datetime(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COMMENT='What streams have not told of mappings, until it is read';
