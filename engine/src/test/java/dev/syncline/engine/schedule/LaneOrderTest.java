package dev.syncline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldType;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Priority;
import dev.syncline.model.Retries;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Timing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaneOrderTest {
  @Test
  void who_is_urgent_goes_first_and_equals_stay_as_they_are() {
    assertThat(
            order(
                mapping("a", Priority.LOW),
                mapping("b", Priority.NORMAL),
                mapping("c", Priority.HIGH),
                mapping("d", Priority.NORMAL)))
        .containsExactly("c", "b", "d", "a");
  }

  @Test
  void what_others_refer_to_is_as_urgent_as_they_are() {
    assertThat(
            order(
                mapping("regions", Priority.LOW),
                mapping("shops", Priority.NORMAL),
                mapping("accounts", Priority.LOW, "regions"),
                mapping("contacts", Priority.HIGH, "accounts")))
        .containsExactly("regions", "accounts", "contacts", "shops");
  }

  private static List<String> order(ResolvedMapping... parentsFirst) {
    return LaneOrder.byPriority(List.of(parentsFirst)).stream()
        .map(m -> m.mapping().name().value())
        .toList();
  }

  private static ResolvedMapping mapping(String name, Priority priority, String... parents) {
    Mapping plain = Samples.mapping(name, "Account");
    var timing =
        new Timing(
            LaneTiming.LIVE, LaneTiming.LIVE, priority, OptionalLong.empty(), Retries.STANDARD);
    var rules =
        new SyncRules(
            Optional.empty(),
            ConflictPolicy.SALESFORCE,
            DeleteConflict.DELETE,
            DeletePolicy.DELETE,
            Optional.empty(),
            timing);
    var said =
        new Mapping(
            plain.name(),
            plain.org(),
            plain.object(),
            plain.database(),
            plain.table(),
            plain.create(),
            plain.where(),
            plain.recordTypes(),
            plain.allFields(),
            plain.fields(),
            plain.direction(),
            plain.onDelete(),
            plain.rowKey(),
            rules);
    List<FieldBinding> bindings =
        Stream.of(parents)
            .map(
                parent ->
                    new FieldBinding(
                        Samples.field("ParentId", FieldType.REFERENCE, "Account"),
                        Samples.column("parent_id", new ColumnType.Whole(64)),
                        Direction.PULL,
                        new Kind.LocalKey(new MappingName(parent))))
            .toList();
    var table = Samples.table(name);
    return new ResolvedMapping(
        said, Samples.object("Account"), table, table.columns().getFirst(), bindings);
  }
}
