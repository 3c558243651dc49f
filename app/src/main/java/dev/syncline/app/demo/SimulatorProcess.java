package dev.syncline.app.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulated org in a process of its own, so that it takes nothing from the memory that the demo
 * measures. It ends with this process, however that ends.
 */
public final class SimulatorProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int MAX_LOG_CHARACTERS = 2_000;
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:+UseParallelGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dstdout.encoding=UTF-8");

  private final Process process;
  private final SimulatedOrg org;

  private SimulatorProcess(Process process, SimulatedOrg org) {
    this.process = process;
    this.org = org;
  }

  /**
   * Starts a simulated org and waits until it is ready.
   *
   * @param records how many records of which object
   * @param log gets what it says on standard error
   * @throws DemoException if it does not come up
   */
  public static SimulatorProcess start(Map<String, Long> records, Path log)
      throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command(records))
              .redirectError(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
    } catch (IOException e) {
      throw new DemoException(
          "DEMO-SIMULATOR",
          "The simulated org cannot be started: " + e.getMessage(),
          "look at " + log,
          e);
    }
    boolean ready = false;
    try {
      SimulatedOrg org = parse(firstLine(process, log), log);
      ready = true;
      return new SimulatorProcess(process, org);
    } finally {
      if (!ready) {
        process.destroyForcibly();
      }
    }
  }

  /** How to reach the org. */
  public SimulatedOrg org() {
    return org;
  }

  /** Stops the org; kills it if it does not go in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(Map<String, Long> records) {
    List<String> command = new ArrayList<>();
    String home = System.getProperty("java.home");
    command.add(Path.of(home, "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), "dev.syncline.app.Main", "simulator"));
    command.addAll(List.of("--port", "0", "--stop-with-parent"));
    records.forEach((object, count) -> command.addAll(List.of("--records", object + "=" + count)));
    return command;
  }

  private static String firstLine(Process process, Path log) throws InterruptedException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                String read = out.readLine();
                return read == null ? "" : read;
              } catch (IOException _) {
                return "";
              }
            },
            task -> Thread.ofVirtual().start(task));
    try {
      return line.get(READY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw notReady("it said nothing within " + READY.toSeconds() + " s", log, e);
    }
  }

  private static SimulatedOrg parse(String line, Path log) {
    if (line.isEmpty()) {
      throw notReady("it ended at once: " + tail(log), log, null);
    }
    try {
      JsonNode ready = JsonMapper.builder().build().readTree(line);
      return new SimulatedOrg(
          URI.create(ready.path("instanceUrl").asString()),
          ready.path("clientId").asString(),
          ready.path("clientSecret").asString(),
          ready.path("accessToken").asString());
    } catch (JacksonException | IllegalArgumentException e) {
      throw notReady("its first line is no JSON with instanceUrl", log, e);
    }
  }

  private static DemoException notReady(String why, Path log, @Nullable Throwable cause) {
    return new DemoException(
        "DEMO-SIMULATOR", "The simulated org is not ready: " + why, "look at " + log, cause);
  }

  private static String tail(Path log) {
    try {
      String text = Files.readString(log, StandardCharsets.UTF_8).strip();
      return text.substring(Math.max(0, text.length() - MAX_LOG_CHARACTERS));
    } catch (IOException _) {
      return "(no log)";
    }
  }
}
