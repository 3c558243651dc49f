package dev.syncline.engine.hook;

import dev.syncline.model.Problem;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hooks under their name, with the bounds within which they are asked. */
public final class NamedHooks {
  /** How long a call may take unless the configuration says otherwise. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The longest time that a call may be given. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

  private final String name;
  private final Hooks hooks;
  private final Set<HookPoint> points;
  private final OnFailure onFailure;
  private final HookCalls calls;
  private final Consumer<Problem> troubles;

  /**
   * @param name with the kind, such as {@code plugin tickets}
   * @param timeout how long a call may take; for as long nobody is asked after one that took longer
   * @param troubles is told of failures that stop nothing
   */
  public NamedHooks(
      String name,
      Hooks hooks,
      OnFailure onFailure,
      Duration timeout,
      InstantSource clock,
      Consumer<Problem> troubles) {
    this.name = name;
    this.hooks = hooks;
    this.points = Set.copyOf(hooks.points());
    this.onFailure = onFailure;
    this.calls = new HookCalls(name, timeout, clock);
    this.troubles = troubles;
  }

  String name() {
    return name;
  }

  OnFailure onFailure() {
    return onFailure;
  }

  boolean has(HookPoint point) {
    return points.contains(point);
  }

  void trouble(Problem problem) {
    troubles.accept(problem);
  }

  /**
   * What the hooks answer.
   *
   * @throws HookFailedException if they throw, or take too long
   */
  <A> A call(Function<Hooks, A> question) {
    return calls.call(() -> question.apply(hooks));
  }
}
