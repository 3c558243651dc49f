package dev.syncline.jdbc.live;

import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamProgress;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.database.StreamRecord.State;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables {@code stream} and {@code stream_hole}, within the caller's transactions. */
final class StreamTable {
  private static final String STREAMS =
      """
      SELECT id, org_name, channel, organization, replay_id, state, since, code, error_class,
             message, action, heard_at, events_to, events, holes
      FROM {stream}
      """;

  private static final String HOLES =
      """
      SELECT h.id, s.org_name, s.channel, m.name, h.cause, h.from_at, h.opened_at
      FROM {stream_hole} h JOIN {stream} s ON s.id = h.stream_id
      JOIN {mapping} m ON m.id = h.mapping_id
      """;

  private final Dialect dialect;
  private final MappingTable mappings;

  StreamTable(Dialect dialect, MappingTable mappings) {
    this.dialect = dialect;
    this.mappings = mappings;
  }

  Optional<StreamRecord> find(Connection connection, StreamName name) throws SQLException {
    return Sql.first(
        connection,
        dialect.sql(STREAMS) + " WHERE org_name = ? AND channel = ?",
        this::stream,
        name.org().value(),
        name.channel().name());
  }

  List<StreamRecord> list(Connection connection) throws SQLException {
    return Sql.list(connection, dialect.sql(STREAMS) + " ORDER BY org_name, channel", this::stream);
  }

  private StreamRecord stream(ResultSet row) throws SQLException {
    byte[] place = row.getBytes("replay_id");
    return new StreamRecord(
        name(row),
        Optional.ofNullable(row.getString("organization")),
        place == null ? Optional.empty() : Optional.of(ReplayId.of(place)),
        State.valueOf(row.getString("state")),
        dialect.instant(row, "since"),
        problem(row),
        moment(row, "heard_at"),
        moment(row, "events_to"),
        row.getLong("events"),
        row.getLong("holes"));
  }

  private static StreamName name(ResultSet row) throws SQLException {
    return new StreamName(
        new OrgName(row.getString("org_name")), new Channel(row.getString("channel")));
  }

  private Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null
        ? Optional.empty()
        : Optional.of(dialect.instant(row, column));
  }

  private static Optional<Problem> problem(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return code == null
        ? Optional.empty()
        : Optional.of(
            new Problem(
                code,
                ErrorClass.valueOf(row.getString("error_class")),
                row.getString("message"),
                row.getString("action")));
  }

  /** The stream's number, made if it has none. */
  private long id(Connection connection, StreamName name) throws SQLException {
    String insert =
        dialect.ifAbsent(
            dialect.sql(
                "INSERT INTO {stream} (org_name, channel, state, since) VALUES (?, ?, 'WAITING', "
                    + dialect.now()
                    + ")"),
            "id");
    String find = dialect.sql("SELECT id FROM {stream} WHERE org_name = ? AND channel = ?");
    String org = name.org().value();
    String channel = name.channel().name();
    Optional<Long> found = Sql.first(connection, find, row -> row.getLong(1), org, channel);
    if (found.isEmpty()) {
      Sql.update(connection, insert, org, channel);
      found = Sql.first(connection, find, row -> row.getLong(1), org, channel);
    }
    return found.orElseThrow();
  }

  void note(
      Connection connection,
      StreamName name,
      Optional<String> organization,
      State state,
      Optional<Problem> problem)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            UPDATE {stream} SET since = CASE WHEN state = ? THEN since ELSE %s END, state = ?,
              organization = COALESCE(?, organization), code = ?, error_class = ?, message = ?,
              action = ? WHERE id = ?
            """
                .formatted(dialect.now()));
    Sql.update(
        connection,
        sql,
        state.name(),
        state.name(),
        organization.orElse(null),
        problem.map(Problem::code).orElse(null),
        problem.map(p -> p.errorClass().name()).orElse(null),
        problem.map(p -> ProblemText.storable(p.message())).orElse(null),
        problem.map(p -> ProblemText.storable(p.action())).orElse(null),
        id(connection, name));
  }

  void forgetPlace(Connection connection, StreamName name) throws SQLException {
    Sql.update(
        connection,
        dialect.sql("UPDATE {stream} SET replay_id = NULL WHERE id = ?"),
        id(connection, name));
  }

  void progress(Connection connection, StreamProgress progress) throws SQLException {
    String sql =
        dialect.sql(
            """
            UPDATE {stream} SET replay_id = COALESCE(?, replay_id), events = events + ?,
              events_to = COALESCE(?, events_to), heard_at = %s WHERE id = ?
            """
                .formatted(dialect.now()));
    byte @Nullable [] place = progress.reached().map(ReplayId::bytes).orElse(null);
    Sql.update(
        connection,
        sql,
        place,
        progress.events(),
        progress.until().map(dialect::moment).orElse(null),
        id(connection, progress.stream()));
  }

  List<StreamHole> open(Connection connection, StreamName name, List<NewHole> holes)
      throws SQLException {
    List<StreamHole> opened = new ArrayList<>();
    long stream = holes.isEmpty() ? 0 : id(connection, name);
    for (NewHole hole : holes) {
      long id =
          Sql.insert(
              connection,
              dialect.sql(
                  "INSERT INTO {stream_hole} (stream_id, mapping_id, cause, from_at, opened_at)"
                      + " VALUES (?, ?, ?, ?, "
                      + dialect.now()
                      + ")"),
              "id",
              stream,
              mappings.id(connection, hole.mapping()),
              hole.cause().name(),
              dialect.moment(hole.from()));
      opened.addAll(Sql.list(connection, dialect.sql(HOLES) + " WHERE h.id = ?", this::hole, id));
    }
    return opened;
  }

  List<StreamHole> holes(Connection connection) throws SQLException {
    return Sql.list(connection, dialect.sql(HOLES) + " ORDER BY h.id", this::hole);
  }

  private StreamHole hole(ResultSet row) throws SQLException {
    return new StreamHole(
        row.getLong("id"),
        name(row),
        new MappingName(row.getString("name")),
        StreamHole.Cause.valueOf(row.getString("cause")),
        dialect.instant(row, "from_at"),
        dialect.instant(row, "opened_at"));
  }

  void close(Connection connection, Collection<StreamHole> holes) throws SQLException {
    for (List<Long> piece : Lists.pieces(holes.stream().map(StreamHole::id).toList())) {
      Sql.update(
          connection,
          dialect.sql("DELETE FROM {stream_hole} WHERE id IN (") + Lists.marks(piece.size()) + ")",
          piece.toArray());
    }
    for (StreamHole hole : holes) {
      Sql.update(
          connection,
          dialect.sql("UPDATE {stream} SET holes = holes + 1 WHERE id = ?"),
          id(connection, hole.stream()));
    }
  }
}
