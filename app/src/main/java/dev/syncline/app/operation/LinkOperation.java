package dev.syncline.app.operation;

import dev.syncline.engine.database.Links;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows, sets and removes single links, for people who set right which record is which row. */
public final class LinkOperation {
  private final Connections connections;
  private final List<Mapping> all;
  private final Consumer<String> notes;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  public LinkOperation(Connections connections, List<Mapping> all, Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.notes = notes;
  }

  /**
   * The link of a record or row; empty if there is none.
   *
   * @param name a record's id of 15 or 18 characters, or the key of a row
   */
  public Optional<Links.Linked> find(Mapping mapping, String name) {
    return OpenMapping.asItIs(connections, all, mapping, notes).flatMap(open -> find(open, name));
  }

  private static Optional<Links.Linked> find(OpenMapping open, String name) {
    Links links = open.database().links();
    return RecordId.parse(name)
        .flatMap(id -> links.ofRecord(open.resolved(), id))
        .or(() -> open.rowKey(name).flatMap(key -> links.ofRow(open.resolved(), key)));
  }

  /**
   * Links a record and a row, both of which are there and not linked. What they hold is compared
   * anew with the next sync, as if both had changed.
   *
   * @throws MappingException if the record or the row is not there
   * @throws dev.syncline.engine.database.DatabaseException with code {@code LINK-TAKEN} if either
   *     is linked otherwise, {@code ROW-ABSENT} if there is no such row
   */
  public Links.Linked set(Mapping mapping, RecordId record, String key) {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    Optional<RowKey> row = open.rowKey(key);
    ChangeReader.Found found = open.org().changes().read(open.query(), List.of(record));
    if (found.present().isEmpty()) {
      throw absent(
          "RECORD-MISSING",
          "mapping %s: there is no record %s of %s"
              .formatted(mapping.name(), record, mapping.object()),
          "name a record that is there, that the integration user sees, and that the mapping's"
              + " conditions cover");
    }
    if (row.isEmpty()) {
      throw absent(
          "ROW-ABSENT",
          "mapping %s: no row of %s can have the key '%s'"
              .formatted(mapping.name(), mapping.table(), key),
          "name the key of a row that is there");
    }
    open.database().links().set(open.resolved(), record, row.get());
    return open.database().links().ofRow(open.resolved(), row.get()).orElseThrow();
  }

  private static MappingException absent(String code, String message, String action) {
    return new MappingException(List.of(new Problem(code, ErrorClass.DATA, message, action)));
  }

  /**
   * Removes a link; record and row stay.
   *
   * @return whether there was one
   */
  public boolean remove(Mapping mapping, RecordId record) {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    return open.database().links().remove(open.resolved(), record);
  }
}
