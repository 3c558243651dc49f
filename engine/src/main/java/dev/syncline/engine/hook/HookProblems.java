package dev.syncline.engine.hook;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.plugin.HookPoint;
import java.util.Locale;

/** The problems that hooks make. */
public final class HookProblems {
  /** The code of what a hook has vetoed. */
  public static final String VETO = "HOOK-VETO";

  /** The code of what a hook could not be asked about. */
  public static final String FAILED = "HOOK-FAILED";

  /** The code of a record that is linked with a row that a hook has chosen, in a moment. */
  public static final String MATCHED = "HOOK-MATCHED";

  /** The most characters of a hook's own words. */
  static final int MAX_WORDS = 500;

  private HookProblems() {}

  /**
   * What a hook has vetoed.
   *
   * @param hook the hook's name with its kind, such as {@code plugin tickets}
   * @param what the record or row, such as {@code Row 17}
   */
  public static Problem veto(String hook, HookPoint point, String what, String reason) {
    return new Problem(
        VETO,
        ErrorClass.DATA,
        "%s is vetoed by %s (%s): %s".formatted(what, hook, word(point), words(reason)),
        "Nothing: it is asked about again when it changes");
  }

  static Problem failed(String hook, HookPoint point, String words) {
    return new Problem(
        FAILED,
        ErrorClass.TRANSIENT,
        "The hook %s failed at %s: %s".formatted(hook, word(point), words(words)),
        "See to the hook; what it could not be asked about is asked again, or with"
            + " 'syncline parked retry' once it is parked");
  }

  /** A record that is a row already, as a hook says; both are merged in a moment. */
  public static Problem matched(String record, String row) {
    return new Problem(
        MATCHED,
        ErrorClass.TRANSIENT,
        "%s is row %s, as a hook says: it is read again to be linked".formatted(record, row),
        "Nothing: it follows by itself");
  }

  /** The point as the configuration and webhooks call it. */
  public static String word(HookPoint point) {
    return point.name().toLowerCase(Locale.ROOT);
  }

  /** A third party's words, on one line and of a bounded length. */
  static String words(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    String some = line.isEmpty() ? "without a word" : line;
    int end =
        some.offsetByCodePoints(0, Math.min(MAX_WORDS, some.codePointCount(0, some.length())));
    return end < some.length() ? some.substring(0, end) + "…" : some;
  }
}
