package dev.syncline.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.live.EventOrder.Said;
import dev.syncline.engine.live.EventOrder.Verdict;
import dev.syncline.engine.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventOrderTest {
  private static final Instant READ = Instant.parse("2026-02-03T04:05:06Z");

  private static SeenLink link(long read, long pushed, long event, Optional<EventPlace> place) {
    return new SeenLink(
        new LinkedRecord(Samples.id(1), List.of(), READ, read, pushed, event), "v", place);
  }

  private static final SeenLink PLAIN = link(10, 0, 0, Optional.empty());

  private static EventPlace at(int seconds, long number) {
    return new EventPlace(READ.plusSeconds(seconds), number);
  }

  private static Said news(EventPlace place) {
    return new Said(place, false, false);
  }

  @Test
  void what_was_committed_before_the_second_of_the_version_that_was_read_is_older() {
    assertThat(EventOrder.of(PLAIN, news(at(-1, 5)))).isEqualTo(Verdict.OLDER);
    assertThat(EventOrder.of(PLAIN, new Said(at(-1, 5), true, true))).isEqualTo(Verdict.OLDER);
  }

  @Test
  void what_was_committed_in_that_very_second_is_undecided_unless_it_says_what_is_known() {
    assertThat(EventOrder.of(PLAIN, news(at(0, 5)))).isEqualTo(Verdict.UNDECIDED);
    assertThat(EventOrder.of(PLAIN, new Said(at(0, 5), true, false))).isEqualTo(Verdict.CONFIRMS);
    assertThat(EventOrder.of(PLAIN, new Said(at(0, 5), false, true))).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void what_was_committed_later_is_newer() {
    assertThat(EventOrder.of(PLAIN, news(at(1, 5)))).isEqualTo(Verdict.NEWER);
  }

  @Test
  void events_follow_each_other_by_their_commits_within_a_second_too() {
    SeenLink told = link(10, 0, 11, Optional.of(at(5, 50)));
    assertThat(EventOrder.of(told, news(at(5, 51)))).isEqualTo(Verdict.NEWER);
    assertThat(EventOrder.of(told, news(at(5, 50)))).isEqualTo(Verdict.NEWER);
    assertThat(EventOrder.of(told, news(at(5, 49)))).isEqualTo(Verdict.UNDECIDED);
    assertThat(EventOrder.of(told, new Said(at(5, 49), true, false))).isEqualTo(Verdict.OLDER);
    assertThat(EventOrder.of(told, news(at(6, 1)))).isEqualTo(Verdict.NEWER);
  }

  @Test
  void after_a_push_only_its_own_echo_is_believed_until_the_record_is_read_again() {
    SeenLink pushed = link(10, 12, 0, Optional.empty());
    assertThat(EventOrder.of(pushed, news(at(9, 1)))).isEqualTo(Verdict.UNDECIDED);
    assertThat(EventOrder.of(pushed, new Said(at(9, 1), true, false))).isEqualTo(Verdict.OLDER);
    assertThat(EventOrder.of(pushed, new Said(at(9, 1), true, true))).isEqualTo(Verdict.CONFIRMS);
    assertThat(EventOrder.of(pushed, new Said(at(9, 1), false, true))).isEqualTo(Verdict.NEWER);
    SeenLink echoed = link(10, 12, 13, Optional.of(at(9, 1)));
    assertThat(EventOrder.of(echoed, news(at(10, 2)))).isEqualTo(Verdict.UNDECIDED);
    SeenLink readAgain = link(14, 12, 13, Optional.of(at(9, 1)));
    assertThat(EventOrder.of(readAgain, news(at(10, 2)))).isEqualTo(Verdict.NEWER);
  }

  @Test
  void a_link_that_events_have_made_has_no_stamp_to_go_by() {
    SeenLink made = link(0, 0, 5, Optional.of(at(0, 5)));
    assertThat(EventOrder.of(made, news(at(0, 6)))).isEqualTo(Verdict.NEWER);
    assertThat(EventOrder.of(made, news(at(-1, 6)))).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void a_link_that_nobody_has_read_since_it_was_made_is_undecided() {
    SeenLink unread = link(0, 0, 0, Optional.empty());
    assertThat(EventOrder.of(unread, news(at(9, 1)))).isEqualTo(Verdict.UNDECIDED);
  }
}
