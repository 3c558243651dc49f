package dev.syncline.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import dev.syncline.simulator.SimulatorSettings.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrgExportSchemaTest {
  private static final Path EXAMPLE = Path.of("../examples/schema/every-field-type.yaml");

  @TempDir private Path folder;

  private static Simulator start(Path schema) throws IOException {
    var settings =
        new SimulatorSettings("127.0.0.1", 0, 1, Map.of(), List.of(schema), null, Behaviour.USUAL);
    return Simulator.start(settings, InstantSource.system());
  }

  private CommandRun export(Simulator org, String file, String... more) throws IOException {
    String address = org.ready().instanceUrl();
    Files.writeString(
        folder.resolve("syncline.yaml"),
        """
        version: 1
        orgs:
          prod:
            loginUrl: %s
            allowHosts: ["%s"]
            auth:
              clientCredentials:
                clientId: %s
                clientSecret: ${env:CLIENT_SECRET}
        """
            .formatted(
                address, URI.create(address).getAuthority(), org.ready().client().clientId()));
    var arguments = new java.util.ArrayList<>(List.of("org", "export-schema", "prod"));
    arguments.addAll(List.of("--out", file));
    arguments.addAll(List.of(more));
    Map<String, String> environment = Map.of("CLIENT_SECRET", org.ready().client().clientSecret());
    return CommandRun.of(folder, environment, arguments.toArray(String[]::new));
  }

  @Test
  void an_org_made_from_an_export_is_exported_alike() throws IOException {
    try (Simulator original = start(EXAMPLE)) {
      CommandRun run = export(original, "first.yaml");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(folder.resolve("first.yaml"))
          .content()
          .contains("  Invoice__c:", "  Account:", "Customer_Number__c");
    }
    try (Simulator copy = start(folder.resolve("first.yaml"))) {
      CommandRun run = export(copy, "second.yaml");
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(folder.resolve("second.yaml")).hasSameTextualContentAs(folder.resolve("first.yaml"));
  }

  @Test
  void an_object_that_is_not_there_and_a_file_that_is_are_refused() throws IOException {
    try (Simulator org = start(EXAMPLE)) {
      CommandRun unknown = export(org, "a.yaml", "--objects", "Nope__c");
      assertThat(unknown.exitCode()).isNotZero();
      assertThat(unknown.err()).contains("Nope__c");
      Files.writeString(folder.resolve("there.yaml"), "");
      CommandRun there = export(org, "there.yaml", "--objects", "Invoice__c");
      assertThat(there.exitCode()).isEqualTo(2);
      assertThat(there.err()).contains("there.yaml is there already");
    }
  }
}
