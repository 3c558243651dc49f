package dev.syncline.engine.match;

import dev.syncline.engine.org.ChangeReader.Held;
import dev.syncline.engine.org.ChangeReader.Sought;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says what to ask an org for, so that all records that have a key of a match rule are in the
 * answer. Pure.
 */
public final class MatchSearch {
  /** So many digits at the end of a telephone number are looked for; the rest may be left out. */
  private static final int LAST_DIGITS = 7;

  private MatchSearch() {}

  /** What records hold that have this key. */
  public static Sought sought(MatchKeys.Rule rule, String key) {
    String[] parts = key.split(String.valueOf(MatchKeys.SEPARATOR), -1);
    List<Held> holds = new ArrayList<>();
    for (int i = 0; i < rule.parts().size(); i++) {
      holds.add(held(rule.parts().get(i), parts[i]));
    }
    return new Sought(holds);
  }

  private static Held held(MatchKeys.Part part, String normal) {
    return switch (part.part().form()) {
      case EXACT, FOLD, EMAIL -> new Held(part.part().field(), List.of(normal), true);
      case DOMAIN -> new Held(part.part().field(), List.of(normal), false);
      case PHONE -> {
        String last = normal.substring(Math.max(0, normal.length() - LAST_DIGITS));
        yield new Held(part.part().field(), Arrays.asList(last.split("")), false);
      }
    };
  }
}
