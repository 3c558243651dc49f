package dev.syncline.engine.hook;

import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.How;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.model.Problem;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All hooks of a mapping, in the order in which they are asked: each sees what those before it have
 * made of an item, and is not asked about what they have stopped.
 *
 * @param beforeCall is run before every call about items
 */
public record MappingHooks(List<NamedHooks> hooks, Runnable beforeCall) {
  /** No hooks. */
  public static final MappingHooks NONE = new MappingHooks(List.of());

  public MappingHooks {
    hooks = List.copyOf(hooks);
  }

  /** Hooks that are asked without more ado. */
  public MappingHooks(List<NamedHooks> hooks) {
    this(hooks, () -> {});
  }

  /**
   * The same hooks, before each of whose calls something is done: as a page's calls together may
   * take longer than what was taken for it is held.
   */
  public MappingHooks keeping(Runnable hold) {
    return hooks.isEmpty() ? this : new MappingHooks(hooks, hold);
  }

  /** Whether anybody is to be asked at one of the points. */
  public boolean has(HookPoint... points) {
    return !hooks.isEmpty()
        && Stream.of(points).anyMatch(point -> hooks.stream().anyMatch(h -> h.has(point)));
  }

  /**
   * What a hook is asked about some items.
   *
   * @param <I> the kind of item
   * @param <A> the kind of answer
   */
  @FunctionalInterface
  public interface Question<I, A> {
    /** One answer per item, in the same order. */
    List<A> ask(Hooks hooks, List<I> items);
  }

  /**
   * How an answer is taken.
   *
   * @param <I> the kind of item
   * @param <A> the kind of answer
   */
  @FunctionalInterface
  public interface Taking<I, A> {
    /**
     * What becomes of the item.
     *
     * @param hook the name of who has answered
     * @throws HookFailedException if the answer cannot be used
     */
    Fate<I> take(String hook, I item, A answer);
  }

  /**
   * The condition on records that hooks leave: the mapping's own and theirs, all of which must
   * hold.
   *
   * @throws HookProblemException if a hook cannot be asked: what it would leave out nobody knows
   */
  public Optional<String> narrowed(Optional<String> where) {
    Optional<String> condition = where;
    for (NamedHooks hook : hooks) {
      if (hook.has(HookPoint.PULL_CONDITION)) {
        condition = narrowed(hook, condition);
      }
    }
    return condition;
  }

  private static Optional<String> narrowed(NamedHooks hook, Optional<String> where) {
    Optional<String> own;
    try {
      own = hook.call(hooks -> hooks.pullCondition(where));
    } catch (HookFailedException e) {
      throw new HookProblemException(failed(hook, HookPoint.PULL_CONDITION, e));
    }
    return where.isPresent() && own.isPresent()
        ? Optional.of("(" + where.get() + ") AND (" + own.get() + ")")
        : own.or(() -> where);
  }

  /** What becomes of items about which hooks decide; one per item, in the same order. */
  public <I> List<Fate<I>> decide(
      HookPoint point, List<I> items, Question<I, Decision> question, Function<I, String> what) {
    return ask(
        point,
        items,
        question,
        (hook, item, decision) ->
            switch (decision) {
              case Decision.Allow _ -> new Going<>(item);
              case Decision.Veto(String reason) ->
                  new Stopped<>(
                      HookProblems.veto(hook, point, what.apply(item), reason), How.VETOED);
            });
  }

  /** What becomes of items after all hooks of the point; one per item, in the same order. */
  public <I, A> List<Fate<I>> ask(
      HookPoint point, List<I> items, Question<I, A> question, Taking<I, A> taking) {
    List<Fate<I>> fates = new ArrayList<>();
    items.forEach(item -> fates.add(new Going<>(item)));
    further(point, fates, question, taking);
    return fates;
  }

  /** As above, about the items that still go on; their fates are replaced. */
  public <I, A> void further(
      HookPoint point, List<Fate<I>> fates, Question<I, A> question, Taking<I, A> taking) {
    for (NamedHooks hook : hooks) {
      if (hook.has(point)) {
        ask(hook, point, fates, question, taking);
      }
    }
  }

  /** Tells all hooks of the point about items; who fails is noted, and stops nothing. */
  public <I> void tell(HookPoint point, List<I> items, BiConsumer<Hooks, List<I>> telling) {
    for (NamedHooks hook : hooks) {
      for (int from = 0; hook.has(point) && from < items.size(); from += Hooks.MAX_BATCH) {
        List<I> some =
            List.copyOf(items.subList(from, Math.min(items.size(), from + Hooks.MAX_BATCH)));
        try {
          hook.call(
              hooks -> {
                telling.accept(hooks, some);
                return some.size();
              });
        } catch (HookFailedException e) {
          hook.trouble(failed(hook, point, e));
        }
      }
    }
  }

  private <I, A> void ask(
      NamedHooks hook,
      HookPoint point,
      List<Fate<I>> fates,
      Question<I, A> question,
      Taking<I, A> taking) {
    List<Integer> places = new ArrayList<>();
    int most = point == HookPoint.PULL_VALUE ? Hooks.MAX_VALUES : Hooks.MAX_BATCH;
    for (int i = 0; i < fates.size(); i++) {
      if (fates.get(i) instanceof Going<I>) {
        places.add(i);
      }
      if (!places.isEmpty() && (places.size() == most || i == fates.size() - 1)) {
        batch(hook, point, fates, List.copyOf(places), question, taking);
        places.clear();
      }
    }
  }

  private <I, A> void batch(
      NamedHooks hook,
      HookPoint point,
      List<Fate<I>> fates,
      List<Integer> places,
      Question<I, A> question,
      Taking<I, A> taking) {
    List<I> items = new ArrayList<>();
    places.forEach(place -> going(fates.get(place), items));
    beforeCall.run();
    List<A> answers;
    try {
      answers = hook.call(hooks -> checked(question.ask(hooks, List.copyOf(items)), items.size()));
    } catch (HookFailedException e) {
      Problem problem = failed(hook, point, e);
      for (int i = 0; i < items.size(); i++) {
        fates.set(places.get(i), fate(hook, items.get(i), problem));
      }
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      fates.set(places.get(i), taken(hook, point, items.get(i), answers.get(i), taking));
    }
  }

  private static <I> void going(Fate<I> fate, List<I> items) {
    switch (fate) {
      case Going<I>(I item) -> items.add(item);
      case Stopped<I> _ -> {}
    }
  }

  private static <A> List<A> checked(List<A> answers, int wanted) {
    if (answers == null || answers.size() != wanted || answers.stream().anyMatch(a -> a == null)) {
      throw new HookFailedException(
          "it must give %d answers, and gave %s"
              .formatted(wanted, answers == null ? "none" : answers.size() + ", or empty ones"));
    }
    return answers;
  }

  private static <I, A> Fate<I> taken(
      NamedHooks hook, HookPoint point, I item, A answer, Taking<I, A> taking) {
    try {
      return taking.take(hook.name(), item, answer);
    } catch (HookFailedException e) {
      return fate(hook, item, failed(hook, point, e));
    }
  }

  private static <I> Fate<I> fate(NamedHooks hook, I item, Problem problem) {
    return switch (hook.onFailure()) {
      case RETRY -> new Stopped<>(problem, How.AGAIN);
      case PARK -> new Stopped<>(problem, How.PARKED);
      case ALLOW -> {
        hook.trouble(problem);
        yield new Going<>(item);
      }
    };
  }

  private static Problem failed(NamedHooks hook, HookPoint point, HookFailedException e) {
    String words = e.getMessage();
    return HookProblems.failed(hook.name(), point, words == null ? "" : words);
  }
}
