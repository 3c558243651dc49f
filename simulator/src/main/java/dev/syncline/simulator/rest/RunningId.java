package dev.syncline.simulator.rest;

import dev.syncline.simulator.id.IdSpace;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out ids of things that are no records, such as jobs and cursors, one after the other. */
public final class RunningId {
  private final IdSpace space;
  private final AtomicLong last = new AtomicLong();

  /**
   * @param prefix the key prefix of three characters, such as {@code 750}
   * @param orgId the org's id: its fourth to sixth character tell its ids from another org's
   */
  public RunningId(String prefix, String orgId) {
    this.space = new IdSpace(prefix, orgId.substring(3, 6));
  }

  /** The next id, 18 characters. */
  public String next() {
    return space.id(last.incrementAndGet());
  }
}
