-- Syncline's own state.

CREATE TABLE {org_token} (
  org_name      text COLLATE "C" PRIMARY KEY,
  refresh_token text NOT NULL,
  origin        text,
  kept_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE {org_token} IS 'Refresh tokens that orgs gave last; each may be good for one use';
