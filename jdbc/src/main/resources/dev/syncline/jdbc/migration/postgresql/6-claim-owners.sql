-- Entries of a process that is dead need not wait for the end of its claim.
ALTER TABLE {claim}
  ADD COLUMN IF NOT EXISTS owner_host text,
  ADD COLUMN IF NOT EXISTS owner_process bigint,
  ADD COLUMN IF NOT EXISTS owner_started bigint;
