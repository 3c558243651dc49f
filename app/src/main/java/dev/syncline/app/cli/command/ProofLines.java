package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.StatusOperation.MappingStatus;
import dev.syncline.app.operation.StatusOperation.Proof;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.Certificate;
import dev.syncline.engine.database.Revisions;
import dev.syncline.model.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a mapping is complete, and what compares have proven of it, in words and in facts. */
final class ProofLines {
  private ProofLines() {}

  static List<String> of(MappingStatus status, Instant now) {
    List<String> lines = new ArrayList<>();
    String name = Escaped.of(status.mapping().name().value());
    complete(status.proof()).ifPresent(words -> lines.add(name + ": complete until " + words));
    for (Certificate certificate : status.proof().certificates()) {
      lines.add("  " + words(certificate, now));
    }
    status.proof().alarms().forEach(alarm -> lines.add("  " + DriftAnswer.line(name, alarm)));
    status.proof().pending().forEach(pending -> lines.add("  " + words(pending)));
    status.proof().stops().forEach(stop -> lines.add("  " + GuardAnswer.line(stop)));
    status.proof().holes().forEach(hole -> lines.add("  " + StreamLines.line(hole)));
    return lines;
  }

  private static String words(Revisions.Pending pending) {
    String far =
        pending.records() == 0
            ? ""
            : " (" + Quantities.number(pending.records()) + " records are done)";
    if (pending.revision() == 0) {
      return Escaped.of(pending.field() + " is being read again in all records" + far);
    }
    return Escaped.of(
        "%s was mapped by revision %d and is not back-filled%s: syncline plan, syncline apply"
            .formatted(pending.field(), pending.revision(), far));
  }

  private static Map<String, Object> facts(Revisions.Pending pending) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("field", pending.field().value());
    facts.put("revision", pending.revision());
    facts.put("records", pending.records());
    return facts;
  }

  private static Optional<String> complete(Proof proof) {
    List<String> ways = new ArrayList<>();
    proof.pulledUntil().ifPresent(until -> ways.add(seconds(until) + " (pull)"));
    proof.pushedUntil().ifPresent(until -> ways.add(seconds(until) + " (push)"));
    return ways.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", ways));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String words(Certificate certificate, Instant now) {
    return "%s: %s as of %s (%s ago): %s records, %s in flight%s%s"
        .formatted(
            certificate.direction() == Direction.PULL ? "pull" : "push",
            certificate.holds() ? "equal" : "differs",
            seconds(certificate.asOf()),
            Quantities.duration(Duration.between(certificate.asOf(), now)),
            Quantities.number(certificate.equal()),
            Quantities.number(certificate.inFlight()),
            more(certificate.parked(), "parked"),
            more(certificate.different() + certificate.unchecked(), "different"));
  }

  private static String more(long number, String what) {
    return number == 0 ? "" : ", " + Quantities.number(number) + " " + what;
  }

  static void put(Map<String, Object> facts, Proof proof) {
    Map<String, Object> complete = new LinkedHashMap<>();
    proof.pulledUntil().ifPresent(until -> complete.put("pull", until.toString()));
    proof.pushedUntil().ifPresent(until -> complete.put("push", until.toString()));
    facts.put("complete", complete);
    facts.put("drift", proof.alarms().stream().map(DriftAnswer::facts).toList());
    facts.put("toBackFill", proof.pending().stream().map(ProofLines::facts).toList());
    facts.put("stops", proof.stops().stream().map(GuardAnswer::facts).toList());
    facts.put("holes", proof.holes().stream().map(StreamLines::facts).toList());
    facts.put("certificates", proof.certificates().stream().map(ProofLines::facts).toList());
  }

  private static Map<String, Object> facts(Certificate certificate) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("direction", certificate.direction() == Direction.PULL ? "pull" : "push");
    facts.put("holds", certificate.holds());
    facts.put("asOf", certificate.asOf().toString());
    facts.put("equal", certificate.equal());
    facts.put("inFlight", certificate.inFlight());
    facts.put("parked", certificate.parked());
    facts.put("different", certificate.different());
    facts.put("unchecked", certificate.unchecked());
    facts.put("repairsQueued", certificate.repairs());
    facts.put("apiCalls", certificate.calls());
    facts.put("seconds", certificate.seconds());
    return facts;
  }
}
