package dev.syncline.engine.plan;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.id;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.plan.FieldSample.Pair;
import dev.syncline.engine.plan.MappingPlan.Level;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordChange;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final FieldName PHONE = new FieldName("Phone");
  private static final MappingDocument BEFORE =
      MappingDocument.of(Map.of("direction", "both", "fields", Map.of("Name", "name")));
  private static final MappingDocument AFTER =
      MappingDocument.of(
          Map.of("direction", "both", "fields", Map.of("Name", "name", "Phone", "phone")));

  private static ResolvedMapping contacts(Direction direction) {
    Column name = column("name", new ColumnType.LongText());
    Column phone = column("phone", new ColumnType.Varchar(5));
    var nameField = field("Name", FieldType.STRING);
    var phoneField = field("Phone", FieldType.STRING);
    return new ResolvedMapping(
        mapping("contacts", "Contact", to("Name", "name"), to("Phone", "phone")),
        object("Contact", nameField, phoneField),
        table("contact", name, phone),
        column("id", new ColumnType.Whole(64)),
        List.of(
            new FieldBinding(nameField, name, direction, new FieldBinding.Kind.Direct()),
            new FieldBinding(phoneField, phone, direction, new FieldBinding.Kind.Direct())));
  }

  private static FieldSample sample(Direction direction, Pair... pairs) {
    ResolvedMapping narrow = Narrowing.of(contacts(direction), List.of(PHONE)).narrow();
    return FieldSample.of(narrow, List.of(pairs), 5);
  }

  private static Pair pair(int number, Value inOrg, Value inRow) {
    return new Pair(
        new RecordChange.Present(id(number), Instant.EPOCH, List.of(inOrg)),
        Optional.of(List.of(inRow)));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static MappingPlan plan(
      Optional<MappingDocument> before, MappingDocument after, long links, FieldSample sample) {
    boolean fills = before.isPresent() && links > 0;
    return Planner.plan(
        new PlanFacts(
            before.isPresent() ? 3 : 0,
            before,
            after,
            contacts(Direction.BOTH),
            List.of(),
            fills ? List.of(PHONE) : List.of(),
            List.of(),
            new PlanFacts.Counts(
                links, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(10_000)),
            sample));
  }

  @Test
  void rows_are_estimated_from_the_sample_and_said_to_be() {
    FieldSample sample =
        sample(
            Direction.BOTH,
            pair(1, text("1"), Value.NULL),
            pair(2, Value.NULL, Value.NULL),
            pair(3, text("3"), text("3")),
            pair(4, text("4"), Value.NULL));

    MappingPlan plan = plan(Optional.of(BEFORE), AFTER, 1_000_000, sample);

    assertThat(plan.hasChanges()).isTrue();
    assertThat(plan.fill()).containsExactly(PHONE);
    assertThat(plan.work().rows()).isEqualTo(500_000);
    assertThat(plan.work().estimated()).isTrue();
    assertThat(plan.work().calls()).isBetween(20L, 100L);
    assertThat(plan.work().time()).isPositive();
    assertThat(plan.risk().level()).isEqualTo(Level.LOW);
    assertThat(plan.sample().diffs()).hasSize(2);
  }

  @Test
  void values_of_both_sides_that_differ_are_a_high_risk() {
    MappingPlan plan =
        plan(Optional.of(BEFORE), AFTER, 1, sample(Direction.BOTH, pair(1, text("1"), text("2"))));

    assertThat(plan.work().contested()).isEqualTo(1);
    assertThat(plan.work().rows()).isZero();
    assertThat(plan.work().estimated()).isFalse();
    assertThat(plan.risk().level()).isEqualTo(Level.HIGH);
    assertThat(plan.risk().reasons().getFirst()).contains("conflict policy 'salesforce'");
  }

  @Test
  void values_that_do_not_fit_are_told_by_kind_and_number() {
    MappingPlan plan =
        plan(
            Optional.of(BEFORE),
            AFTER,
            100,
            sample(
                Direction.PULL,
                pair(1, text("too long"), Value.NULL),
                pair(2, text("1"), Value.NULL)));

    assertThat(plan.rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.code()).isEqualTo("ROW-TOO-LONG");
              assertThat(reject.words()).contains("Phone: 1 of 2");
              assertThat(reject.count()).isEqualTo(50);
            });
    assertThat(plan.risk().level()).isEqualTo(Level.MEDIUM);
  }

  @Test
  void what_ties_records_to_rows_is_a_high_risk_and_nothing_new_is_none() {
    MappingDocument other =
        MappingDocument.of(
            Map.of("direction", "both", "key", "Other__c", "fields", Map.of("Name", "name")));

    assertThat(plan(Optional.of(BEFORE), other, 10, FieldSample.NONE).risk().level())
        .isEqualTo(Level.HIGH);
    MappingPlan removed = plan(Optional.of(AFTER), BEFORE, 0, FieldSample.NONE);
    assertThat(removed.risk().level()).isEqualTo(Level.MEDIUM);
    assertThat(removed.notes()).anySatisfy(n -> assertThat(n).contains("keep what they hold"));
    MappingPlan same = plan(Optional.of(AFTER), AFTER, 0, FieldSample.NONE);
    assertThat(same.hasChanges()).isFalse();
  }

  @Test
  void a_new_mapping_is_said_to_be_new() {
    MappingPlan plan = plan(Optional.empty(), AFTER, 0, FieldSample.NONE);

    assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("the mapping is new"));
    assertThat(plan.risk().level()).isEqualTo(Level.LOW);
    assertThat(plan.revision()).isZero();
  }
}
