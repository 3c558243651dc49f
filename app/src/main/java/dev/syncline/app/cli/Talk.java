package dev.syncline.app.cli;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.cli.output.Json;
import dev.syncline.app.config.reading.Finding;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command says: its answer on standard output, everything else on standard error. */
public final class Talk {
  /** The version of every JSON document. Within it, fields are only ever added. */
  public static final String API_VERSION = "syncline.dev/v1";

  private final PrintStream out;
  private final PrintStream err;
  private final Format format;

  public Talk(Surroundings surroundings, Format format) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.format = format;
  }

  /** Gives the answer: lines for people, or one document on one line. */
  public void answer(Answer answer) {
    switch (format) {
      case table -> answer.lines().forEach(out::println);
      case json -> out.println(Json.line(document(answer.kind(), answer.json())));
    }
    out.flush();
  }

  /** Says something to people; the text is made harmless. */
  public void say(String line) {
    err.println(Escaped.of(line));
    err.flush();
  }

  /** Says something to people that a program does not need. */
  public void remark(String line) {
    if (format == Format.table) {
      say(line);
    }
  }

  /** Tells what went wrong and what to do. */
  public void problem(Problem problem) {
    problem(problem, Map.of());
  }

  /**
   * Tells what went wrong and what to do.
   *
   * @param more facts for programs
   */
  public void problem(Problem problem, Map<String, Object> more) {
    switch (format) {
      case table -> err.println(Escaped.of(problem.toString()));
      case json -> {
        Map<String, Object> facts = facts(problem);
        facts.putAll(more);
        err.println(Json.line(document("Error", facts)));
      }
    }
    err.flush();
  }

  /** Tells everything wrong with a configuration, each finding on a line of its own. */
  public void findings(Problem problem, List<Finding> findings) {
    if (format == Format.table) {
      findings.forEach(finding -> err.println(Escaped.of(finding.toString())));
    }
    problem(problem, Map.of("findings", findings.stream().map(Talk::facts).toList()));
  }

  /** A finding for programs. */
  public static Map<String, Object> facts(Finding finding) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("severity", finding.isError() ? "error" : "warning");
    facts.put("file", finding.place().file());
    facts.put("line", finding.place().line());
    facts.put("column", finding.place().column());
    facts.put("message", finding.message());
    facts.put("hint", finding.hint());
    return facts;
  }

  /** A problem for programs. */
  public static Map<String, Object> facts(Problem problem) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("code", problem.code());
    facts.put("message", problem.message());
    facts.put("action", problem.action());
    facts.put("class", problem.errorClass().name());
    facts.put(
        "retryable",
        problem.errorClass() == ErrorClass.TRANSIENT || problem.errorClass() == ErrorClass.LIMIT);
    return facts;
  }

  private static Map<String, Object> document(String kind, Map<String, Object> facts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", API_VERSION);
    document.put("kind", kind);
    document.putAll(facts);
    return document;
  }
}
