package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.rest.Cursors.Cursor;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static final String USER = "005000000000001AAA";

  private final SimulatorClock clock =
      new SimulatorClock(InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")));
  private final Cursors cursors = new Cursors(clock, "00D000000000001EAA");

  private static final Rows NOTHING =
      new Rows() {
        @Override
        public long totalSize() {
          return 5_000;
        }

        @Override
        public Iterator<ResultRow> from(long skip) {
          return Collections.emptyIterator();
        }
      };

  private Cursor open() {
    return cursors.open(USER, () -> NOTHING, 5_000, 2_000);
  }

  private void assertGone(Cursor cursor) {
    assertThatThrownBy(() -> cursors.find(cursor.id() + "-2000", USER))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.errors().getFirst().errorCode()).isEqualTo("INVALID_QUERY_LOCATOR"));
  }

  @Test
  void the_cursor_that_was_read_least_lately_makes_room() {
    Cursor first = open();
    Cursor second = open();
    for (int i = 2; i < Cursors.MAX_OPEN; i++) {
      open();
    }
    assertThat(cursors.find(first.id() + "-2000", USER).position()).isEqualTo(2_000);
    open();
    assertGone(second);
    assertThat(cursors.find(first.id() + "-4000", USER).cursor()).isEqualTo(first);
  }

  @Test
  void a_cursor_is_its_users_and_lives_two_days() {
    Cursor cursor = open();
    assertThatThrownBy(() -> cursors.find(cursor.id() + "-2000", "005000000000002AAA"))
        .isInstanceOf(ApiException.class);
    clock.advance(Duration.ofDays(2));
    assertThat(cursors.find(cursor.id() + "-2000", USER).cursor()).isEqualTo(cursor);
    clock.advance(Duration.ofSeconds(1));
    assertGone(cursor);
  }

  @Test
  void a_place_behind_the_last_row_is_none() {
    Cursor cursor = open();
    assertThat(cursors.find(cursor.id() + "-4999", USER).position()).isEqualTo(4_999);
    assertThatThrownBy(() -> cursors.find(cursor.id() + "-5000", USER))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> cursors.find(cursor.id(), USER)).isInstanceOf(ApiException.class);
  }
}
