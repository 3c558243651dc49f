package dev.syncline.engine.refresh;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldType;
import dev.syncline.model.MappingName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefreshOrderTest {
  @Test
  void parents_come_before_children() {
    assertThat(order(of("task", "contact", "account"), of("contact", "account"), of("account")))
        .containsExactly("account", "contact", "task");
  }

  @Test
  void a_self_reference_and_a_circle_do_not_hang() {
    assertThat(order(of("a", "a", "b"), of("b", "a"))).containsExactly("b", "a");
  }

  @Test
  void a_parent_that_is_not_refreshed_is_passed_over() {
    assertThat(order(of("contact", "account"))).containsExactly("contact");
  }

  private static List<String> order(ResolvedMapping... mappings) {
    return RefreshOrder.parentsFirst(List.of(mappings)).stream()
        .map(m -> m.mapping().name().value())
        .toList();
  }

  private static ResolvedMapping of(String name, String... parents) {
    var key = column("k", new ColumnType.Whole(64));
    var table = table(name, key);
    List<FieldBinding> bindings =
        Stream.of(parents)
            .map(
                p ->
                    new FieldBinding(
                        field("F", FieldType.REFERENCE),
                        key,
                        Direction.PULL,
                        new FieldBinding.Kind.LocalKey(new MappingName(p))))
            .toList();
    return new ResolvedMapping(
        mapping(name, "Thing"), object("Thing"), table, table.columns().getFirst(), bindings);
  }
}
