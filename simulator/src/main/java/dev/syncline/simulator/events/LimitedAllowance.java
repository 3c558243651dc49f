package dev.syncline.simulator.events;

import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;

/** What the limits of the org leave for events. */
public final class LimitedAllowance implements EventAllowance {
  private final OrgLimits limits;

  public LimitedAllowance(OrgLimits limits) {
    this.limits = limits;
  }

  @Override
  public int deliver(int events) {
    int wanted = events;
    // What is left can shrink between looking and taking: then it is looked at again.
    while (wanted > 0 && !limits.use(Limit.DAILY_DELIVERED_PLATFORM_EVENTS, wanted)) {
      long left = limits.state(Limit.DAILY_DELIVERED_PLATFORM_EVENTS).remaining();
      wanted = (int) Math.min(left, wanted);
    }
    return wanted;
  }

  @Override
  public boolean publish(int events) {
    return limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, events);
  }
}
