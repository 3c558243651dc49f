package dev.syncline.engine.database;

import java.util.List;
import java.util.Optional;

/**
 * What is committed of a stream at once.
 *
 * @param token from before the links were read, see {@link Database#nextToken()}
 * @param pages parents first
 * @param progress how far the stream has come with this; absent leaves it
 * @param holes what the events have left open
 */
public record LiveCommit(
    long token, List<LivePage> pages, Optional<StreamProgress> progress, List<NewHole> holes) {
  public LiveCommit {
    pages = List.copyOf(pages);
    holes = List.copyOf(holes);
  }
}
