package dev.syncline.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.push.Pushes;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows a match that links puts into the outbox. */
final class BulkMatchTest {
  /** Contacts of which the first field goes another way than the others. */
  private static ResolvedMapping contacts(
      ConflictPolicy conflict, Direction direction, Direction first) {
    ResolvedMapping made =
        Pushes.contacts(Pushes.rules(false, conflict, DeleteConflict.UPDATE, DeletePolicy.KEEP));
    Mapping m = made.mapping();
    List<FieldBinding> bindings =
        IntStream.range(0, made.bindings().size())
            .mapToObj(
                i -> {
                  FieldBinding b = made.bindings().get(i);
                  Direction way = i == 0 ? first : b.direction();
                  return new FieldBinding(b.field(), b.column(), way, b.kind());
                })
            .toList();
    return new ResolvedMapping(
        new Mapping(
            m.name(),
            m.org(),
            m.object(),
            m.database(),
            m.table(),
            m.create(),
            m.where(),
            m.recordTypes(),
            m.allFields(),
            m.fields(),
            direction,
            m.onDelete(),
            m.rowKey(),
            m.rules()),
        made.object(),
        made.table(),
        made.rowKey(),
        bindings);
  }

  @ParameterizedTest
  @CsvSource({"SALESFORCE, false", "DATABASE, true", "NEWEST, false", "PARK, false"})
  void rows_are_queued_where_they_hold_against_their_records(
      ConflictPolicy conflict, boolean queued) {
    ResolvedMapping mapping = contacts(conflict, Direction.BOTH, Direction.BOTH);

    assertThat(BulkMatch.queuesRows(mapping)).isEqualTo(queued);
  }

  @Test
  void rows_are_queued_where_a_field_only_goes_to_salesforce() {
    assertThat(
            BulkMatch.queuesRows(
                contacts(ConflictPolicy.SALESFORCE, Direction.BOTH, Direction.PUSH)))
        .isTrue();
    assertThat(
            BulkMatch.queuesRows(
                contacts(ConflictPolicy.SALESFORCE, Direction.BOTH, Direction.PULL)))
        .isFalse();
  }

  @Test
  void no_row_is_queued_where_nothing_is_pushed() {
    assertThat(
            BulkMatch.queuesRows(contacts(ConflictPolicy.DATABASE, Direction.PULL, Direction.PULL)))
        .isFalse();
  }
}
