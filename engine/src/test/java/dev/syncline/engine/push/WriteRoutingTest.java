package dev.syncline.engine.push;

import static dev.syncline.engine.push.Pushes.THEN;
import static dev.syncline.engine.push.Pushes.contacts;
import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.row;
import static dev.syncline.engine.push.Pushes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WriteRoutingTest {
  private static final String PARENT = "00100000000000%dAAA";
  private final WriteRouting routing = new WriteRouting(contacts(SyncRules.STANDARD));

  @Test
  void deletions_come_in_the_order_of_the_parents_that_their_records_leave() {
    assertThat(order(deletion(1, 3), deletion(2, 1), deletion(3, 2)))
        .containsExactly(id(2), id(3), id(1));
  }

  @Test
  void updates_come_in_the_order_of_their_records_parents_or_else_of_the_records() {
    assertThat(order(move(1, 3), move(2, 1), change(5), change(4)))
        .containsExactly(id(2), id(1), id(4), id(5));
  }

  private List<RecordId> order(PushPlan.Send... plans) {
    return routing.route(List.of(plans)).stream()
        .flatMap(List::stream)
        .flatMap(batch -> batch.plans().stream())
        .map(
            plan ->
                switch (plan.write()) {
                  case RecordWrite.Update update -> update.id();
                  case RecordWrite.Delete delete -> delete.id();
                  case RecordWrite.Create _, RecordWrite.Upsert _ ->
                      throw new AssertionError("nothing is made here");
                })
        .toList();
  }

  private static RecordId id(int number) {
    return RecordId.of("00300000000000%dAAA".formatted(number));
  }

  private static PushPlan.Send deletion(int number, int parent) {
    RowKey key = new RowKey("" + number);
    ClaimedRow row =
        row(
            new RowChange.Gone(key, 1, THEN),
            Optional.of(link(id(number), text("k"), text("n"), text(PARENT.formatted(parent)))),
            Map.of());
    return new PushPlan.Send(row, new RecordWrite.Delete(key, id(number)), Map.of(), false);
  }

  private static PushPlan.Send move(int number, int parent) {
    return update(number, "AccountId", text(PARENT.formatted(parent)));
  }

  private static PushPlan.Send change(int number) {
    return update(number, "LastName", Value.NULL);
  }

  private static PushPlan.Send update(int number, String field, Value parent) {
    List<FieldWrite> fields = List.of(new FieldWrite.Plain(new FieldName(field), text("x")));
    var link = link(id(number), text("k"), text("n"), Value.NULL);
    return new PushPlan.Send(
        row(Optional.of(link), text("k"), text("n"), parent),
        new RecordWrite.Update(new RowKey("" + number), id(number), fields),
        Map.of(),
        false);
  }
}
