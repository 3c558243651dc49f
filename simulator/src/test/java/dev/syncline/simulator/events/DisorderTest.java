package dev.syncline.simulator.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.events.log.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that come twice and late. */
class DisorderTest {
  private static final List<NewEvent> EVENTS =
      IntStream.range(0, 3_000)
          .mapToObj(i -> new NewEvent("/data/AccountChangeEvent", "e" + i, "s", new byte[0]))
          .toList();

  private final Disorder disorder = new Disorder(new EventIds(1));

  private List<NewEvent> all(double share) {
    var passed = new ArrayList<NewEvent>();
    EVENTS.forEach(event -> passed.addAll(disorder.pass(List.of(event), share)));
    passed.addAll(disorder.rest());
    return passed;
  }

  @Test
  void every_event_passes_some_of_them_twice_and_some_of_them_late() {
    List<NewEvent> passed = all(0.3);
    assertThat(passed).containsAll(EVENTS);
    assertThat(passed.size() - EVENTS.size()).isBetween(750, 1_050);
    List<NewEvent> first = passed.stream().distinct().toList();
    long late =
        IntStream.range(1, first.size())
            .filter(i -> EVENTS.indexOf(first.get(i)) < EVENTS.indexOf(first.get(i - 1)))
            .count();
    assertThat(late).isGreaterThan(300);
  }

  @Test
  void an_event_is_overtaken_by_few() {
    var passed = new ArrayList<NewEvent>();
    for (NewEvent event : EVENTS) {
      passed.addAll(disorder.pass(List.of(event), 1));
    }
    List<NewEvent> settled = EVENTS.subList(0, EVENTS.size() - Disorder.MAX_OVERTAKEN - 1);
    assertThat(passed).containsAll(settled);
    assertThat(disorder.rest()).isNotEmpty();
    assertThat(disorder.rest()).isEmpty();
  }

  @Test
  void without_disorder_nothing_is_touched() {
    assertThat(disorder.pass(EVENTS, 0)).isSameAs(EVENTS);
  }

  @Test
  void all_of_them_can_come_twice() {
    assertThat(all(1)).containsAll(EVENTS).hasSize(2 * EVENTS.size());
  }
}
