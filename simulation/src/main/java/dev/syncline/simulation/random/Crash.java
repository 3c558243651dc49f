package dev.syncline.simulation.random;

/** The process dies here. Nothing catches it but who starts the next one. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process is dead", null, false, false);
  }
}
