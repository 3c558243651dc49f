package dev.syncline.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.drift.Drift.Decision;
import dev.syncline.engine.drift.Drift.Role;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.FieldName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DriftTest {
  private static final String DECISIONS =
      """
      FIELD_ADDED              | OFFER          | OFFER          | OFFER
      FIELD_REMOVED            | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_RETURNED           | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_RETYPED            | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_RETYPED_UNFIT      | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_UNSUPPORTED        | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_SHORTENED          | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_LENGTHENED         | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_FEWER_DIGITS       | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_MORE_DIGITS        | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_READ_ONLY          | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_WRITABLE           | CARRY_ON       | CARRY_ON       | CARRY_ON
      FIELD_CALCULATED         | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_REQUIRED           | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_OPTIONAL           | CARRY_ON       | CARRY_ON       | CARRY_ON
      FIELD_UNIQUE             | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_NOT_UNIQUE         | CARRY_ON       | CARRY_ON       | CARRY_ON
      FIELD_CASE_SENSITIVITY   | ADAPT          | OUT_OF_SERVICE | STOP
      FIELD_ENCRYPTED          | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      FIELD_DECRYPTED          | CARRY_ON       | CARRY_ON       | CARRY_ON
      PICKLIST_FEWER_VALUES    | ADAPT          | OUT_OF_SERVICE | STOP
      PICKLIST_MORE_VALUES     | CARRY_ON       | CARRY_ON       | CARRY_ON
      PICKLIST_RESTRICTED      | ADAPT          | OUT_OF_SERVICE | STOP
      PICKLIST_OPEN            | CARRY_ON       | CARRY_ON       | CARRY_ON
      REFERENCE_ELSEWHERE      | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      REFERENCE_WIDER          | CARRY_ON       | CARRY_ON       | CARRY_ON
      EXPRESSION_INPUT_CHANGED | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      KEY_REMOVED              | STOP           | STOP           | STOP
      KEY_NO_EXTERNAL_ID       | STOP           | STOP           | STOP
      OBJECT_NOT_READABLE      | STOP           | STOP           | STOP
      OBJECT_NOT_WRITABLE      | STOP           | STOP           | STOP
      COLUMN_ADDED             | OFFER          | OFFER          | OFFER
      COLUMN_REMOVED           | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      COLUMN_RETYPED           | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      COLUMN_RETYPED_UNFIT     | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      COLUMN_GENERATED         | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      COLUMN_SHORTENED         | OUT_OF_SERVICE | OUT_OF_SERVICE | STOP
      COLUMN_LENGTHENED        | CARRY_ON       | CARRY_ON       | CARRY_ON
      COLUMN_NOT_NULL          | ADAPT          | OUT_OF_SERVICE | STOP
      COLUMN_NULLABLE          | CARRY_ON       | CARRY_ON       | CARRY_ON
      ROW_KEY_CHANGED          | STOP           | STOP           | STOP
      TABLE_REMOVED            | STOP           | STOP           | STOP
      """;

  /** Each kind is made to happen, found, and decided for the policies apply, ask and stop. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = DECISIONS)
  void each_kind_of_change_has_its_decision_by_policy(
      ChangeKind kind, Decision apply, Decision ask, Decision stop) {
    assertThat(decided(kind, DriftPolicy.APPLY)).isEqualTo(apply);
    assertThat(decided(kind, DriftPolicy.ASK)).isEqualTo(ask);
    assertThat(decided(kind, DriftPolicy.STOP)).isEqualTo(stop);
  }

  @Test
  void the_table_of_decisions_leaves_out_no_kind() {
    assertThat(DECISIONS.lines().map(line -> line.split("[ |]+", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ChangeKind.values()).map(ChangeKind::name).toList());
  }

  private static Decision decided(ChangeKind kind, DriftPolicy policy) {
    Decision decision = Drift.decide(kind, policy, Role.CARRIED);
    if (kind != ChangeKind.TABLE_REMOVED) { // whoever looks for the table finds that out
      ChangedSchema changed = ChangedSchema.by(kind);
      assertThat(changed.found()).extracting(SchemaChange::kind).containsExactly(kind);
      List<Decision> planned =
          changed.plan(policy).alarms().stream().map(DriftPlan.Alarm::decision).toList();
      assertThat(planned.isEmpty() ? List.of(Decision.CARRY_ON) : planned)
          .containsExactly(decision);
    }
    return decision;
  }

  @ParameterizedTest
  @EnumSource
  void no_field_stops_the_others_unless_that_is_said_or_records_are_found_by_it(ChangeKind kind) {
    boolean whole = kind.weight() == ChangeKind.Weight.FATAL;
    for (DriftPolicy policy : List.of(DriftPolicy.APPLY, DriftPolicy.ASK)) {
      assertThat(Drift.decide(kind, policy, Role.CARRIED) == Decision.STOP).isEqualTo(whole);
      assertThat(Drift.decide(kind, policy, Role.DECIDING)).isNotEqualTo(Decision.OUT_OF_SERVICE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "TABLE_REMOVED", mode = EnumSource.Mode.EXCLUDE)
  void only_the_line_that_changed_leaves_the_mapping(ChangeKind kind) {
    ChangedSchema changed = ChangedSchema.by(kind);
    DriftPlan plan = changed.plan(DriftPolicy.APPLY);
    if (!plan.deciding(Decision.STOP).isEmpty()) {
      return;
    }
    List<FieldName> out = List.copyOf(plan.outOfService());

    assertThat(out).hasSizeLessThanOrEqualTo(1);
    assertThat(changed.carried(plan))
        .containsExactlyElementsOf(
            ChangedSchema.UNCHANGED.carried(DriftPlan.NONE).stream()
                .filter(f -> !out.contains(f))
                .toList());
    assertThat(plan.standIns()).extracting(b -> b.field().name()).containsExactlyElementsOf(out);
  }

  @ParameterizedTest
  @EnumSource(names = "TABLE_REMOVED", mode = EnumSource.Mode.EXCLUDE)
  void a_line_is_out_of_service_until_all_is_as_it_was(ChangeKind kind) {
    ChangedSchema changed = ChangedSchema.by(kind);
    DriftPlan plan = changed.plan(DriftPolicy.APPLY);
    if (plan.outOfService().isEmpty()) {
      return;
    }
    SchemaShape while_ = changed.shape(plan);

    assertThat(while_.outOfService()).isEqualTo(plan.outOfService());
    assertThat(changed.plan(while_, DriftPolicy.APPLY).outOfService())
        .isEqualTo(plan.outOfService());
    assertThat(ChangedSchema.UNCHANGED.plan(while_, DriftPolicy.APPLY).outOfService()).isEmpty();
    SchemaShape again = ChangedSchema.UNCHANGED.shape(DriftPlan.NONE);
    assertThat(again.backSince(while_)).isEqualTo(plan.outOfService());
  }

  @Test
  void what_was_written_is_read_again_and_shows_no_change() {
    SchemaShape shape = ChangedSchema.UNCHANGED.shape(DriftPlan.NONE);

    assertThat(SchemaShape.parse(shape.text())).isEqualTo(shape);
    assertThat(ChangedSchema.UNCHANGED.found()).isEmpty();
    SchemaShape without = shape.keeping(shape, java.util.Set.of(new FieldName("Name")));
    assertThat(SchemaShape.parse(without.text())).isEqualTo(without);
  }

  @Test
  void lines_of_a_later_version_are_left_out() {
    SchemaShape shape = ChangedSchema.UNCHANGED.shape(DriftPlan.NONE);

    assertThat(SchemaShape.parse(shape.text() + "field\tnew\nmoon\tfull\n")).isEqualTo(shape);
  }

  @Test
  void what_the_user_changed_in_the_mapping_is_no_change_of_the_schema() {
    assertThat(ChangedSchema.UNCHANGED.withoutLine("Name").found()).isEmpty();
    assertThat(ChangedSchema.UNCHANGED.mappedTo("Name", "spare").found()).isEmpty();
  }

  @Test
  void a_key_that_is_shortened_stops_the_mapping() {
    DriftPlan plan = ChangedSchema.UNCHANGED.shortenedKey().plan(DriftPolicy.APPLY);

    assertThat(plan.deciding(Decision.STOP)).hasSize(1);
    assertThat(plan.outOfService()).isEmpty();
  }
}
