package dev.syncline.simulator.events.pubsub;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The streams that are open: counted, and closed from outside. */
final class Streams {
  private final int most;
  private final Set<Consumer<PubSubError>> open = ConcurrentHashMap.newKeySet();

  /**
   * @param most how many may be open at once
   */
  Streams(int most) {
    this.most = most;
  }

  /**
   * Counts a stream in, unless there are too many.
   *
   * @param end ends the stream with an error
   */
  boolean enter(Consumer<PubSubError> end) {
    open.add(end);
    if (open.size() > most) {
      open.remove(end);
      return false;
    }
    return true;
  }

  void leave(Consumer<PubSubError> end) {
    open.remove(end);
  }

  int count() {
    return open.size();
  }

  /** Ends every stream with an error; returns how many there were. */
  int closeAll(PubSubError error) {
    var now = Set.copyOf(open);
    now.forEach(end -> end.accept(error));
    return now.size();
  }
}
