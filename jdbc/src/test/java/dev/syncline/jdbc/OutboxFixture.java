package dev.syncline.jdbc;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A table of contacts whose changes are captured. */
abstract class OutboxFixture extends DatabaseFixture {
  static final Duration HOLD = Duration.ofMinutes(5);

  static final Problem REFUSED =
      new Problem("RECORD-REFUSED", ErrorClass.DATA, "the \"field\" is bad", "mend it");

  abstract Access access();

  @Override
  Database open() throws SQLException {
    return access().open();
  }

  @Override
  Connection connect() throws SQLException {
    return access().connect();
  }

  @Override
  String countedKey() {
    return access().countedKey();
  }

  @Override
  Database openAsReader() throws SQLException {
    return access().openAsReader();
  }

  @Override
  String own(String table) {
    return access().own(table);
  }

  @Override
  String emptyAndRestart(String table) {
    return access().emptyAndRestart(table);
  }

  /** Contacts with an id that may be pulled, and a name and an age that go both ways. */
  ResolvedMapping captured() throws SQLException {
    execute(
        "CREATE TABLE contact (id BIGINT PRIMARY KEY, salesforce_id CHAR(18), name VARCHAR(80),"
            + " age INTEGER, note VARCHAR(80))");
    ResolvedMapping mapping = mapping("contacts", "contact");
    capture(mapping);
    return mapping;
  }

  ResolvedMapping mapping(String name, String tableName) {
    TableDescription table = Bench.table(database, tableName);
    return Bench.mapping(
        name,
        table,
        List.of(
            Bench.bind(table, "Id", "salesforce_id"),
            both(Bench.bind(table, "Name", "name")),
            both(Bench.bind(table, "Age__c", "age"))),
        DeletePolicy.DELETE);
  }

  static FieldBinding both(FieldBinding binding) {
    return new FieldBinding(binding.field(), binding.column(), Direction.BOTH, binding.kind());
  }

  void capture(ResolvedMapping... mappings) {
    Capture capture = database.capture();
    capture.run(capture.installStatements(Arrays.asList(mappings), Capture.Roles.NONE));
  }

  Outbox outbox() {
    return database.outbox();
  }

  List<ClaimedRow> claim(ResolvedMapping mapping, Claim claim) {
    return outbox().claim(mapping, claim, 100, HOLD);
  }

  List<ClaimedRow> claim(ResolvedMapping mapping) {
    return claim(mapping, outbox().newClaim());
  }

  /** The entries as {@code key:version}, with {@code -} behind those that are gone. */
  static List<String> words(List<ClaimedRow> rows) {
    return rows.stream()
        .map(r -> r.key() + ":" + r.change().version() + (isGone(r) ? "-" : ""))
        .sorted()
        .toList();
  }

  private static boolean isGone(ClaimedRow row) {
    return row.change() instanceof RowChange.Gone;
  }

  /** Entries as they are, waiting ones too. */
  List<String> entries() throws SQLException {
    return list(
        "SELECT row_key, version, CASE WHEN gone THEN 'gone' ELSE 'there' END, state FROM "
            + access().own("outbox")
            + " ORDER BY row_key");
  }

  List<String> links() throws SQLException {
    return list(
        "SELECT row_key, record_id, base FROM " + access().own("link") + " ORDER BY row_key");
  }

  static Settlement.Linked linked(ClaimedRow row, RecordId id, String name) {
    Map<FieldName, Value> agreed = Map.of(new FieldName("Name"), new Value.Text(name));
    return new Settlement.Linked(row.key(), row.change().version(), id, agreed, true, false);
  }

  void settle(ResolvedMapping mapping, Claim claim, Settlement... settlements) {
    outbox().settle(mapping, claim, Arrays.asList(settlements));
  }

  static RowKey key(int number) {
    return new RowKey(Integer.toString(number));
  }
}
