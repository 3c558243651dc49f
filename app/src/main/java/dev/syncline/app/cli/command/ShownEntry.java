package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Talk;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.ParkedRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows entries of queues to programs. */
final class ShownEntry {
  private ShownEntry() {}

  /** An entry of the outbox. */
  static Map<String, Object> facts(OutboxEntry entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", entry.mapping().value());
    facts.put("row", entry.row().value());
    entry.record().ifPresent(id -> facts.put("record", id.value()));
    facts.put("state", state(entry));
    facts.put("rowDeleted", entry.gone());
    facts.put("attempts", entry.attempts());
    facts.put("changedAt", entry.changedAt().toString());
    entry.nextAt().ifPresent(at -> facts.put("nextAt", at.toString()));
    entry
        .waitsFor()
        .ifPresent(
            parent ->
                facts.put(
                    "waitsFor",
                    Map.of("mapping", parent.mapping().value(), "row", parent.row().value())));
    entry.problem().ifPresent(problem -> facts.put("problem", Talk.facts(problem)));
    return facts;
  }

  /** A record that could not be pulled. */
  static Map<String, Object> facts(ParkedRecord parked) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", parked.mapping().value());
    facts.put("record", parked.record().value());
    facts.put("parkedAt", parked.parkedAt().toString());
    facts.put("problem", Talk.facts(parked.problem()));
    return facts;
  }

  /** The state in a word. */
  static String state(OutboxEntry entry) {
    return entry.state().name().toLowerCase(Locale.ROOT);
  }

  /** A number with its noun. */
  static String number(long number, String one, String many) {
    return Quantities.number(number) + " " + (number == 1 ? one : many);
  }

  /** What became of queued rows. */
  static CountAnswer queueChange(String did, long rows, String words) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("rows", rows);
    return new CountAnswer("QueueChange", did, counts, words);
  }
}
