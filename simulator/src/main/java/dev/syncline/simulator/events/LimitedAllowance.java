package dev.syncline.simulator.events;

import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;

/** What the limits of the org leave for events. */
public final class LimitedAllowance implements EventAllowance {
  private final OrgLimits limits;
  private final Limit deliveries;

  /** The allowance of change events and platform events. */
  public LimitedAllowance(OrgLimits limits) {
    this(limits, Limit.DAILY_DELIVERED_PLATFORM_EVENTS);
  }

  /**
   * @param deliveries the limit that deliveries count against
   */
  public LimitedAllowance(OrgLimits limits, Limit deliveries) {
    this.limits = limits;
    this.deliveries = deliveries;
  }

  @Override
  public int deliver(int events) {
    int wanted = events;
    // What is left can shrink between looking and taking: then it is looked at again.
    while (wanted > 0 && !limits.use(deliveries, wanted)) {
      long left = limits.state(deliveries).remaining();
      wanted = (int) Math.min(left, wanted);
    }
    return wanted;
  }

  @Override
  public boolean publish(int events) {
    return limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, events);
  }
}
