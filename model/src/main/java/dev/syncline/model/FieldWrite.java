package dev.syncline.model;

/** What one field of a record is to become. */
public sealed interface FieldWrite {
  /** The field that is written. */
  FieldName field();

  /** The field takes this value; {@link Value.Null} empties it. */
  record Plain(FieldName field, Value value) implements FieldWrite {}

  /**
   * The reference takes the record that an external id names.
   *
   * <p>Source: REST API Developer Guide, "Relate Records by External ID".
   *
   * @param relationship the reference's relationship name, such as {@code Account} for {@code
   *     AccountId}
   * @param externalId the external id field of the parent's object
   * @param key the parent's value of it, not null
   */
  record ParentKey(FieldName field, String relationship, FieldName externalId, Value key)
      implements FieldWrite {}
}
