package dev.syncline.simulator.events;

import java.util.UUID;

/**
 * Gives events, transactions and remote calls their ids: random to look at, the same for the same
 * seed and number.
 */
public final class EventIds {
  private static final long EVENT = 1;
  private static final long TRANSACTION = 2;
  private static final long CALL = 3;
  private static final long CLIENT = 4;
  private static final long BROWSER = 5;
  private static final int LETTERS = 36;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long MIX_ONE = 0xbf58476d1ce4e5b9L;
  private static final long MIX_TWO = 0x94d049bb133111ebL;

  /** Transaction keys of real orgs begin with zeros: so many bits of them are kept. */
  private static final long KEY_MASK = 0x000f_ffff_ffff_ffffL;

  private final long seed;

  public EventIds(long seed) {
    this.seed = seed;
  }

  /** The id of the event at a position of the log: a UUID of version 4. */
  public String event(long position) {
    return uuid(EVENT, position);
  }

  /** The id of a remote call. */
  public String call(long number) {
    return uuid(CALL, number);
  }

  /** The id of a client of the Streaming API: small letters and digits. */
  public String client(long number) {
    return Long.toUnsignedString(bits(CLIENT, number, 0), LETTERS)
        + Long.toUnsignedString(bits(CLIENT, number, 1), LETTERS);
  }

  /** What a client of the Streaming API is known by across its connections. */
  public String browser(long number) {
    return Long.toUnsignedString(bits(BROWSER, number, 0), LETTERS);
  }

  private String uuid(long kind, long number) {
    long high = (bits(kind, number, 0) & ~0xf000L) | 0x4000L;
    long low = (bits(kind, number, 1) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** The key of a transaction: 36 characters. */
  public String transaction(long number) {
    return new UUID(bits(TRANSACTION, number, 0) & KEY_MASK, bits(TRANSACTION, number, 1))
        .toString();
  }

  private long bits(long kind, long number, long half) {
    return mixed(mixed(mixed(seed + kind * GOLDEN_GAMMA) + number) + half * GOLDEN_GAMMA);
  }

  private static long mixed(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ z >>> 30) * MIX_ONE;
    z = (z ^ z >>> 27) * MIX_TWO;
    return z ^ z >>> 31;
  }
}
