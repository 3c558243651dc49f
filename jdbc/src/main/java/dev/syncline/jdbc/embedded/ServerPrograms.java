package dev.syncline.jdbc.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs that end by themselves: {@code initdb}, {@code pg_ctl}. Their words go through a
 * file, because a server started by {@code pg_ctl} would keep a pipe open.
 *
 * @param deadline how long a program may take
 */
record ServerPrograms(Path workingDirectory, Duration deadline) {
  private static final int MAX_WORDS = 8_000;

  /** How a program ended and what it said. */
  record Answer(int exitCode, String words) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  Answer run(List<String> command) {
    Path output = null;
    try {
      output = Files.createTempFile(workingDirectory, ".output-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(workingDirectory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      return await(builder.start(), output);
    } catch (IOException e) {
      return new Answer(-1, String.valueOf(e.getMessage()));
    } finally {
      deleteQuietly(output);
    }
  }

  private Answer await(Process process, Path output) throws IOException {
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Answer(-1, "no end after " + deadline + ": " + tail(output));
      }
      return new Answer(process.exitValue(), tail(output));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Answer(-1, "interrupted");
    }
  }

  /** The end of a text file, bounded. */
  static String tail(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, size - MAX_WORDS));
      return new String(in.readNBytes(MAX_WORDS), StandardCharsets.UTF_8);
    }
  }

  private static void deleteQuietly(@Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
