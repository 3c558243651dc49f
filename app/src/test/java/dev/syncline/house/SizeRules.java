package dev.syncline.house;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules on how large a piece of source may grow. */
final class SizeRules {
  static final int MAX_FILE_LINES = 400;
  static final int MAX_METHOD_LINES = 70;
  static final int MAX_LINE_LENGTH = 100;
  static final int MAX_PARAMETERS = 7;

  private static final String CONSTRUCTOR = "the constructor";

  private SizeRules() {}

  /** A file of more than 400 lines. */
  static List<Problem> fileLength(SourceFile file) {
    int count = file.lines().size();
    return count <= MAX_FILE_LINES
        ? List.of()
        : List.of(
            file.problem(
                count,
                "the file has " + count + " lines, " + MAX_FILE_LINES + " is the most",
                "move what belongs together into a type of its own"));
  }

  /** A line of more than 100 characters, imports and addresses aside. */
  static List<Problem> lineLength(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : file.lines()) {
      number++;
      int length = line.codePointCount(0, line.length());
      boolean free = line.startsWith("import ") || line.contains("://");
      if (length > MAX_LINE_LENGTH && !free) {
        problems.add(
            file.problem(
                number,
                "the line has " + length + " characters, " + MAX_LINE_LENGTH + " is the most",
                "break it (in a text block with \\ at the end of the line)"));
      }
    }
    return problems;
  }

  /** A method of more than 70 lines; annotations, which may hold the cases of a test, are free. */
  static List<Problem> methodLength(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    forEachMethod(
        file,
        method -> {
          long lines = file.lastLine(method) - firstLineOfBody(file, method) + 1;
          if (lines > MAX_METHOD_LINES) {
            problems.add(
                file.problem(
                    file.firstLine(method),
                    name(method) + " has " + lines + " lines, " + MAX_METHOD_LINES + " is the most",
                    "give its steps names of their own"));
          }
        });
    return problems;
  }

  /** A method or constructor of more than 7 parameters; the components of a record are free. */
  static List<Problem> parameterCount(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    forEachMethod(
        file,
        method -> {
          int count = method.getParameters().size();
          if (count > MAX_PARAMETERS && !isCompact(file, method)) {
            problems.add(
                file.problem(
                    file.firstLine(method),
                    "%s has %d parameters, %d is the most"
                        .formatted(name(method), count, MAX_PARAMETERS),
                    "put those that go together into a record"));
          }
        });
    return problems;
  }

  /** Whether this is a constructor without a list of parameters, as records may have one. */
  private static boolean isCompact(SourceFile file, MethodTree method) {
    var positions = file.trees().getSourcePositions();
    long bodyStart = positions.getStartPosition(file.tree(), method.getBody());
    return name(method).equals(CONSTRUCTOR)
        && !file.text()
            .substring((int) positions.getStartPosition(file.tree(), method), (int) bodyStart)
            .contains("(");
  }

  private static long firstLineOfBody(SourceFile file, MethodTree method) {
    var body = method.getBody();
    return file.firstLine(body == null ? method : body);
  }

  private static String name(MethodTree method) {
    return method.getName().contentEquals("<init>") ? CONSTRUCTOR : method.getName() + "()";
  }

  private static void forEachMethod(SourceFile file, Consumer<MethodTree> check) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        check.accept(method);
        return super.visitMethod(method, nothing);
      }
    }.scan(file.tree(), null);
  }
}
