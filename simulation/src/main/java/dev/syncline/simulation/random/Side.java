package dev.syncline.simulation.random;

/** Where a change was made. */
enum Side {
  ORG,
  DATABASE
}
