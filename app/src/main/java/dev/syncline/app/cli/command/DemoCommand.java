package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.app.demo.DemoFiles;
import dev.syncline.app.demo.OtherUser;
import dev.syncline.app.demo.SimulatorProcess;
import dev.syncline.app.operation.RefreshOperation;
import dev.syncline.app.operation.RefreshResult;
import dev.syncline.app.progress.Quantities;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.ProblemException;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the product at work, with a simulated org and a database of its own. */
@Command(
    name = "demo",
    header = "See it work: a simulated org, a real PostgreSQL server, and records that move.",
    description = {
      "",
      "Examples:",
      "  syncline demo                      load, then follow the changes until Ctrl-C",
      "  syncline demo --once               load, and end",
      "  syncline demo --contacts 3000000 --once -o json",
      "",
      "Needs nothing else. Everything is kept in ./syncline-data: run it again and it goes on.",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline demo [--accounts N] [--contacts N] [--once]")
final class DemoCommand implements Callable<Integer> {
  private static final Duration ROUND = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(200);
  private static final long MAX_RECORDS = 10_000_000;

  private final RootCommand root;
  private final StopSignal stop = new StopSignal();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many accounts the simulated org has (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private long accounts;

  @Option(
      names = "--contacts",
      paramLabel = "N",
      description = "How many contacts it has (default: ${DEFAULT-VALUE}).",
      defaultValue = "300000")
  private long contacts;

  @Option(names = "--once", description = "End after the load, and stop what was started.")
  private boolean once;

  DemoCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (accounts < 1 || contacts < 1 || accounts > MAX_RECORDS || contacts > MAX_RECORDS) {
      throw new UsageException(
          "the demo cannot have that many records", "choose 1 to " + MAX_RECORDS + " of each");
    }
    var files = new DemoFiles(root.home());
    files.prepare();
    Map<String, Long> records = new LinkedHashMap<>();
    records.put("Account", accounts);
    records.put("Contact", contacts);
    root.talk()
        .remark(
            "Starting a simulated org with %s accounts and %s contacts"
                .formatted(Quantities.number(accounts), Quantities.number(contacts)));
    try (Interruption _ = Interruption.watch(stop);
        SimulatorProcess simulator = SimulatorProcess.start(records, files.simulatorLog())) {
      files.write(simulator.org());
      return show(files, new OtherUser(simulator.org(), RealTime.random())).code();
    } catch (ProblemException e) {
      if (!stop.isRequested()) {
        throw e;
      }
      return ExitCode.INTERRUPTED.code();
    }
  }

  private ExitCode show(DemoFiles files, OtherUser user) throws InterruptedException {
    SynclineConfig config =
        ConfigReader.read(files.configuration(), files.configuration().toString())
            .config()
            .orElseThrow(() -> new IllegalStateException("The demo writes a valid configuration"));
    var settings = new SettingReader(root.surroundings().environment(), root.home());
    root.talk().remark("Starting PostgreSQL in " + root.home());
    try (LiveConnections connections = LiveConnections.of(config, settings, root.home())) {
      List<Mapping> mappings = ConfiguredMappings.of(config);
      mappings.forEach(mapping -> connections.database(mapping.database()));
      RefreshResult result = refresh(connections, mappings);
      var answer = new RefreshAnswer("DemoResult", result);
      root.talk().answer(answer);
      if (once || result.stopped() || !result.completed()) {
        return answer.ended();
      }
      howToLook(files, connections);
      follow(connections, mappings, user);
      return ExitCode.INTERRUPTED;
    }
  }

  private RefreshResult refresh(LiveConnections connections, List<Mapping> mappings)
      throws InterruptedException {
    var request = new RefreshOperation.Request(mappings, mappings, false);
    return new ShownRefresh(root, RefreshSettings.defaults(), stop).run(connections, request);
  }

  private void howToLook(DemoFiles files, LiveConnections connections) {
    connections
        .embeddedAccess()
        .ifPresent(
            access -> {
              files.writePassword(
                  access.host(), access.port(), access.username(), access.password());
              say("");
              say("The rows are in a real PostgreSQL server. Look at them with any client:");
              say(
                  "  PGPASSFILE=%s psql -h %s -p %d -U %s %s"
                      .formatted(
                          files.passwords(),
                          access.host(),
                          access.port(),
                          access.username(),
                          access.database()));
              say("for example at the accounts with the most contacts:");
              say("  SELECT a.name, count(*) FROM contact c JOIN account a ON a.id = c.account_id");
              say("  GROUP BY a.id, a.name ORDER BY count(*) DESC LIMIT 5;");
            });
    Path configuration = files.configuration();
    say("The configuration: " + configuration);
    say("How it stands:     ./syncline -c " + configuration + " status");
    say("");
    say("Another user now hires, edits and removes contacts in the org. This version reads");
    say("everything again once a minute; live changes come with a later one. Ctrl-C ends.");
  }

  private void follow(LiveConnections connections, List<Mapping> mappings, OtherUser user)
      throws InterruptedException {
    while (!stop.isRequested()) {
      OtherUser.Day day = user.work();
      say(
          "the other user hired %d, edited %d and removed %d contacts"
              .formatted(day.hired(), day.edited(), day.removed()));
      pause();
      if (!stop.isRequested()) {
        refresh(connections, mappings);
      }
    }
    say("Stopped. What was loaded is kept in " + root.home());
  }

  private void pause() throws InterruptedException {
    for (Duration waited = Duration.ZERO;
        waited.compareTo(ROUND) < 0 && !stop.isRequested();
        waited = waited.plus(STEP)) {
      RealTime.waiter().await(STEP);
    }
  }

  private void say(String line) {
    root.talk().remark(line);
  }
}
