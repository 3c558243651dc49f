package dev.syncline.app.config.reading;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where every key of a file stands, by its path with dots between the levels. */
final class Places {
  private final Map<String, Spot> spots = new HashMap<>();
  private final Place start;

  Places(Place start) {
    this.start = start;
  }

  /**
   * @param key where the key stands
   * @param value where its value stands
   * @param group whether the value has keys of its own
   */
  record Spot(Place key, Place value, boolean group) {
    /** Where a problem with what the key says is shown. */
    Place telling() {
      return group ? key : value;
    }
  }

  void put(String path, Spot spot) {
    spots.put(path, spot);
  }

  boolean has(String path) {
    return spots.containsKey(path);
  }

  /** The spot of the path, or of the nearest level above it that the file has. */
  Place nearest(String path) {
    String at = path;
    while (!at.isEmpty()) {
      @Nullable Spot spot = spots.get(at);
      if (spot != null) {
        return spot.telling();
      }
      int dot = at.lastIndexOf('.');
      at = dot < 0 ? "" : at.substring(0, dot);
    }
    return start;
  }

  /** Where the key of the path stands; the start of the file for the whole of it. */
  Place key(String path) {
    @Nullable Spot spot = spots.get(path);
    return spot == null ? nearest(path) : spot.key();
  }
}
