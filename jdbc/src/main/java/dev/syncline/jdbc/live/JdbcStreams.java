package dev.syncline.jdbc.live;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.database.Streams;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Streams in the tables {@code stream} and {@code stream_hole}. */
public final class JdbcStreams implements Streams {
  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final StreamTable table;

  public JdbcStreams(ConnectionPool pool, JdbcLeases leases, MappingTable mappings) {
    this.pool = pool;
    this.leases = leases;
    this.table = new StreamTable(pool.dialect(), mappings);
  }

  @Override
  public Optional<StreamRecord> find(StreamName stream) {
    return pool.transact(c -> table.find(c, stream));
  }

  @Override
  public List<StreamRecord> list() {
    return pool.transact(table::list);
  }

  @Override
  public void note(
      Lease lease,
      StreamName stream,
      Optional<String> organization,
      StreamRecord.State state,
      Optional<Problem> problem) {
    fenced(
        lease,
        c -> {
          table.note(c, stream, organization, state, problem);
          return true;
        });
  }

  @Override
  public List<StreamHole> restart(Lease lease, StreamName stream, List<NewHole> holes) {
    return fenced(
        lease,
        c -> {
          table.forgetPlace(c, stream);
          return table.open(c, stream, holes);
        });
  }

  @Override
  public List<StreamHole> open(Lease lease, StreamName stream, List<NewHole> holes) {
    return fenced(lease, c -> table.open(c, stream, holes));
  }

  @Override
  public List<StreamHole> holes() {
    return pool.transact(table::holes);
  }

  @Override
  public void close(Collection<StreamHole> holes) {
    pool.transact(
        c -> {
          table.close(c, holes);
          return true;
        });
  }

  private <T> T fenced(Lease lease, ConnectionPool.Work<T> work) {
    return pool.transact(
        connection -> {
          T result = work.run(connection);
          leases.hold(connection, lease);
          return result;
        });
  }
}
