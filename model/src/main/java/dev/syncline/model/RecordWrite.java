package dev.syncline.model;

import java.util.List;

/** What we ask of Salesforce for one row. */
public sealed interface RecordWrite {
  /** The row that asks. */
  RowKey row();

  /** Create a record. Sent twice it makes two: {@link Upsert} is preferred wherever a key is. */
  record Create(RowKey row, List<FieldWrite> fields) implements RecordWrite {
    public Create {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Create the record that has this external id, or bring it up to these values.
   *
   * @param key never null or empty; not among the fields
   */
  record Upsert(RowKey row, FieldName keyField, Value key, List<FieldWrite> fields)
      implements RecordWrite {
    public Upsert {
      fields = List.copyOf(fields);
    }
  }

  /** Bring these fields of the record to these values; all others stay. */
  record Update(RowKey row, RecordId id, List<FieldWrite> fields) implements RecordWrite {
    public Update {
      fields = List.copyOf(fields);
    }
  }

  /** Delete the record; it goes to the recycle bin. */
  record Delete(RowKey row, RecordId id) implements RecordWrite {}
}
