package dev.syncline.engine.hook;

/** A hook that could not be asked, or whose answer cannot be used. */
public final class HookFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param words what went wrong, in words that continue "the hook failed:"
   */
  public HookFailedException(String words) {
    super(words);
  }
}
