package dev.syncline.engine.budget;

/** How an org's calls stand, and so who waits. */
public enum Stage {
  /** There is enough for everything. */
  PLENTY,
  /** It may run short: lanes of low priority and those that run seldom wait. */
  TIGHT,
  /** It runs short: other pulls run seldomer too, and pushes that are not live wait. */
  SCARCE,
  /** What is not reserved for others is used up: everything waits. */
  SPENT
}
