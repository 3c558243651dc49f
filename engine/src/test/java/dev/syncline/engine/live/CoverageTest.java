package dev.syncline.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamHole.Cause;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.stream.Channel;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static final StreamName STREAM = new StreamName(new OrgName("a"), Channel.ALL_CHANGES);
  private static final MappingName CONTACTS = new MappingName("contacts");
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private final Coverage coverage = new Coverage();

  private static StreamHole hole(long id, Cause cause) {
    return new StreamHole(id, STREAM, CONTACTS, cause, NOW, NOW);
  }

  private void listen() {
    coverage.listen(STREAM, Set.of(CONTACTS));
    coverage.opened(STREAM);
    coverage.admit(STREAM, Set.of(CONTACTS));
  }

  @Test
  void a_mapping_is_carried_by_streams_that_are_open_and_take_it_in() {
    assertThat(coverage.carries(CONTACTS)).isFalse();
    listen();
    assertThat(coverage.carries(CONTACTS)).isTrue();
    coverage.admit(STREAM, Set.of());
    assertThat(coverage.carries(CONTACTS)).isFalse();
    coverage.admit(STREAM, Set.of(CONTACTS));
    coverage.lose(STREAM);
    assertThat(coverage.carries(CONTACTS)).isFalse();
  }

  @Test
  void a_hole_is_read_over_when_the_stream_is_opened_and_when_the_org_has_taken_it() {
    listen();
    coverage.lose(STREAM);
    coverage.add(List.of(hole(1, Cause.BEGUN)));
    assertThat(coverage.isToBeRepaired(CONTACTS)).isFalse();
    assertThat(coverage.begin(CONTACTS).holes()).isEmpty();
    coverage.opened(STREAM);
    assertThat(coverage.carries(CONTACTS)).isFalse();
    assertThat(coverage.isToBeRepaired(CONTACTS)).isTrue();
    assertThat(coverage.end(coverage.begin(CONTACTS), NOW, Optional.of(NOW))).isEmpty();
    assertThat(coverage.isToBeRepaired(CONTACTS)).isFalse();
    coverage.confirm(STREAM);
    assertThat(coverage.isToBeRepaired(CONTACTS)).isTrue();
  }

  @Test
  void a_hole_closes_when_all_is_read_from_before_the_first_poll_that_read_over_it() {
    listen();
    coverage.confirm(STREAM);
    coverage.add(List.of(hole(1, Cause.REPLAY_REFUSED)));
    var first = coverage.begin(CONTACTS);
    assertThat(first.holes()).hasSize(1);
    assertThat(coverage.isToBeRepaired(CONTACTS)).isFalse();
    assertThat(coverage.end(first, NOW, Optional.empty())).isEmpty();
    assertThat(coverage.isToBeRepaired(CONTACTS)).isTrue();
    var second = coverage.begin(CONTACTS);
    assertThat(coverage.end(second, NOW, Optional.of(NOW.minusSeconds(60)))).isEmpty();
    assertThat(coverage.isToBeRepaired(CONTACTS)).isFalse();
    assertThat(coverage.carries(CONTACTS)).isFalse();
    var third = coverage.begin(CONTACTS);
    assertThat(coverage.end(third, NOW.plusSeconds(60), Optional.of(NOW)))
        .containsExactly(hole(1, Cause.REPLAY_REFUSED));
    assertThat(coverage.carries(CONTACTS)).isTrue();
  }

  @Test
  void a_hole_that_opens_while_another_is_read_over_is_read_over_by_itself() {
    listen();
    coverage.confirm(STREAM);
    coverage.add(List.of(hole(1, Cause.OVERFLOW)));
    var first = coverage.begin(CONTACTS);
    assertThat(coverage.has(CONTACTS, STREAM, Cause.OVERFLOW)).isFalse();
    coverage.add(List.of(hole(2, Cause.OVERFLOW)));
    assertThat(coverage.end(first, NOW, Optional.of(NOW))).hasSize(1);
    assertThat(coverage.has(CONTACTS, STREAM, Cause.OVERFLOW)).isTrue();
    assertThat(coverage.isToBeRepaired(CONTACTS)).isTrue();
  }

  @Test
  void what_leaves_no_trace_in_records_is_read_as_a_whole() {
    listen();
    coverage.confirm(STREAM);
    coverage.add(List.of(hole(1, Cause.OVERFLOW)));
    assertThat(coverage.begin(CONTACTS).readsAll()).isFalse();
    coverage.add(List.of(hole(2, Cause.ALL_RECORDS)));
    assertThat(coverage.begin(CONTACTS).readsAll()).isTrue();
  }

  @Test
  void a_mapping_of_whose_changes_a_stream_tells_nothing_is_not_carried_until_it_does() {
    listen();
    assertThat(coverage.polled(CONTACTS, true)).isFalse();
    coverage.tell(CONTACTS);
    assertThat(coverage.polled(CONTACTS, true)).isFalse();
    assertThat(coverage.polled(CONTACTS, false)).isFalse();
    assertThat(coverage.polled(CONTACTS, true)).isTrue();
    assertThat(coverage.polled(CONTACTS, true)).isFalse();
    assertThat(coverage.carries(CONTACTS)).isFalse();
    coverage.tell(CONTACTS);
    assertThat(coverage.carries(CONTACTS)).isTrue();
  }
}
