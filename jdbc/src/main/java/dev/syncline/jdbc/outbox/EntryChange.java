package dev.syncline.jdbc.outbox;

import java.util.List;
import java.util.stream.Collectors;

/** What a change of a row does to an entry that is there: triggers and additions do the same. */
public final class EntryChange {
  private EntryChange() {}

  /**
   * The assignments. Those that look at others come before them, as MariaDB assigns one after the
   * other. A parked or waiting entry is ready again; so is one that waits after a refusal.
   */
  public static String set(SetWords words, String gone) {
    String idle = words.present("state") + " IN ('PARKED', 'WAITING')";
    return List.of(
            "version = " + words.present("version") + " + 1",
            "gone = " + gone,
            "changed_at = " + words.excluded("changed_at"),
            "available_at = CASE WHEN %s OR %s > 0 THEN %s ELSE %s END"
                .formatted(
                    idle,
                    words.present("attempts"),
                    words.excluded("changed_at"),
                    words.present("available_at")),
            "attempts = 0",
            "priority = LEAST(%s, %s)"
                .formatted(words.present("priority"), words.excluded("priority")),
            "waits_mapping_id = NULL",
            "waits_row_key = NULL",
            "state = CASE WHEN %s THEN 'READY' ELSE %s END".formatted(idle, words.present("state")))
        .stream()
        .collect(Collectors.joining(", "));
  }
}
