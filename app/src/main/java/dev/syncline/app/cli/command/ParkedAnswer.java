package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.ParkedOperation.Count;
import dev.syncline.app.operation.ParkedOperation.Parked;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.model.Problem;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is set aside.
 *
 * @param count all there are, listed or not
 */
record ParkedAnswer(List<Parked> parked, Count count) implements Answer {
  @Override
  public String kind() {
    return "ParkedList";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rowCount", count.rows());
    facts.put("recordCount", count.records());
    facts.put(
        "rows", parked.stream().flatMap(p -> p.rows().stream()).map(ShownEntry::facts).toList());
    facts.put(
        "records",
        parked.stream().flatMap(p -> p.records().stream()).map(ShownEntry::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "set aside: %s that could not be pushed, %s that could not be pulled"
            .formatted(
                ShownEntry.number(count.rows(), "row", "rows"),
                ShownEntry.number(count.records(), "record", "records")));
    for (Parked of : parked) {
      of.rows().forEach(row -> lines.addAll(lines(row)));
      of.records().forEach(record -> lines.addAll(lines(record)));
    }
    long listed = parked.stream().mapToLong(p -> p.rows().size() + p.records().size()).sum();
    if (listed < count.all()) {
      lines.add(ShownEntry.number(count.all() - listed, "more is", "more are") + " not listed");
    }
    return lines;
  }

  private static List<String> lines(OutboxEntry row) {
    String head =
        "%s row %s%s, %s %s, refused %d times"
            .formatted(
                row.mapping(),
                row.row(),
                row.record().map(id -> " (record " + id + ")").orElse(""),
                row.gone() ? "deleted" : "changed",
                row.changedAt().truncatedTo(ChronoUnit.SECONDS),
                row.attempts());
    return row.problem().isEmpty()
        ? List.of(Escaped.of(head))
        : List.of(Escaped.of(head), line(row.problem().get()));
  }

  private static List<String> lines(ParkedRecord record) {
    String head =
        "%s record %s, since %s"
            .formatted(
                record.mapping(),
                record.record(),
                record.parkedAt().truncatedTo(ChronoUnit.SECONDS));
    return List.of(Escaped.of(head), line(record.problem()));
  }

  private static String line(Problem problem) {
    return "  " + Escaped.of(problem.toString());
  }
}
