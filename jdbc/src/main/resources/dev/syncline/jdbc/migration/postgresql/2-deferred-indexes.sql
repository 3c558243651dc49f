-- A waiting reference knows the row that has it, so that filling it does not look up the row's link.
-- Nothing asks for waiting references by their parent alone.

DROP INDEX IF EXISTS {waiting_reference_parent};
ALTER TABLE {waiting_reference} ADD COLUMN row_key text COLLATE "C";
UPDATE {waiting_reference} w SET row_key = k.row_key
FROM {link} k WHERE k.mapping_id = w.mapping_id AND k.record_id = w.record_id;
DELETE FROM {waiting_reference} WHERE row_key IS NULL;
ALTER TABLE {waiting_reference} ALTER COLUMN row_key SET NOT NULL;
COMMENT ON TABLE {waiting_reference} IS 'References whose parent has no row yet, and the rows that have them';

-- The table by its number, so that another of the same name is not taken for it.
CREATE TABLE {deferred_index} (
  table_id    oid NOT NULL,
  column_name text NOT NULL,
  PRIMARY KEY (table_id, column_name)
);
COMMENT ON TABLE {deferred_index} IS 'Indexes of tables that we created, to be made once these are filled';
