package dev.syncline.engine.stream;

/**
 * What tells one event of a channel from the others.
 *
 * @param replayId its place; after a move of the org the same ids can come again
 * @param eventId the org's own id of the event, the same however often it is delivered; where it
 *     gives none, made of what is the same each time
 */
public record EventMark(ReplayId replayId, String eventId) {
  /** The longest id that is kept; longer ones are cut. */
  public static final int MAX_ID_LENGTH = 200;

  public EventMark {
    if (eventId.isBlank()) {
      throw new IllegalArgumentException("An event has an id");
    }
    eventId = eventId.length() > MAX_ID_LENGTH ? eventId.substring(0, MAX_ID_LENGTH) : eventId;
  }
}
