package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoveredTest {
  private final TestOrg org = TestOrg.inMemory();

  @AfterEach
  void close() {
    org.close();
  }

  @Test
  void nothing_open_covers_up_to_now() {
    assertThat(org.data.coveredUntil()).isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
  }

  @Test
  void an_open_transaction_holds_back_what_is_covered_until_it_ends() {
    try (Transaction early = org.begin()) {
      org.clock.advance(Duration.ofMinutes(10));
      try (Transaction late = org.begin()) {
        late.insert(org.object("Account"), org.values("Account", "Name", "Late"));
        late.commit();
      }
      assertThat(org.data.coveredUntil()).isEqualTo(early.stamp());
      early.insert(org.object("Account"), org.values("Account", "Name", "Early"));
      early.commit();
    }
    assertThat(org.data.coveredUntil()).isEqualTo(Instant.parse("2026-11-01T12:10:00Z"));
  }

  @Test
  void a_transaction_that_is_rolled_back_holds_nothing_back() {
    try (Transaction open = org.begin()) {
      open.insert(org.object("Account"), org.values("Account", "Name", "Gone"));
      org.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(org.data.coveredUntil()).isEqualTo(Instant.parse("2026-11-01T12:01:00Z"));
  }
}
