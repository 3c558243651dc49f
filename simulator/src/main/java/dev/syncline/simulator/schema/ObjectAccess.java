package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the integration user may do with an object, its fields and its records; everything unless
 * said otherwise.
 *
 * @param viewEncrypted whether encrypted texts are shown as they are
 * @param rows which records it sees; null for all
 * @param editableRows which of those it may change and delete; null for all
 * @param fields what it may do with single fields, by lower-case name
 */
public record ObjectAccess(
    Permissions permissions,
    boolean viewEncrypted,
    @Nullable Formula rows,
    @Nullable Formula editableRows,
    Map<String, FieldAccess> fields) {
  /** Everything is allowed. */
  public static final ObjectAccess FULL =
      new ObjectAccess(new Permissions(true, true, true, true, true), false, null, null, Map.of());

  /**
   * The permissions on the object as a whole.
   *
   * @param hardDelete whether Bulk jobs may delete past the recycle bin; real orgs give this
   *     permission for all objects at once
   */
  public record Permissions(
      boolean read, boolean create, boolean edit, boolean delete, boolean hardDelete) {}

  public ObjectAccess {
    fields = Map.copyOf(fields);
  }

  public boolean read() {
    return permissions.read();
  }

  public boolean create() {
    return permissions.create();
  }

  public boolean edit() {
    return permissions.edit();
  }

  public boolean delete() {
    return permissions.delete();
  }

  public boolean hardDelete() {
    return permissions.hardDelete();
  }

  /** Whether anything is withheld. */
  public boolean isRestricted() {
    return !permissions.equals(FULL.permissions())
        || rows != null
        || editableRows != null
        || !fields.isEmpty();
  }

  /** The field as the integration user sees it; its parts go with the compound whole. */
  Optional<FieldDefinition> seen(FieldDefinition field) {
    FieldAccess own = fields.getOrDefault(Names.key(field.name()), FieldAccess.EDIT);
    FieldAccess whole =
        field
            .compoundFieldName()
            .map(name -> fields.getOrDefault(Names.key(name), FieldAccess.EDIT))
            .orElse(FieldAccess.EDIT);
    return switch (own.compareTo(whole) < 0 ? own : whole) {
      case NONE -> Optional.empty();
      case READ -> Optional.of(field.readOnly());
      case EDIT -> Optional.of(field);
    };
  }
}
