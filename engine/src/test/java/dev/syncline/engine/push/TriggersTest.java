package dev.syncline.engine.push;

import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.row;
import static dev.syncline.engine.push.Pushes.text;
import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.scope.Standing;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.KeyUse;
import dev.syncline.model.Operation;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Triggers;
import dev.syncline.model.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TriggersTest {
  private static final LinkedRecord LINK = link(id(1), text("k"), text("Old"), Value.NULL);

  private static SyncRules carrying(Operation... operations) {
    SyncRules usual =
        Pushes.rules(false, ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);
    Set<Operation> push = EnumSet.noneOf(Operation.class);
    push.addAll(Set.of(operations));
    return new SyncRules(
        usual.key(),
        usual.conflict(),
        usual.deleteConflict(),
        usual.onRowDelete(),
        usual.changeDate(),
        usual.timing(),
        Scope.of(new Triggers(Triggers.ALL.pull(), push)));
  }

  private static PushPlan plan(SyncRules rules, ClaimedRow row, boolean forced) {
    return new PushPlanner(Pushes.contacts(rules), Set.of(), forced).plan(row);
  }

  private static PushPlan plan(SyncRules rules, ClaimedRow row) {
    return plan(rules, row, false);
  }

  private static final PushPlan NOTHING =
      new PushPlan.Settle(
          row(Optional.empty(), text("k"), text("New"), Value.NULL),
          new Settlement.Nothing(new RowKey("7"), 3));

  @Test
  void a_new_row_makes_no_record_where_creates_are_not_carried() {
    var row = row(Optional.empty(), text("k"), text("New"), Value.NULL);

    assertThat(plan(carrying(Operation.UPDATE), row)).isEqualTo(NOTHING);
    assertThat(plan(carrying(Operation.CREATE), row)).isInstanceOf(PushPlan.Send.class);
  }

  @Test
  void a_changed_row_leaves_its_record_where_updates_are_not_carried() {
    var row = row(Optional.of(LINK), text("k"), text("New"), Value.NULL);

    assertThat(plan(carrying(Operation.CREATE), row))
        .isEqualTo(new PushPlan.Settle(row, new Settlement.Nothing(new RowKey("7"), 3)));
    assertThat(plan(carrying(Operation.UPDATE), row)).isInstanceOf(PushPlan.Send.class);
  }

  @Test
  void what_a_person_orders_is_carried_whatever_the_triggers_say() {
    var row = row(Optional.empty(), text("k"), text("New"), Value.NULL);

    assertThat(plan(carrying(), row, true)).isInstanceOf(PushPlan.Send.class);
  }

  @Test
  void nobody_waits_for_rows_that_never_become_records() {
    var parents = Pushes.contacts(carrying(Operation.UPDATE, Operation.DELETE));

    assertThat(Push.creating(Map.of(Pushes.ACCOUNTS, parents))).isEmpty();
  }

  private static ClaimedRow standing(Optional<LinkedRecord> link, boolean gone, Standing standing) {
    ClaimedRow row = row(link, text("k"), text("New"), Value.NULL);
    return new ClaimedRow(
        gone ? new RowChange.Gone(row.key(), 3, Pushes.THEN) : row.change(),
        link,
        Map.of(),
        0,
        Optional.empty(),
        false,
        Pushes.THEN,
        0,
        standing);
  }

  private static PushPlan plan(DeletePolicy onLeave, ClaimedRow row) {
    SyncRules usual = carrying(Operation.CREATE, Operation.UPDATE, Operation.DELETE);
    var scope =
        new Scope(Triggers.ALL, Optional.empty(), Optional.empty(), onLeave, KeyUse.UNLINKED, 0);
    return plan(
        new SyncRules(
            usual.key(),
            usual.conflict(),
            usual.deleteConflict(),
            usual.onRowDelete(),
            usual.changeDate(),
            usual.timing(),
            scope),
        row);
  }

  private static Settlement settlement(PushPlan plan) {
    return ((PushPlan.Settle) plan).settlement();
  }

  @Test
  void a_linked_row_outside_is_held_or_unlinked_or_its_record_deleted() {
    var outside = standing(Optional.of(LINK), false, new Standing(true, false, false));

    assertThat(settlement(plan(DeletePolicy.KEEP, outside)))
        .isInstanceOf(Settlement.Hold.class)
        .extracting(s -> ((Settlement.Hold) s).whileAwaited())
        .isEqualTo(false);
    assertThat(settlement(plan(DeletePolicy.UNLINK, outside)))
        .isEqualTo(new Settlement.Unlinked(new RowKey("7"), 3, id(1), false));
    assertThat(((PushPlan.Send) plan(DeletePolicy.DELETE, outside)).write())
        .isEqualTo(new RecordWrite.Delete(new RowKey("7"), id(1)));
  }

  @Test
  void a_row_outside_without_a_record_waits_only_while_children_wait_for_it() {
    var outside = standing(Optional.empty(), false, new Standing(true, false, false));

    assertThat(((Settlement.Hold) settlement(plan(DeletePolicy.DELETE, outside))).whileAwaited())
        .isTrue();
  }

  @Test
  void a_draft_leaves_its_record_as_it_is_whatever_the_policy_says() {
    var draft = standing(Optional.of(LINK), false, new Standing(false, true, false));

    assertThat(settlement(plan(DeletePolicy.DELETE, draft))).isInstanceOf(Settlement.Hold.class);
  }

  @Test
  void a_row_that_is_deleted_while_it_is_outside_leaves_its_record() {
    var gone = standing(Optional.of(LINK), true, new Standing(false, false, true));

    assertThat(settlement(plan(DeletePolicy.KEEP, gone)))
        .isEqualTo(new Settlement.Unlinked(new RowKey("7"), 3, id(1), false));
  }

  private static SyncRules alwaysByKey() {
    SyncRules usual =
        Pushes.rules(true, ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);
    var scope =
        new Scope(
            Triggers.ALL, Optional.empty(), Optional.empty(), DeletePolicy.KEEP, KeyUse.ALWAYS, 0);
    return new SyncRules(
        usual.key(),
        usual.conflict(),
        usual.deleteConflict(),
        usual.onRowDelete(),
        usual.changeDate(),
        usual.timing(),
        scope);
  }

  @Test
  void a_linked_row_is_upserted_where_the_key_always_decides() {
    PushPlan plan = plan(alwaysByKey(), row(Optional.of(LINK), text("k"), text("New"), Value.NULL));

    assertThat(((PushPlan.Send) plan).write())
        .isEqualTo(
            new RecordWrite.Upsert(
                new RowKey("7"),
                new FieldName("Key__c"),
                text("k"),
                List.of(new FieldWrite.Plain(new FieldName("LastName"), text("New")))));
  }

  @Test
  void a_row_whose_key_changes_becomes_the_record_of_the_new_key() {
    PushPlan plan = plan(alwaysByKey(), row(Optional.of(LINK), text("x"), text("New"), Value.NULL));

    assertThat(settlement(plan)).isEqualTo(new Settlement.Recreate(new RowKey("7"), 3, id(1)));
  }
}
