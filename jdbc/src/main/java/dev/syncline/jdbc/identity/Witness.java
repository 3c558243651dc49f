package dev.syncline.jdbc.identity;

import java.util.Optional;

/**
 * Remembers outside of a database how far it had come: a backup that is put back knows nothing of
 * what came after it.
 */
public interface Witness {
  /** Remembers nothing. */
  Witness NONE =
      new Witness() {
        @Override
        public Optional<Sight> last() {
          return Optional.empty();
        }

        @Override
        public void keep(Sight sight) {
          // Nothing is remembered.
        }
      };

  /**
   * A database as it was seen.
   *
   * @param place tells it from others
   * @param token a number that only ever grows
   */
  record Sight(String place, long token) {}

  /** The last one that was kept; empty if none was. */
  Optional<Sight> last();

  /** Keeps one instead of the last. */
  void keep(Sight sight);
}
