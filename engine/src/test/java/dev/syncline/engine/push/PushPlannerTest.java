package dev.syncline.engine.push;

import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.row;
import static dev.syncline.engine.push.Pushes.text;
import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.scope.Standing;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PushPlannerTest {
  private static final FieldName NAME = new FieldName("LastName");
  private static final RowKey ROW = new RowKey("7");
  private static final Value PARENT = text(id(9).value());

  private static PushPlan plan(ClaimedRow row) {
    return plan(row, rules(DeletePolicy.DELETE));
  }

  private static PushPlan plan(ClaimedRow row, SyncRules rules) {
    return new PushPlanner(Pushes.contacts(rules), Set.of(Pushes.ACCOUNTS)).plan(row);
  }

  private static SyncRules rules(DeletePolicy onRowDelete) {
    return Pushes.rules(true, ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, onRowDelete);
  }

  private static RecordWrite write(PushPlan plan) {
    assertThat(plan).isInstanceOf(PushPlan.Send.class);
    return ((PushPlan.Send) plan).write();
  }

  private static Settlement settlement(PushPlan plan) {
    assertThat(plan).isInstanceOf(PushPlan.Settle.class);
    return ((PushPlan.Settle) plan).settlement();
  }

  @Test
  void only_fields_that_differ_from_the_base_are_sent() {
    var row =
        row(
            Optional.of(link(id(1), text("k"), text("Old"), PARENT)),
            text("k"),
            text("New"),
            PARENT);

    assertThat(write(plan(row)))
        .isEqualTo(
            new RecordWrite.Update(ROW, id(1), List.of(new FieldWrite.Plain(NAME, text("New")))));
  }

  @Test
  void a_row_that_equals_the_base_sends_nothing() {
    var row =
        row(
            Optional.of(link(id(1), text("k"), text("Same"), PARENT)),
            text("k"),
            text(" Same "),
            PARENT);

    assertThat(settlement(plan(row)))
        .isEqualTo(new Settlement.Linked(ROW, 3, id(1), Map.of(), false, false));
  }

  @Test
  void by_force_all_fields_are_sent_whatever_the_base_says() {
    var row =
        row(
            Optional.of(link(id(1), text("k"), text("Same"), PARENT)),
            text("k"),
            text("Same"),
            PARENT);
    var planner =
        new PushPlanner(Pushes.contacts(rules(DeletePolicy.DELETE)), Set.of(Pushes.ACCOUNTS), true);

    assertThat(write(planner.plan(row)))
        .isEqualTo(
            new RecordWrite.Update(
                ROW,
                id(1),
                List.of(
                    new FieldWrite.Plain(new FieldName("Key__c"), text("k")),
                    new FieldWrite.Plain(NAME, text("Same")),
                    new FieldWrite.Plain(new FieldName("AccountId"), PARENT))));
  }

  @Test
  void a_new_row_is_upserted_by_its_key() {
    var row = row(Optional.empty(), text("k"), text("New"), Value.NULL);

    assertThat(write(plan(row)))
        .isEqualTo(
            new RecordWrite.Upsert(
                ROW,
                new FieldName("Key__c"),
                text("k"),
                List.of(new FieldWrite.Plain(NAME, text("New")))));
  }

  @Test
  void a_new_row_without_a_key_value_is_parked() {
    var row = row(Optional.empty(), Value.NULL, text("New"), Value.NULL);

    assertThat(settlement(plan(row)))
        .asInstanceOf(type(Settlement.Park.class))
        .satisfies(park -> assertThat(park.problem().code()).isEqualTo("KEY-EMPTY"));
  }

  @Test
  void a_value_that_the_field_cannot_hold_is_parked_and_not_cut() {
    var row = row(Optional.empty(), text("k"), text("x".repeat(81)), Value.NULL);

    assertThat(settlement(plan(row)))
        .asInstanceOf(type(Settlement.Park.class))
        .satisfies(park -> assertThat(park.problem().code()).isEqualTo("FIELD-TOO-LONG"));
  }

  @Test
  void a_deleted_row_deletes_its_record_by_policy() {
    ClaimedRow gone =
        row(
            new RowChange.Gone(ROW, 3, Pushes.THEN),
            Optional.of(link(id(1), text("k"), text("n"), PARENT)),
            Map.of());

    assertThat(write(plan(gone, rules(DeletePolicy.DELETE))))
        .isEqualTo(new RecordWrite.Delete(ROW, id(1)));
    assertThat(settlement(plan(gone, rules(DeletePolicy.UNLINK))))
        .isEqualTo(new Settlement.Unlinked(ROW, 3, id(1), false));
    assertThat(settlement(plan(gone, rules(DeletePolicy.KEEP))))
        .isEqualTo(new Settlement.Nothing(ROW, 3));
  }

  @Test
  void a_row_that_was_made_and_deleted_before_its_first_push_asks_nothing() {
    ClaimedRow gone = row(new RowChange.Gone(ROW, 3, Pushes.THEN), Optional.empty(), Map.of());

    assertThat(settlement(plan(gone))).isEqualTo(new Settlement.Nothing(ROW, 3));
  }

  @Test
  void a_child_waits_for_its_parent_and_asks_for_it_if_nobody_did() {
    var orphan = new ClaimedRow.Orphan(Pushes.ACCOUNTS, new RowKey("4"), true, false);
    var unasked = new ClaimedRow.Orphan(Pushes.ACCOUNTS, new RowKey("4"), false, false);
    var wait = new Settlement.Wait(ROW, 3, Pushes.ACCOUNTS, new RowKey("4"));

    assertThat(settlement(plan(child(orphan, false)))).isEqualTo(wait);
    assertThat(plan(child(unasked, false)))
        .isEqualTo(new PushPlan.AskParents(child(unasked, false), List.of(unasked), wait));
  }

  @Test
  void a_child_in_a_circle_goes_without_its_reference_first() {
    var orphan = new ClaimedRow.Orphan(Pushes.ACCOUNTS, new RowKey("4"), true, false);

    PushPlan plan = plan(child(orphan, true));

    assertThat(plan)
        .asInstanceOf(type(PushPlan.Send.class))
        .satisfies(send -> assertThat(send.remains()).isTrue());
    assertThat(write(plan))
        .asInstanceOf(type(RecordWrite.Upsert.class))
        .satisfies(
            upsert ->
                assertThat(upsert.fields()).extracting(FieldWrite::field).containsExactly(NAME));
  }

  private static ClaimedRow child(ClaimedRow.Orphan orphan, boolean split) {
    var change =
        new RowChange.Present(ROW, 3, Pushes.THEN, List.of(text("k"), text("Child"), Value.NULL));
    return new ClaimedRow(
        change,
        Optional.empty(),
        Map.of(2, orphan),
        0,
        Optional.empty(),
        split,
        Pushes.THEN,
        0,
        Standing.INSIDE);
  }

  static List<RecordWrite> creates() {
    return List.of(
        new RecordWrite.Create(ROW, List.of()),
        new RecordWrite.Upsert(ROW, new FieldName("Key__c"), text("k"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("creates")
  void a_create_whose_answer_was_lost_is_looked_up_first(RecordWrite create) {
    SyncRules unkeyed =
        Pushes.rules(false, ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);
    var intent = new ClaimedRow.Intent(create, Pushes.THEN, Optional.empty());
    var change =
        new RowChange.Present(ROW, 3, Pushes.THEN, List.of(text("k"), text("N"), Value.NULL));
    var row =
        new ClaimedRow(
            change,
            Optional.empty(),
            Map.of(),
            0,
            Optional.of(intent),
            false,
            Pushes.THEN,
            0,
            Standing.INSIDE);

    assertThat(plan(row, unkeyed)).isEqualTo(new PushPlan.LookUp(row, intent));
  }

  @Test
  void a_row_and_a_record_that_answer_each_other_without_end_are_parked() {
    var change =
        new RowChange.Present(ROW, 3, Pushes.THEN, List.of(text("k"), text("N"), Value.NULL));
    var row =
        new ClaimedRow(
            change,
            Optional.of(link(id(1), text("k"), text("O"), PARENT)),
            Map.of(),
            0,
            Optional.empty(),
            false,
            Pushes.THEN,
            PushPlanner.MAX_TURNS + 1,
            Standing.INSIDE);

    assertThat(settlement(plan(row)))
        .asInstanceOf(type(Settlement.Park.class))
        .satisfies(park -> assertThat(park.problem().code()).isEqualTo("CONFLICT-LOOP"));
  }

  @Test
  void a_link_without_a_base_is_read_before_anything_is_sent() {
    @SuppressWarnings("NullAway")
    var row =
        row(Optional.of(link(id(1), text("k"), null, PARENT)), text("k"), text("New"), PARENT);

    assertThat(plan(row)).isInstanceOf(PushPlan.Read.class);
  }

  @Test
  void an_empty_column_that_is_new_in_the_mapping_keeps_nothing_else_from_being_sent() {
    @SuppressWarnings("NullAway")
    var silent =
        row(Optional.of(link(id(1), text("k"), null, PARENT)), text("other"), Value.NULL, PARENT);

    assertThat(plan(silent))
        .asInstanceOf(type(PushPlan.Send.class))
        .satisfies(
            send ->
                assertThat(send.write())
                    .asInstanceOf(type(RecordWrite.Update.class))
                    .satisfies(update -> assertThat(update.fields()).hasSize(1)));
  }
}
