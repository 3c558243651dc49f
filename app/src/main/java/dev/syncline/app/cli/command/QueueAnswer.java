package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.app.operation.QueueOperation.Halt;
import dev.syncline.app.operation.QueueOperation.Queue;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.model.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is on its way, and what is halted. */
record QueueAnswer(List<Queue> queues, List<Halt> halts) implements Answer {
  @Override
  public String kind() {
    return "QueueList";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mappings", queues.stream().map(QueueAnswer::facts).toList());
    facts.put(
        "rows", queues.stream().flatMap(q -> q.entries().stream()).map(ShownEntry::facts).toList());
    facts.put("pauses", halts.stream().map(ShownPause::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(Queue queue) {
    OutboxCounts counts = queue.counts();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", queue.mapping().name().value());
    facts.put("ready", counts.ready());
    facts.put("later", counts.later());
    facts.put("claimed", counts.claimed());
    facts.put("waiting", counts.waiting());
    facts.put("parked", counts.parked());
    facts.put("toRead", queue.toRead());
    counts.oldest().ifPresent(at -> facts.put("oldest", at.toString()));
    counts.nextAt().ifPresent(at -> facts.put("nextAt", at.toString()));
    return facts;
  }

  @Override
  public List<String> lines() {
    var numbers =
        new TextTable(
            "MAPPING", "READY", "LATER", "CLAIMED", "WAITING", "PARKED", "TO READ", "OLDEST");
    for (Queue queue : queues) {
      OutboxCounts counts = queue.counts();
      numbers.row(
          queue.mapping().name().value(),
          Quantities.number(counts.ready()),
          Quantities.number(counts.later()),
          Quantities.number(counts.claimed()),
          Quantities.number(counts.waiting()),
          Quantities.number(counts.parked()),
          Quantities.number(queue.toRead()),
          counts.oldest().map(QueueAnswer::seconds).orElse("-"));
    }
    List<String> lines = new ArrayList<>(numbers.lines());
    if (queues.stream().anyMatch(queue -> !queue.entries().isEmpty())) {
      lines.add("");
      lines.addAll(rows());
    }
    halts.forEach(halt -> lines.add(ShownPause.line(halt)));
    return lines;
  }

  private List<String> rows() {
    var table = new TextTable("MAPPING", "ROW", "RECORD", "STATE", "TRIES", "CHANGED", "NEXT");
    for (Queue queue : queues) {
      for (OutboxEntry entry : queue.entries()) {
        table.row(
            entry.mapping().value(),
            entry.row().value(),
            entry.record().map(id -> id.value()).orElse("-"),
            ShownEntry.state(entry),
            Quantities.number(entry.attempts()),
            seconds(entry.changedAt()),
            next(entry));
      }
    }
    return table.lines();
  }

  private static String next(OutboxEntry entry) {
    String when =
        switch (entry.state()) {
          case READY -> entry.nextAt().map(at -> "at " + seconds(at)).orElse("now");
          case CLAIMED -> "under way";
          case WAITING ->
              entry
                  .waitsFor()
                  .map(
                      parent -> "when %s %s has a record".formatted(parent.mapping(), parent.row()))
                  .orElse("when its parent has a record");
          case PARKED -> "a person must act";
        };
    return when + entry.problem().map(Problem::code).map(code -> ", after " + code).orElse("");
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
