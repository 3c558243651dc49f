package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.ParkedReason;
import dev.syncline.app.operation.RefreshResult;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.model.PullOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a refresh answers.
 *
 * @param kind what the document is called
 */
record RefreshAnswer(String kind, RefreshResult result) implements Answer {
  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("records", result.records());
    facts.put("seconds", seconds(result.duration()));
    facts.put("recordsPerSecond", result.recordsPerSecond());
    facts.put("peakHeapMiB", result.peakHeapMebibytes());
    facts.put("apiCalls", result.apiCalls());
    facts.put("parked", result.parked());
    facts.put("stopped", result.stopped());
    facts.put("mappings", result.reports().stream().map(RefreshAnswer::facts).toList());
    facts.put("parkedReasons", result.reasons().stream().map(RefreshAnswer::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s records in %s s, %s records/s, %s API calls, %s parked, at most %s MiB of heap"
            .formatted(
                Quantities.number(result.records()),
                seconds(result.duration()),
                Quantities.number(result.recordsPerSecond()),
                Quantities.number(result.apiCalls()),
                Quantities.number(result.parked()),
                result.peakHeapMebibytes()));
    result.reasons().forEach(reason -> lines.add(line(reason)));
    return lines;
  }

  /** How a command with this answer ends: a success only where every mapping is at its end. */
  ExitCode ended() {
    if (result.stopped()) {
      return ExitCode.INTERRUPTED;
    }
    if (!result.completed()) {
      return ExitCode.FAILED;
    }
    return result.parked() > 0 ? ExitCode.PARKED : ExitCode.OK;
  }

  /** One mapping's end, for people. */
  static String line(RefreshReport report) {
    PullOutcome outcome = report.outcome();
    var line = new StringBuilder(Escaped.of(report.mapping().value()));
    line.append(report.completed() ? ": " : ": stopped, so far ");
    line.append(
        "%s records: %s new, %s changed, %s unchanged, %s deleted, %s parked; %s s"
            .formatted(
                Quantities.number(outcome.records()),
                Quantities.number(outcome.inserted()),
                Quantities.number(outcome.updated()),
                Quantities.number(outcome.unchanged()),
                Quantities.number(outcome.deleted()),
                Quantities.number(report.parked()),
                seconds(report.duration())));
    more(line, report.resumed(), "taken over from a refresh that was cut off");
    more(line, report.waiting(), "references wait for a parent that is not there");
    more(line, report.unconfirmed(), "rows left alone: not read any more, yet not deleted");
    return line.toString();
  }

  private static void more(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append("; ").append(Quantities.number(number)).append(' ').append(what);
    }
  }

  private static String line(ParkedReason reason) {
    return Escaped.of(
        "  parked in %s: %s × %s, such as record %s"
            .formatted(
                reason.mapping(),
                Quantities.number(reason.records()),
                reason.example().problem(),
                reason.example().record()));
  }

  private static Map<String, Object> facts(RefreshReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", report.mapping().value());
    facts.put("completed", report.completed());
    facts.put("method", report.method().name());
    facts.put("records", report.outcome().records());
    facts.put("inserted", report.outcome().inserted());
    facts.put("updated", report.outcome().updated());
    facts.put("unchanged", report.outcome().unchanged());
    facts.put("deleted", report.outcome().deleted());
    facts.put("parked", report.parked());
    facts.put("resumed", report.resumed());
    facts.put("waiting", report.waiting());
    facts.put("unconfirmed", report.unconfirmed());
    facts.put("seconds", seconds(report.duration()));
    return facts;
  }

  private static Map<String, Object> facts(ParkedReason reason) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", reason.mapping().value());
    facts.put("records", reason.records());
    facts.put("example", reason.example().record().value());
    facts.putAll(Talk.facts(reason.example().problem()));
    return facts;
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
