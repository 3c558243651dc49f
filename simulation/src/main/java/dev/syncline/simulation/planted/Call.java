package dev.syncline.simulation.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a port that a bug may spoil. */
final class Call {
  private final Class<?> type;
  private final Object target;
  private final Method called;
  private final @Nullable Object @Nullable [] arguments;

  Call(Class<?> type, Object target, Method called, @Nullable Object @Nullable [] arguments) {
    this.type = type;
    this.target = target;
    this.called = called;
    this.arguments = arguments;
  }

  /** The port's name without its package. */
  String port() {
    return type.getSimpleName();
  }

  String method() {
    return called.getName();
  }

  @Nullable Object any(int at) {
    return arguments == null || at >= arguments.length ? null : arguments[at];
  }

  <T> T argument(int at, Class<T> of) {
    return of.cast(Objects.requireNonNull(any(at)));
  }

  <T> List<T> collection(int at, Class<T> of) {
    Collection<?> all = argument(at, Collection.class);
    return all.stream().<T>map(of::cast).toList();
  }

  <T> T target(Class<T> port) {
    return port.cast(target);
  }

  /** Goes on as it was asked. */
  @Nullable Object proceed() throws Throwable {
    return invoke(arguments);
  }

  /** Goes on with one argument changed. */
  @Nullable Object proceedWith(int at, Object other) throws Throwable {
    @Nullable Object[] changed = Arrays.copyOf(Objects.requireNonNull(arguments), arguments.length);
    changed[at] = other;
    return invoke(changed);
  }

  private @Nullable Object invoke(@Nullable Object @Nullable [] with) throws Throwable {
    try {
      return called.invoke(target, with);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
