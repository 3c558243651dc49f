package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.simulator.export.SchemaExport;
import dev.syncline.simulator.schema.SchemaFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Writes what an org describes of its objects as a schema file of the simulated org. */
@Command(
    name = "export-schema",
    header = "Write an org's objects, fields and record types as a schema of a simulated org.",
    description = {
      "",
      "Examples:",
      "  syncline org export-schema prod --out prod.yaml",
      "  syncline simulator --schema prod.yaml --records Account=1000",
      "",
      "No record is read. What the simulated org cannot hold is named at the top of the file.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline org export-schema NAME [--objects A,B] [--out FILE]")
final class OrgExportSchemaCommand implements Callable<Integer> {
  /** How many objects one file holds at most. */
  private static final int MAX_OBJECTS = 1_000;

  private final RootCommand root;

  @Parameters(paramLabel = "NAME", description = "The org, by its name in the configuration.")
  private String name = "";

  @Option(
      names = "--objects",
      split = ",",
      paramLabel = "A,B",
      description =
          "The objects to export; the standard ones that the simulator knows and all custom ones"
              + " if left out.")
  private List<String> objects = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write, which must not be there yet; standard output if left out.")
  private @Nullable Path out;

  OrgExportSchemaCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    if (!config.orgs().containsKey(name)) {
      throw new UsageException(
          "there is no org '" + name + "'",
          "the orgs are: " + String.join(", ", config.orgs().keySet()));
    }
    try (LiveConnections connections = LiveConnections.of(config, root.settings(), root.home())) {
      SalesforceOrg org = connections.org(new OrgName(name));
      var describes = new ArrayList<JsonNode>();
      for (ObjectName object : wanted(org)) {
        describes.add(org.describeWhole(object));
        root.talk().remark("read " + object);
      }
      write(SchemaExport.yaml(describes));
      return ExitCode.OK.code();
    }
  }

  private List<ObjectName> wanted(SalesforceOrg org) {
    if (!objects.isEmpty()) {
      return objects.stream().map(text -> new ObjectName(text.strip())).toList();
    }
    var standard = SchemaFiles.standard();
    List<ObjectName> all =
        org.objects().stream()
            .filter(o -> o.value().endsWith("__c") || standard.object(o.value()).isPresent())
            .toList();
    if (all.size() > MAX_OBJECTS) {
      throw new UsageException(
          "the org has " + all.size() + " objects to export, more than " + MAX_OBJECTS,
          "name those you need with --objects");
    }
    return all;
  }

  private void write(String text) {
    if (out == null) {
      root.surroundings().out().print(text);
      root.surroundings().out().flush();
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
      root.talk().remark("Wrote " + out + ". Use it with: syncline simulator --schema " + out);
    } catch (FileAlreadyExistsException _) {
      throw new UsageException(
          out + " is there already", "name another file with --out, or move that one away");
    } catch (IOException e) {
      throw new UsageException(out + " cannot be written: " + e, "name another file with --out");
    }
  }
}
