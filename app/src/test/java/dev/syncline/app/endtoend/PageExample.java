package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An example of a page in {@code docs/}, run as it stands there: the SQL under its heading makes an
 * empty database, the YAML is the configuration's mappings.
 */
final class PageExample {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String FENCE = "```";
  private final Stage stage;
  private final String url;
  private final Stage.Setup setup;

  private PageExample(Stage stage, String url, Stage.Setup setup) {
    this.stage = stage;
    this.url = url;
    this.setup = setup;
  }

  /** Prepares the example under a heading: its database, and the triggers where it pushes. */
  static PageExample of(Stage stage, Path folder, String page, String heading) {
    return of(stage, folder, page, heading, Map.of());
  }

  /** Prepares the example under a heading as it is with these variables. */
  static PageExample of(
      Stage stage, Path folder, String page, String heading, Map<String, String> variables) {
    String url = stage.newDatabase();
    List<String> section = section(page, heading);
    block(section, "sql").ifPresent(sql -> stage.execute(url, sql));
    Stage.Setup setup = stage.setup(folder, url, mappings(section, heading));
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      setup = setup.withVariable(variable.getKey(), variable.getValue());
    }
    return new PageExample(stage, url, setup).installed();
  }

  private PageExample installed() {
    ok("db", "install", "--yes");
    return this;
  }

  private static String mappings(List<String> section, String heading) {
    String yaml = block(section, "yaml").orElseThrow(() -> new IllegalStateException(heading));
    return yaml.replaceFirst("\\Amappings:\n", "").stripIndent();
  }

  /** The same with a part of the mappings replaced. */
  PageExample with(String part, String other) {
    return new PageExample(stage, url, setup.with(part, other));
  }

  /** The Java that stands under a heading of a page. */
  static String java(String page, String heading) {
    return block(section(page, heading), "java")
        .orElseThrow(() -> new IllegalStateException(heading));
  }

  /** The headings of a page under which there is a configuration. */
  static List<String> headings(String page) {
    List<String> headings = new ArrayList<>();
    String heading = "";
    for (String line : lines(page)) {
      if (line.startsWith("#")) {
        heading = title(line);
      } else if (line.equals(FENCE + "yaml")) {
        headings.add(heading);
      }
    }
    return headings;
  }

  private static List<String> section(String page, String heading) {
    List<String> lines = lines(page);
    int from = 0;
    while (!(lines.get(from).startsWith("#") && title(lines.get(from)).equals(heading))) {
      from++;
    }
    int to = from + 1;
    while (to < lines.size() && !lines.get(to).startsWith("#")) {
      to++;
    }
    return lines.subList(from, to);
  }

  private static String title(String line) {
    return line.replaceFirst("#+ ", "");
  }

  private static List<String> lines(String page) {
    Path root = Path.of(System.getProperty("syncline.root", ".."));
    try {
      return Files.readAllLines(root.resolve("docs").resolve(page));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first block of a language. */
  private static Optional<String> block(List<String> section, String language) {
    int from = section.indexOf(FENCE + language);
    if (from < 0) {
      return Optional.empty();
    }
    List<String> rest = section.subList(from + 1, section.size());
    return Optional.of(String.join("\n", rest.subList(0, rest.indexOf(FENCE))) + "\n");
  }

  CommandRun run(String... arguments) {
    return setup.run(arguments);
  }

  /** Starts a command in a process of its own, by the configuration of the last run. */
  SynclineProcess start(String... arguments) {
    try {
      return SynclineProcess.start(setup.folder(), setup.environment(), arguments);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a command that must succeed. */
  CommandRun ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    return run;
  }

  /** Syncs until there is nothing left to do, and nothing may be set aside. */
  PageExample sync() {
    ok("sync", "--until-idle");
    return this;
  }

  /** Syncs, and again, until the first column of the first row is this. */
  void syncUntil(String query, String wanted) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!cell(query).equals(wanted) && Instant.now().isBefore(deadline)) {
      sync();
    }
    assertThat(cell(query)).isEqualTo(wanted);
  }

  /** Syncs, and something is set aside: what {@code parked list} says. */
  String syncParked() {
    CommandRun run = run("sync", "--until-idle");
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(4);
    return run("parked", "list", "-o", "json").out();
  }

  PageExample sql(String statement) {
    stage.execute(url, statement);
    return this;
  }

  /** The first column of the first row, as text; null is the word null. */
  String cell(String query) {
    return stage.text(url, query);
  }

  /** How often an event stands in the history. */
  long told(String event) {
    return stage.number(url, "SELECT count(*) FROM syncline.history WHERE event = '" + event + "'");
  }
}
