package dev.syncline.simulator;

import dev.syncline.simulator.schema.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs a simulated org until it is told to stop. */
@Command(
    name = "simulator",
    description =
        "Runs a simulated Salesforce org. Prints one JSON line when it is ready, and runs until"
            + " it gets SIGTERM.",
    mixinStandardHelpOptions = true)
public final class SimulatorCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorCommand.class);
  private static final int FAILED = 1;
  private static final int MAX_SECONDS_TO_STOP = 15;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen at (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port for HTTP; 0 takes a free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int port;

  @Option(
      names = "--pubsub-port",
      paramLabel = "PORT",
      description = "Port for the Pub/Sub API; 0 takes a free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int pubsubPort;

  @Option(
      names = "--pubsub-plaintext",
      description = "Serves the Pub/Sub API without TLS; real orgs never do.")
  private boolean pubsubPlaintext;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Decides every id and value of the org (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  @Option(
      names = "--records",
      paramLabel = "OBJECT=COUNT",
      split = ",",
      description = "How many records to generate, such as Account=20000,Contact=300000.")
  private Map<String, Long> records = new LinkedHashMap<>();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      split = ",",
      description =
          "YAML file with custom objects and fields, or JSON file with describes of a real org; may"
              + " be given several times.")
  private List<Path> schemaFiles = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description = "Keeps what is written, and the private key, across restarts.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--limit",
      paramLabel = "NAME=COUNT",
      split = ",",
      description = "Sets a limit of the org, such as DailyApiRequests=15000.")
  private Map<String, Long> limits = new LinkedHashMap<>();

  @Option(
      names = "--bulk-page-records",
      paramLabel = "COUNT",
      description = "Records in a page of Bulk results (default: ${DEFAULT-VALUE}).",
      defaultValue = "50000")
  private int bulkPageRecords = SimulatorSettings.BULK_PAGE_RECORDS;

  @Option(
      names = "--rotate-refresh-tokens",
      description = "A refresh token serves once; showing it again revokes its grant.")
  private boolean rotateRefreshTokens;

  @Option(
      names = "--allow-password-flow",
      description = "Lets the username-password flow in; real orgs block it by default.")
  private boolean allowPassword;

  @Option(
      names = "--redirect-uri",
      paramLabel = "URI",
      description = "Where the web-server flow may lead besides the loopback.")
  private List<String> redirectUris = List.of();

  @Option(
      names = "--stop-with-parent",
      description = "Stops when the process that started this one ends.")
  private boolean stopWithParent;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    PrintWriter out = known.commandLine().getOut();
    PrintWriter problems = known.commandLine().getErr();
    var stop = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    // Before the start, so that a signal during it leaves no private key behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, closed), "simulator-stop"));
    try (Simulator simulator = Simulator.start(settings(), InstantSource.system())) {
      CompletableFuture<?> parent = stopWithParent ? parentEnd(stop) : new CompletableFuture<>();
      out.println(simulator.ready().json());
      out.flush();
      stop.await();
      parent.cancel(false);
      return 0;
    } catch (SchemaException | IllegalArgumentException e) {
      problems.println(e.getMessage());
      return FAILED;
    } catch (IOException e) {
      problems.println(
          "The simulator could not start at " + host + ":" + port + ": " + e.getMessage());
      return FAILED;
    } finally {
      closed.countDown();
    }
  }

  private SimulatorSettings settings() {
    var behaviour =
        new SimulatorSettings.Behaviour(
            rotateRefreshTokens, allowPassword, redirectUris, limits, bulkPageRecords);
    var pubsub = new SimulatorSettings.PubSub(pubsubPort, !pubsubPlaintext);
    return new SimulatorSettings(
        host, port, seed, records, schemaFiles, dataDirectory, behaviour, pubsub);
  }

  private static void stop(CountDownLatch stop, CountDownLatch closed) {
    stop.countDown();
    try {
      if (!closed.await(MAX_SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        LOG.warn("not everything was closed within {} s", MAX_SECONDS_TO_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<?> parentEnd(CountDownLatch stop) {
    return ProcessHandle.current()
        .parent()
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .thenRun(stop::countDown);
  }
}
