package dev.syncline.engine.stream;

/** Where in a channel a subscription begins. */
public sealed interface StreamStart {
  /** With what happens from now on. */
  Newest NEWEST = new Newest();

  /** With the oldest event that the org keeps; they are kept for 72 hours, some for 24. */
  Oldest OLDEST = new Oldest();

  /** Behind the event, or the keep-alive, that had this id. */
  record After(ReplayId replayId) implements StreamStart {}

  /** See {@link #NEWEST}. */
  record Newest() implements StreamStart {}

  /** See {@link #OLDEST}. */
  record Oldest() implements StreamStart {}
}
