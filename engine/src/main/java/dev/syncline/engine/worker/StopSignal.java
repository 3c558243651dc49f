package dev.syncline.engine.worker;

/** Asks running work to stop at its next safe point. May be set from any thread, never unset. */
public final class StopSignal {
  private volatile boolean requested;

  /** Asks for the stop; work in hand is finished first. */
  public void request() {
    requested = true;
  }

  /** Whether a stop was asked for. */
  public boolean isRequested() {
    return requested;
  }
}
