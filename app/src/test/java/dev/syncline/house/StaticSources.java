package dev.syncline.house;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Map;
import java.util.Set;

/** What gives time, pauses, randomness or ids without being handed in. */
final class StaticSources {
  /** Methods by the class they belong to; {@code now} is free when it is given a clock. */
  private static final Map<String, Set<String>> METHODS =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.lang.Thread", Set.of("sleep")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil")),
          Map.entry("java.util.random.RandomGenerator", Set.of("getDefault")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Calendar", Set.of("getInstance")),
          Map.entry("java.util.TimeZone", Set.of("getDefault")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry(
              "java.time.Clock",
              Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds")));

  /** Classes that take the clock or a seed by being made without a parameter. */
  private static final Set<String> CLASSES =
      Set.of(
          "java.util.Date",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.GregorianCalendar",
          "java.security.SecureRandom");

  private StaticSources() {}

  /** Whether an access, by a call or by a reference to the method, reaches one of them. */
  static boolean covers(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
      return false;
    }
    String owner = target.getOwner().getName();
    boolean noParameters = target.getRawParameterTypes().isEmpty();
    return switch (target.getName()) {
      case "<init>" -> noParameters && CLASSES.contains(owner);
      case "now" -> owner.startsWith("java.time.") && !takesClock(target);
      default -> METHODS.getOrDefault(owner, Set.of()).contains(target.getName());
    };
  }

  private static boolean takesClock(AccessTarget.CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }
}
