package dev.syncline.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The table of broken configurations: what is wrong, the file, and what its reader is told. */
public final class BrokenConfigurations {
  private BrokenConfigurations() {}

  /** One configuration and the findings it must bring, without the name of the file. */
  public record Case(String name, String yaml, List<String> findings) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them. */
  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String part : Pattern.compile("^=== ", Pattern.MULTILINE).split(resource())) {
      if (!part.isEmpty()) {
        cases.add(parse(part));
      }
    }
    return cases;
  }

  private static Case parse(String part) {
    int line = part.indexOf('\n');
    int arrow = part.indexOf(">>>\n");
    String yaml = part.substring(line + 1, arrow).replace('␇', '\u0007');
    List<String> findings = part.substring(arrow + ">>>\n".length()).lines().toList();
    return new Case(part.substring(0, line), yaml, findings);
  }

  private static String resource() {
    try (InputStream in =
        BrokenConfigurations.class.getResourceAsStream("broken-configurations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
