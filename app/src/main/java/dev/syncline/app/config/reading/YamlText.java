package dev.syncline.app.config.reading;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Takes a text apart as YAML, or says where it is none. */
final class YamlText {
  private static final int MAX_ALIASES = 50;

  private final String file;

  YamlText(String file) {
    this.file = file;
  }

  /** What the text is: its root node, nothing at all, or a finding. */
  sealed interface Result {
    /** A tree. */
    record Tree(Node root) implements Result {}

    /** No document, or one without anything in it. */
    record Empty() implements Result {}

    /** Not YAML. */
    record Broken(Finding finding) implements Result {}
  }

  Result parse(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(ConfigReader.MAX_BYTES)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.<Result>map(Result.Tree::new).orElseGet(Result.Empty::new);
    } catch (MarkedYamlEngineException e) {
      return new Result.Broken(marked(e));
    } catch (ReaderException e) {
      return new Result.Broken(
          Finding.error(
              placeAt(text, e.getPosition()),
              "a character that YAML does not allow: U+%04X".formatted(e.getCodePoint()),
              "remove it, or write it as an escape inside double quotes"));
    } catch (YamlEngineException e) {
      return new Result.Broken(
          Finding.error(
              new Place(file, 1, 1),
              "this is no YAML that can be read: " + e.getMessage(),
              "check the file with a YAML editor"));
    }
  }

  /** Where a node starts. */
  Place place(Node node) {
    return node.getStartMark().map(this::place).orElseGet(() -> new Place(file, 1, 1));
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Finding marked(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem().replaceAll("\\s+", " ").strip();
    boolean unfinished = problem.contains("end of stream") || problem.contains("stream end");
    Optional<Mark> first = unfinished ? e.getContextMark() : e.getProblemMark();
    Place place =
        first
            .or(e::getContextMark)
            .or(e::getProblemMark)
            .map(this::place)
            .orElseGet(() -> new Place(file, 1, 1));
    String context = e.getContext() == null ? "" : e.getContext();
    return Finding.error(
        place,
        unfinished ? "a quote or bracket that is never closed" : "this is not YAML: " + problem,
        hint(problem, context));
  }

  private static String hint(String problem, String context) {
    if (problem.contains("'\\t") || problem.contains("TAB")) {
      return "indent with spaces, YAML does not allow tabs there";
    }
    if (problem.contains("alias") || context.contains("alias")) {
      return "quote a text that starts with '*', such as \"*\"";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "write 'key: value' with a space behind the colon, quote a text that has ': ' in it,"
          + " or correct the indentation";
    }
    if (problem.contains("expected ','")) {
      return "close the bracket of the lines above, or put a comma between its members";
    }
    if (problem.contains("<block end>")) {
      return "correct the indentation: keys of one group start in the same column";
    }
    if (problem.contains("document")) {
      return "the file must hold one document, remove '---' and what follows";
    }
    return "correct the text at this place; close quotes and brackets";
  }

  private Place placeAt(String text, int position) {
    int line = 1;
    int column = 1;
    int end = text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
    for (int i = 0; i < end; i++) {
      boolean lineEnd = text.charAt(i) == '\n';
      line += lineEnd ? 1 : 0;
      column = lineEnd ? 1 : column + 1;
    }
    return new Place(file, line, column);
  }
}
