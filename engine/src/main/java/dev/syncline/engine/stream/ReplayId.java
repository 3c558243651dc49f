package dev.syncline.engine.stream;

import java.util.HexFormat;

/**
 * A place in a channel, as the org gave it: bytes that are kept and given back, and never looked
 * into. Ids of another org, or of another kind of subscription, mean nothing.
 *
 * <p>Source: Pub/Sub API Guide, "Event Message Durability": opaque, of varying length, not
 * consecutive.
 *
 * @param hex the bytes, two lower-case digits each
 */
public record ReplayId(String hex) {
  /** The most bytes of an id; those seen have 8 or 10. */
  public static final int MAX_BYTES = 64;

  private static final HexFormat HEX = HexFormat.of();

  /**
   * @throws IllegalArgumentException if there are no bytes, or more than {@link #MAX_BYTES}
   */
  public ReplayId {
    boolean fits = !hex.isEmpty() && hex.length() <= 2 * MAX_BYTES;
    if (!fits || !HEX.formatHex(HEX.parseHex(hex)).equals(hex)) {
      throw new IllegalArgumentException("A replay id has 1 to " + MAX_BYTES + " bytes");
    }
  }

  /** The id of these bytes. */
  public static ReplayId of(byte[] bytes) {
    return new ReplayId(HEX.formatHex(bytes));
  }

  /** The bytes, a copy of them. */
  public byte[] bytes() {
    return HEX.parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
