package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.value.Computation;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.Alteration;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldRules.BadPicklist;
import dev.syncline.model.FieldRules.EmptyText;
import dev.syncline.model.FieldRules.TooLong;
import dev.syncline.model.FieldType;
import dev.syncline.model.RowWrite;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises about values that rules of fields change, and about what rows keep beyond them. */
abstract class AlterationKit extends MergeKit {
  @Test
  void what_a_rule_altered_is_told_once_and_what_a_row_keeps_beyond_its_field_stays()
      throws SQLException {
    ResolvedMapping contacts = cutting(pushed(SyncRules.STANDARD));
    List<Value> read = List.of(ids(1), text("Annabel"), number("1"));
    apply(contacts, page(cut(read, List.of(ids(1), text("Ann"), number("1")), 0)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Ann|1");
    assertThat(told()).containsExactly(id(1) + "|1");
    execute("UPDATE contact SET name = ' Ann '");
    List<Value> older = List.of(ids(1), text("Annabel"), number("2"));
    apply(contacts, page(cut(older, List.of(ids(1), text("Ann"), number("2")), 1)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly(" Ann |2");
    assertThat(told()).containsExactly(id(1) + "|1");
    List<Value> other = List.of(ids(1), text("Anna Maria"), number("2"));
    apply(contacts, page(cut(other, List.of(ids(1), text("Ann"), number("2")), 2)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Ann|2");
    assertThat(told()).containsExactly(id(1) + "|2");
  }

  @Test
  void null_in_both_bases_is_the_same_and_a_field_that_the_base_did_not_hold_is_not()
      throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    var nothing = Value.NULL;
    apply(contacts, page(plain(List.of(ids(1), nothing, number("1")), 0)));
    execute("UPDATE contact SET name = ''");
    apply(contacts, page(plain(List.of(ids(1), nothing, number("2")), 1)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("|2");
    apply(contacts, page(plain(List.of(ids(1), text("Ann"), number("2")), 2)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Ann|2");
    execute("UPDATE " + own("link") + " SET base = '{\"Age\":2}' WHERE mapping_id > 0");
    apply(contacts, page(plain(List.of(ids(1), nothing, number("2")), 3)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("null|2");
    execute("UPDATE contact SET name = 'Bea'");
    apply(contacts, page(plain(List.of(ids(1), nothing, number("3")), 4)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Bea|3");
  }

  @Test
  void a_computed_column_is_written_kept_in_the_base_and_found_unchanged() throws SQLException {
    ResolvedMapping both = pushed(SyncRules.STANDARD);
    List<FieldBinding> bindings = new ArrayList<>(both.bindings());
    FieldBinding name = bindings.get(1);
    bindings.set(1, new FieldBinding(name.field(), name.column(), Direction.PUSH, name.kind()));
    FieldBinding age = bindings.get(2);
    var seven = new Value.Numeric(BigDecimal.valueOf(7));
    bindings.set(
        2,
        new FieldBinding(
            Bench.field("column:it's age", FieldType.DOUBLE, 0),
            age.column(),
            Direction.PULL,
            new Kind.Derived(List.of(), new Computation.Constant(seven))));
    var contacts =
        new ResolvedMapping(both.mapping(), both.object(), both.table(), both.rowKey(), bindings);
    List<Value> values = List.of(ids(1), text("unread"), seven);
    apply(contacts, page(plain(values, 0)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("null|7");
    assertThat(apply(contacts, page(plain(values, 1))).outcome().unchanged()).isEqualTo(1);
    List<Value> others = List.of(ids(1), text("unread"), new Value.Numeric(BigDecimal.TEN));
    assertThat(apply(contacts, page(plain(others, 2))).outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT name, age FROM contact")).containsExactly("null|10");
  }

  private static PlannedChange plain(List<Value> values, int later) {
    return new PlannedChange.Write(
        new RowWrite.Put(id(1), STAMP.plusSeconds(later), values, values));
  }

  private List<String> told() throws SQLException {
    return list(
        "SELECT record_id, count(*) FROM %s WHERE event = 'ALTERED' AND detail LIKE '%%ROW-CUT%%'"
                .formatted(own("history"))
            + " AND row_key IS NOT NULL GROUP BY record_id");
  }

  private static PlannedChange cut(List<Value> read, List<Value> held, int later) {
    var cut = new Alteration(new FieldName("Name"), "ROW-CUT", "was \"cut\" to 3");
    return new PlannedChange.Write(
        new RowWrite.Put(id(1), STAMP.plusSeconds(later), held, read, List.of(cut)));
  }

  /** The mapping with names that are cut to three characters. */
  private static ResolvedMapping cutting(ResolvedMapping mapping) {
    List<FieldBinding> bindings = new ArrayList<>(mapping.bindings());
    FieldBinding name = bindings.get(1);
    var column = new Column(name.column().name(), new ColumnType.Varchar(3), true, false, false);
    var rules = new FieldRules(TooLong.CUT, BadPicklist.REJECT, EmptyText.CLEAR);
    bindings.set(1, new FieldBinding(name.field(), column, name.direction(), name.kind(), rules));
    return new ResolvedMapping(
        mapping.mapping(), mapping.object(), mapping.table(), mapping.rowKey(), bindings);
  }
}
