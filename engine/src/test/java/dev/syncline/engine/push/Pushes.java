package dev.syncline.engine.push;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.scope.Standing;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claimed rows and mappings to test with: a key, a name, and a parent account. */
public final class Pushes {
  /** When rows changed. */
  public static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  /** The mapping of the parents. */
  public static final MappingName ACCOUNTS = new MappingName("accounts");

  private Pushes() {}

  /** Rules with these parts. */
  public static SyncRules rules(
      boolean key, ConflictPolicy conflict, DeleteConflict deletes, DeletePolicy onRowDelete) {
    return new SyncRules(
        key ? Optional.of(new FieldName("Key__c")) : Optional.empty(),
        conflict,
        deletes,
        onRowDelete);
  }

  /** Contacts both ways: Key__c, LastName, AccountId. */
  public static ResolvedMapping contacts(SyncRules rules) {
    Mapping said = Samples.mapping("contacts", "Contact");
    Field key = field("Key__c", FieldType.STRING);
    Field name = field("LastName", FieldType.STRING);
    Field account = field("AccountId", FieldType.REFERENCE, "Account");
    Column keyColumn = column("key", new ColumnType.Varchar(80));
    Column nameColumn = column("name", new ColumnType.Varchar(200));
    Column accountColumn = column("account_id", new ColumnType.Whole(64));
    var table = table("contacts", keyColumn, nameColumn, accountColumn);
    return new ResolvedMapping(
        new Mapping(
            said.name(),
            said.org(),
            said.object(),
            said.database(),
            said.table(),
            said.create(),
            said.where(),
            said.recordTypes(),
            said.allFields(),
            said.fields(),
            Direction.BOTH,
            said.onDelete(),
            said.rowKey(),
            rules),
        object("Contact", key, name, account),
        table,
        table.columns().getFirst(),
        List.of(
            new FieldBinding(key, keyColumn, Direction.BOTH, new Kind.Direct()),
            new FieldBinding(name, nameColumn, Direction.BOTH, new Kind.Direct()),
            new FieldBinding(account, accountColumn, Direction.BOTH, new Kind.LocalKey(ACCOUNTS))));
  }

  /** A text. */
  public static Value text(String text) {
    return new Value.Text(text);
  }

  /** A link whose base is these values; null where there is none. */
  @SuppressWarnings("NullAway")
  public static LinkedRecord link(RecordId id, Value... base) {
    return new LinkedRecord(id, Arrays.stream(base).map(Optional::ofNullable).toList(), THEN, 1, 0);
  }

  /** A row that is there. */
  public static ClaimedRow row(Optional<LinkedRecord> link, Value... values) {
    return row(new RowChange.Present(new RowKey("7"), 3, THEN, List.of(values)), link, Map.of());
  }

  /** A claimed row. */
  public static ClaimedRow row(
      RowChange change, Optional<LinkedRecord> link, Map<Integer, ClaimedRow.Orphan> orphans) {
    return new ClaimedRow(
        change, link, orphans, 0, Optional.empty(), false, THEN, 0, Standing.INSIDE);
  }
}
