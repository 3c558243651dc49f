package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.worker.Waiter;
import dev.syncline.model.ErrorClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call again where that can help and does no harm, after pauses that grow and differ. */
final class Retries {
  /** What came of one try. */
  sealed interface Try<T> {
    /** It worked. */
    record Done<T>(T value) implements Try<T> {}

    /** It failed. */
    record Failed<T>(OrgException failure, Repeat repeat, Optional<Duration> askedPause, Fate fate)
        implements Try<T> {}
  }

  /** What became of what a failed call asked for. */
  sealed interface Fate {
    /** The org has certainly not done it, for a reason that is not the call's own. */
    record NotDone() implements Fate {}

    /** The org refused this call for what is in it. */
    record Refused(int status, List<OrgError> errors) implements Fate {}

    /** Nobody knows. */
    record Unknown() implements Fate {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final RetrySettings settings;
  private final Waiter waiter;
  private final RandomGenerator random;

  Retries(RetrySettings settings, Waiter waiter, RandomGenerator random) {
    this.settings = settings;
    this.waiter = waiter;
    this.random = random;
  }

  /** The value of the first try that works, or the failure of the last one. */
  <T> T run(boolean harmless, Supplier<Try<T>> work) {
    for (int tries = 1; ; tries++) {
      switch (work.get()) {
        case Try.Done<T>(T value) -> {
          return value;
        }
        case Try.Failed<T>(OrgException failure, Repeat repeat, var asked, var _) -> {
          if (tries >= settings.maxTries() || !again(repeat, harmless)) {
            throw failure;
          }
          pause(tries, asked, failure);
        }
      }
    }
  }

  /** Whether signing in, or anything before the call went out, is worth another try. */
  static Repeat beforeSending(OrgException failure) {
    return failure.errorClass() == ErrorClass.TRANSIENT ? Repeat.ALWAYS : Repeat.NEVER;
  }

  private static boolean again(Repeat repeat, boolean harmless) {
    return switch (repeat) {
      case NEVER -> false;
      case ALWAYS -> true;
      case IF_HARMLESS -> harmless;
    };
  }

  private void pause(int tries, Optional<Duration> asked, OrgException failure) {
    Duration longest = settings.longestPause();
    Duration grown = settings.firstPause().multipliedBy(1L << Math.min(tries - 1, 16));
    Duration bounded = grown.compareTo(longest) < 0 ? grown : longest;
    long half = bounded.toNanos() / 2;
    Duration jittered = Duration.ofNanos(half + random.nextLong(half + 1));
    Duration pause = asked.filter(d -> d.compareTo(jittered) > 0).orElse(jittered);
    Duration next = pause.compareTo(longest) < 0 ? pause : longest;
    LOG.info(
        "tried={} of={} failure=\"{}\" next=\"tried again in {}\"",
        tries,
        settings.maxTries(),
        failure.problem(),
        next);
    try {
      waiter.await(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
