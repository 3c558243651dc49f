package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.reading.Similar;
import dev.syncline.app.operation.ConfigurationDraft;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.org.Org;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a configuration from what an org shows of its objects. */
@Command(
    name = "init",
    header = "Write a configuration, with comments, from what an org shows of its objects.",
    description = {
      "",
      "Examples:",
      "  syncline init --org prod --objects Account,Contact --out syncline.yaml \\",
      "    --login-url https://example.my.salesforce.com \\",
      "    --client-id 3MVG9… --client-secret '$${env:CLIENT_SECRET}'",
      "  syncline init --org prod --objects Lead      with the org of the syncline.yaml there is",
      "",
      "Secrets are never given here: only where they are kept, as $${env:NAME} or $${file:PATH}.",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline init --org NAME [--objects A,B] [--out FILE] [sign-in options]")
final class InitCommand implements Callable<Integer> {
  private final RootCommand root;

  @Option(
      names = "--org",
      required = true,
      paramLabel = "NAME",
      description = "The name of the org in the configuration.")
  private String org = "";

  @Option(
      names = "--objects",
      split = ",",
      paramLabel = "A,B",
      description = "The objects to map (default: ${DEFAULT-VALUE}).",
      defaultValue = "Account,Contact")
  private List<String> objects = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write, which must not be there yet; standard output if left out.")
  private @Nullable Path out;

  @ArgGroup(exclusive = false)
  private SignInOptions signIn = new SignInOptions();

  InitCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    OrgSource source = source();
    try (Connections connections =
        LiveConnections.of(source.config(), root.settings(), root.home())) {
      List<ObjectDescription> described = describe(connections.org(new OrgName(org)));
      var section = new ConfigurationDraft.OrgSection(org, source.lines());
      String text = ConfigurationDraft.text(section, described);
      if (!ConfigReader.parse(text, "draft").findings().isEmpty()) {
        throw new IllegalStateException(
            "The draft is not valid: " + ConfigReader.parse(text, "draft").findings());
      }
      write(text);
      root.talk().answer(new DraftAnswer(text, Optional.ofNullable(out).map(Path::toString)));
      return ExitCode.OK.code();
    }
  }

  /**
   * The org to ask.
   *
   * @param lines how it is written into the file
   */
  record OrgSource(SynclineConfig config, List<String> lines) {}

  private OrgSource source() {
    if (signIn.isGiven()) {
      return signIn.source(org);
    }
    ConfigReading reading = root.readConfig();
    boolean known = reading.config().filter(c -> c.orgs().containsKey(org)).isPresent();
    if (!known) {
      throw new UsageException(
          "how to reach org '" + org + "' is not known: " + root.configName() + " does not hold it",
          "give --login-url, --client-id and --client-secret '${env:NAME}' (or --username and"
              + " --private-key FILE)");
    }
    SynclineConfig config = reading.config().orElseThrow();
    return new OrgSource(config, OrgLines.of(config.orgs().get(org)));
  }

  private List<ObjectDescription> describe(Org connected) {
    List<ObjectName> known = connected.objects();
    List<ObjectDescription> described = new ArrayList<>();
    for (String wanted : objects) {
      ObjectName name =
          known.stream()
              .filter(o -> o.value().equalsIgnoreCase(wanted.strip()))
              .findFirst()
              .orElseThrow(() -> unknown(wanted, known));
      described.add(connected.describe(name));
      root.talk().remark("read " + name + ": " + described.getLast().fields().size() + " fields");
    }
    return described;
  }

  private static UsageException unknown(String wanted, List<ObjectName> known) {
    Optional<String> near = Similar.nearest(wanted, known.stream().map(ObjectName::value).toList());
    return new UsageException(
        "the integration user sees no object '" + wanted + "'",
        near.map(n -> "did you mean '" + n + "'?")
            .orElse("correct the name, or grant the user the right to read the object"));
  }

  private void write(String text) {
    if (out == null) {
      return;
    }
    Path file = root.surroundings().folder().resolve(out);
    try {
      Files.writeString(
          file,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      root.talk()
          .remark("Wrote " + out + ". Look it through, then: syncline -c " + out + " doctor");
    } catch (FileAlreadyExistsException _) {
      throw new UsageException(
          out + " is there already", "name another file with --out, or move that one away");
    } catch (IOException e) {
      throw new UsageException(out + " cannot be written: " + e, "name another file with --out");
    }
  }
}
