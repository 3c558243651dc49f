package dev.syncline.simulation.random;

/** What is under test: one life of an engine between the two sides. */
interface Subject extends AutoCloseable {
  /**
   * Goes round once, and lets time pass when there was nothing to do.
   *
   * @return whether all was done that there was to do
   */
  boolean step();

  @Override
  void close();
}
