package dev.syncline.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HookPointTest {
  /** Hooks that say nothing. */
  private static final class Silent implements Hooks {}

  /** Hooks of two points. */
  private static class Speaking implements Hooks {
    @Override
    public List<Decision> pushAllowed(List<PushedRow> rows) {
      return rows.stream().map(row -> Decision.veto("no")).toList();
    }

    @Override
    public Optional<String> pullCondition(Optional<String> where) {
      return Optional.of("Name != null");
    }
  }

  /** Hooks that inherit. */
  private static final class Inheriting extends Speaking {}

  @Test
  void hooks_are_asked_at_the_points_whose_methods_they_have() {
    assertThat(new Silent().points()).isEmpty();
    assertThat(new Speaking().points())
        .containsExactlyInAnyOrder(HookPoint.PUSH_ALLOWED, HookPoint.PULL_CONDITION);
    assertThat(new Inheriting().points()).isEqualTo(new Speaking().points());
  }

  @Test
  void every_point_is_a_method_and_every_method_a_point() {
    List<String> others = List.of("points", "close");
    assertThat(
            Arrays.stream(Hooks.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> !others.contains(name)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HookPoint.values()).map(HookPoint::method).toList());
  }

  @Test
  void a_veto_without_a_reason_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Decision.veto(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> new Saving.Veto(""));
  }
}
