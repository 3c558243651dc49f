package dev.syncline.benchmarks.connector;

/** The ways of a write into an org. */
enum Way {
  SINGLE,
  COLLECTIONS,
  COMPOSITE,
  BULK
}
