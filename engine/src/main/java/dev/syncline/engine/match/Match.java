package dev.syncline.engine.match;

import dev.syncline.model.Problem;

/**
 * What a row or a record without a link turns out to be.
 *
 * @param <T> how the other side tells its own apart
 */
public sealed interface Match<T> {
  /** Nothing on the other side is alike: it is made anew. */
  record New<T>() implements Match<T> {}

  /** Exactly this one, which nothing else is alike. */
  record Same<T>(T other) implements Match<T> {}

  /** Another that is alike is being made at this moment: it is looked at again later. */
  record Later<T>() implements Match<T> {}

  /** A person must say which it is, or that it is none. */
  record Unclear<T>(Problem problem) implements Match<T> {}
}
