package dev.syncline.engine.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Outbox.WaitEdge;
import dev.syncline.engine.database.OutboxEntry.Parent;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitCirclesTest {
  private static Parent row(String key) {
    return new Parent(new MappingName("accounts"), new RowKey(key));
  }

  private static WaitEdge edge(String child, String parent) {
    return new WaitEdge(row(child), row(parent));
  }

  @Test
  void a_chain_has_no_opener() {
    assertThat(WaitCircles.openers(List.of(edge("a", "b"), edge("b", "c")))).isEmpty();
  }

  @Test
  void one_row_of_each_circle_opens_it() {
    var circles =
        List.of(edge("a", "b"), edge("b", "a"), edge("c", "a"), edge("x", "x"), edge("y", "x"));

    var openers = WaitCircles.openers(circles);

    assertThat(openers).hasSize(2).contains(row("x")).containsAnyOf(row("a"), row("b"));
  }
}
