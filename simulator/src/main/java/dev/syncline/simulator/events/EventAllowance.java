package dev.syncline.simulator.events;

/** What the org still lets its clients receive and publish. */
public interface EventAllowance {
  /**
   * Uses up deliveries of the last 24 hours.
   *
   * @param events how many are to be delivered
   * @return how many of them may be, 0 to all
   */
  int deliver(int events);

  /**
   * Uses up publications of the last hour, all or nothing.
   *
   * @return whether all of them may be published
   */
  boolean publish(int events);

  /** An allowance without a limit. */
  static EventAllowance unlimited() {
    return new EventAllowance() {
      @Override
      public int deliver(int events) {
        return events;
      }

      @Override
      public boolean publish(int events) {
        return true;
      }
    };
  }
}
