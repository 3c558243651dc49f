package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.soql.api.QuerySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A file of statements with what is expected of each. */
public final class StatementFile {
  /** A statement, its settings, and the indented lines below it. */
  public record Case(String statement, QuerySettings settings, List<String> expected) {
    @Override
    public String toString() {
      return statement;
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private QuerySettings settings = SampleOrg.settings();

  private StatementFile() {}

  /** The cases of a file beside the tests. */
  public static List<Case> cases(String name) {
    String path = "/dev/syncline/simulator/soql/" + name;
    try (InputStream in = StatementFile.class.getResourceAsStream(path)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var file = new StatementFile();
      text.lines().forEach(file::line);
      return file.cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.startsWith("  ")) {
      cases.getLast().expected().add(line.substring(2));
    } else if (line.startsWith("@ ")) {
      option(line.substring(2).split(" ", 2));
    } else if (!line.isBlank() && !line.startsWith("#")) {
      cases.add(new Case(line, settings, new ArrayList<>()));
      settings = SampleOrg.settings();
    }
  }

  private void option(String[] words) {
    QuerySettings s = settings;
    settings =
        switch (words[0]) {
          case "zone" ->
              new QuerySettings(
                  s.apiVersion(), s.now(), ZoneId.of(words[1]), s.includeDeleted(), s.userId());
          case "version" ->
              new QuerySettings(
                  Integer.parseInt(words[1]), s.now(), s.zone(), s.includeDeleted(), s.userId());
          case "deleted" -> new QuerySettings(s.apiVersion(), s.now(), s.zone(), true, s.userId());
          default -> throw new IllegalArgumentException("Unknown option: " + words[0]);
        };
  }
}
