package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Doorbell;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MariaDbDoorbellTest extends DoorbellKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }

  @Test
  void it_cannot_ring() throws SQLException {
    captured();
    try (Doorbell.Listening _ = doorbell().listen(() -> {})) {
      assertThat(doorbell().arm(Duration.ofMinutes(1))).isFalse();
    }
  }
}
