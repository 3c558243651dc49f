package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Doorbell;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How a database rings when rows change, where it can. */
public interface Ringer {
  /** For databases that cannot. */
  Ringer NONE =
      new Ringer() {
        @Override
        public boolean isHeard() {
          return false;
        }

        @Override
        public void arm(Connection connection, Duration time) {}

        @Override
        public void disarm(Connection connection) {}

        @Override
        public void ring(Connection connection) {}

        @Override
        public Doorbell.Listening listen(Runnable bell) {
          return () -> {};
        }
      };

  /** Whether somebody of this process listens right now. */
  boolean isHeard();

  /** From now on changes ring, for so long. */
  void arm(Connection connection, Duration time) throws SQLException;

  /** Changes need not ring any more. */
  void disarm(Connection connection) throws SQLException;

  /** Rings when the transaction commits, if the bell is armed: for what no trigger notes. */
  void ring(Connection connection) throws SQLException;

  /** Begins to listen. */
  Doorbell.Listening listen(Runnable bell);
}
