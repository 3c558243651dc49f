package dev.syncline.simulator.oauth;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Iterator;
import java.util.Optional;

/** The users of the org as its User records tell of them now. */
public final class RecordUsers implements Users {
  private final OrgData data;

  /**
   * @throws IllegalArgumentException if the schema has no User
   */
  public RecordUsers(OrgData data) {
    this.data = data;
    object();
  }

  /** The object as it is now: its fields may change while the org runs. */
  private ObjectDefinition object() {
    return data.schema()
        .object("User")
        .orElseThrow(() -> new IllegalArgumentException("the schema has no object User"));
  }

  @Override
  public Optional<OrgUser> named(String username) {
    if (username.isBlank()) {
      return Optional.empty();
    }
    FieldDefinition field = object().requireField("Username");
    Snapshot snapshot = data.snapshot();
    Iterator<Row> rows =
        snapshot.isIndexed(object(), field)
            ? snapshot.lookup(object(), field, username)
            : snapshot.scan(object());
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isDeleted() && username.equalsIgnoreCase(text(row, "Username"))) {
        return Optional.of(user(row));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<OrgUser> withId(String id) {
    return data.snapshot().find(object(), id).filter(row -> !row.isDeleted()).map(this::user);
  }

  @Override
  public OrgUser integrationUser() {
    return withId(data.integrationUserId())
        .orElseThrow(() -> new IllegalStateException("the integration user is gone"));
  }

  @Override
  public OrgUser otherUser() {
    Iterator<Row> rows = data.snapshot().scan(object());
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isDeleted() && !row.id().equals(data.integrationUserId()) && isActive(row)) {
        return user(row);
      }
    }
    return integrationUser();
  }

  private OrgUser user(Row row) {
    String zone = text(row, "TimeZoneSidKey");
    return new OrgUser(
        row.id(),
        text(row, "Username"),
        text(row, "Email"),
        text(row, "FirstName"),
        text(row, "LastName"),
        zone.isEmpty() ? "GMT" : zone,
        isActive(row));
  }

  private boolean isActive(Row row) {
    return object().field("IsActive").map(f -> Boolean.TRUE.equals(row.value(f))).orElse(true);
  }

  private String text(Row row, String field) {
    return object()
        .field(field)
        .map(f -> row.value(f) instanceof String value ? value : "")
        .orElse("");
  }
}
