-- One way of one mapping is a lane. When its last run began is by the clock of the process that ran it.
CREATE TABLE {lane_run} (
  mapping_name text COLLATE "C" NOT NULL,
  direction    text COLLATE "C" NOT NULL,
  began_at     timestamptz NOT NULL,
  PRIMARY KEY (mapping_name, direction)
);
COMMENT ON TABLE {lane_run} IS 'When the last run of a scheduled lane began';

CREATE TABLE {lane_cost} (
  hour_at      timestamptz NOT NULL,
  mapping_name text COLLATE "C" NOT NULL,
  direction    text COLLATE "C" NOT NULL,
  calls        bigint NOT NULL,
  PRIMARY KEY (hour_at, mapping_name, direction)
);
COMMENT ON TABLE {lane_cost} IS 'The calls that lanes made, by hour; a day of them is kept';

CREATE TABLE {call_sample} (
  org_name  text COLLATE "C" NOT NULL,
  told_at   timestamptz NOT NULL,
  max_calls bigint NOT NULL,
  remaining bigint NOT NULL,
  PRIMARY KEY (org_name, told_at)
);
COMMENT ON TABLE {call_sample} IS 'What orgs said of their daily calls; a day of it is kept';
