-- What schemas under mappings were like, so that a change is noticed.
CREATE TABLE {schema_shape} (
  mapping_id bigint PRIMARY KEY,
  shape      text NOT NULL,
  noted_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE {schema_shape} IS 'The fields and columns of mappings as they were when these were last made ready';

CREATE TABLE {drift_alarm} (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mapping_id bigint NOT NULL,
  kind       text NOT NULL,
  decision   text NOT NULL,
  message    text NOT NULL,
  action     text NOT NULL,
  since      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX drift_alarm_mapping ON {drift_alarm} (mapping_id);
COMMENT ON TABLE {drift_alarm} IS 'Changes of schemas that a person should know of';
