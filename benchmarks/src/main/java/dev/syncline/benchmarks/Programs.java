package dev.syncline.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the product's one command as its users do. */
public final class Programs {
  private final Path root;

  Programs(Path root) {
    this.root = root;
  }

  /** The checkout that this class was built from, told by the script that started it. */
  public static Programs ofCheckout() {
    String told = System.getProperty("syncline.root");
    if (told == null) {
      throw new IllegalStateException("Start this by its script: it says where the checkout is");
    }
    return new Programs(Path.of(told));
  }

  /** Starts {@code ./syncline} in a folder; its talk goes to a file there. */
  public Process start(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(root.resolve("syncline").toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(
        ProcessBuilder.Redirect.appendTo(folder.resolve("syncline.log").toFile()));
    return builder.start();
  }

  /** The first line that a process prints; what it prints later is read and dropped. */
  static String firstLine(Process process) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("The process ended without a line; see its log");
    }
    return line;
  }

  /** Everything that a process prints, once it has ended. */
  public static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Asks a process to stop, and makes it after a while. */
  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
