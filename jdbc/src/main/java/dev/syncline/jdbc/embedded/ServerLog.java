package dev.syncline.jdbc.embedded;

import dev.syncline.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the embedded server wrote to its log since we opened it. A server whose disk is full may end
 * before it can answer: then only the log tells why the connection was lost.
 */
public final class ServerLog implements UnaryOperator<Problem> {
  private static final String LOST = "DB-UNREACHABLE";
  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;
  private final long opened;

  private ServerLog(Path file, long opened) {
    this.file = file;
    this.opened = opened;
  }

  /** The log from now on. */
  static ServerLog from(Path file) {
    return new ServerLog(file, size(file));
  }

  /** The problem, or what the log says of it. */
  @Override
  public Problem apply(Problem problem) {
    if (!problem.code().equals(LOST)) {
      return problem;
    }
    String words = words();
    return EmbeddedProblems.isDiskFull(words)
        ? EmbeddedProblems.diskFull(file.getParent(), words, null).problem()
        : problem;
  }

  private String words() {
    long size = size(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(size < opened ? 0 : opened, size - MAX_BYTES));
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return ""; // Without the log, what is known holds.
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException _) {
      return 0;
    }
  }
}
