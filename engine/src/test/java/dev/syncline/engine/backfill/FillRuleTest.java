package dev.syncline.engine.backfill;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.id;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.backfill.FillRule.Verdict;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FillRuleTest {
  private static final Instant STAMP = Instant.parse("2026-01-01T00:00:00Z");
  private static final long TOKEN = 50;

  private static ResolvedMapping narrow(Direction direction) {
    Column key = column("id", new ColumnType.Whole(64));
    Column name = column("name", new ColumnType.LongText());
    Column phone = column("phone", new ColumnType.LongText());
    var nameField = field("Name", FieldType.STRING);
    var phoneField = field("Phone", FieldType.STRING);
    var whole =
        new ResolvedMapping(
            mapping("contacts", "Contact", to("Name", "name"), to("Phone", "phone")),
            object("Contact", nameField, phoneField),
            table("contact", name, phone),
            key,
            List.of(
                new FieldBinding(nameField, name, direction, new FieldBinding.Kind.Direct()),
                new FieldBinding(phoneField, phone, direction, new FieldBinding.Kind.Direct())));
    return Narrowing.of(whole, List.of(new FieldName("Phone"))).narrow();
  }

  private static LinkedRecord link(long read, long pushed, Optional<Value> phone) {
    return new LinkedRecord(
        id(1), List.of(phone, Optional.of(new Value.Text("Ann"))), STAMP, read, pushed);
  }

  private static CurrentRow row(Value phone) {
    return new CurrentRow(new RowKey("1"), List.of(phone), Set.of());
  }

  private static PlannedChange phone(Value value) {
    return new PlannedChange.Write(new RowWrite.Put(id(1), STAMP, List.of(value), List.of(value)));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Verdict judge(
      Direction direction, LinkedRecord link, Value held, Value record, boolean pending) {
    return new FillRule(narrow(direction), TOKEN).judge(link, row(held), pending, phone(record));
  }

  private static Verdict taken(List<Integer> columns, Value phone) {
    return new Verdict.Take(
        columns, List.of(Optional.of(phone), Optional.of(new Value.Text("Ann"))));
  }

  @Test
  void an_empty_column_takes_the_records_value_and_the_base_with_it() {
    assertThat(judge(Direction.BOTH, link(1, 0, Optional.empty()), Value.NULL, text("7"), false))
        .isEqualTo(taken(List.of(0), text("7")));
  }

  @Test
  void a_column_that_holds_the_value_is_agreed_on_and_not_written() {
    assertThat(judge(Direction.BOTH, link(1, 0, Optional.empty()), text("7"), text("7"), false))
        .isEqualTo(taken(List.of(), text("7")));
    assertThat(judge(Direction.BOTH, link(1, 0, Optional.empty()), Value.NULL, Value.NULL, false))
        .isEqualTo(taken(List.of(), Value.NULL));
  }

  @Test
  void another_value_is_overwritten_where_the_org_has_the_say_and_merged_where_not() {
    assertThat(judge(Direction.PULL, link(1, 0, Optional.empty()), text("8"), text("7"), false))
        .isEqualTo(taken(List.of(0), text("7")));
    assertThat(judge(Direction.BOTH, link(1, 0, Optional.empty()), text("8"), text("7"), false))
        .isEqualTo(new Verdict.Contend());
  }

  @Test
  void what_was_read_or_pushed_since_is_newer_and_stays() {
    Optional<Value> base = Optional.of(text("newer"));

    assertThat(judge(Direction.BOTH, link(TOKEN, 0, base), text("newer"), text("7"), false))
        .isEqualTo(new Verdict.Leave());
    assertThat(judge(Direction.BOTH, link(1, TOKEN, base), text("newer"), text("7"), false))
        .isEqualTo(new Verdict.Leave());
  }

  @Test
  void what_a_base_holds_from_an_earlier_time_of_the_line_counts_as_old() {
    Optional<Value> base = Optional.of(text("old"));

    assertThat(judge(Direction.PULL, link(1, 0, base), text("old"), text("7"), false))
        .isEqualTo(taken(List.of(0), text("7")));
    assertThat(judge(Direction.BOTH, link(1, 0, base), Value.NULL, text("7"), false))
        .isEqualTo(new Verdict.Contend());
  }

  @Test
  void rows_on_their_way_out_and_values_that_do_not_fit_are_looked_at_by_themselves() {
    LinkedRecord link = link(1, 0, Optional.empty());
    var misfit =
        new PlannedChange.Park(id(1), new Problem("ROW-X", ErrorClass.DATA, "bad", "mend"));

    assertThat(judge(Direction.BOTH, link, Value.NULL, text("7"), true))
        .isEqualTo(new Verdict.Look());
    assertThat(
            new FillRule(narrow(Direction.PULL), TOKEN).judge(link, row(Value.NULL), false, misfit))
        .isEqualTo(new Verdict.Look());
  }

  @Test
  void lines_that_are_only_pushed_are_not_filled_from_the_org() {
    assertThat(judge(Direction.PUSH, link(1, 0, Optional.empty()), Value.NULL, text("7"), false))
        .isEqualTo(new Verdict.Leave());
  }
}
