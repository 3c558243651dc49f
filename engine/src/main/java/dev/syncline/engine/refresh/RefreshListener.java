package dev.syncline.engine.refresh;

/**
 * Is told how far refreshes are. Called from the workers' threads, one call at a time per refresh.
 */
@FunctionalInterface
public interface RefreshListener {
  /** Takes the news; must not block. */
  void progressed(RefreshProgress progress);
}
