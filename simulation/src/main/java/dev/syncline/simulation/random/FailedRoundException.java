package dev.syncline.simulation.random;

/** A round ended with a failure that the engine did not deal with. */
final class FailedRoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedRoundException(RuntimeException cause) {
    super(cause.toString(), cause);
  }
}
