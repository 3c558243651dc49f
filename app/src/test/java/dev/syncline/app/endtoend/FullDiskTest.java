package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refresh into the embedded server on a disk that becomes full. The disk is a small file system
 * in memory, mounted for the test's processes alone.
 */
final class FullDiskTest {
  private static final String CONFIGURATION =
      """
      version: 1
      orgs:
        prod:
          loginUrl: %s
          allowHosts: ["%s"]
          auth: { clientCredentials: { clientId: "%s", clientSecret: "${env:CLIENT_SECRET}" } }
      databases:
        main: { url: embedded }
      mappings:
        contacts: { object: Contact, table: contact, create: true, fields: "*" }
      """;

  /** Fills the disk, refreshes, makes room, asks for the state, refreshes again. */
  private static final String SCRIPT =
      """
      syncline() {
        "$JAVA" -Xmx256m -cp "$CLASSES" dev.syncline.app.Main -o json "$@" \\
          >"$OUT/$step" 2>"$OUT/$step.err"
        echo $? >"$OUT/$step.exit"
      }
      mount -t tmpfs -o mode=755,size=180m tmpfs disk || exit 99
      cp syncline.yaml disk/ && cd disk || exit 99
      step=1-full; syncline refresh contacts
      mount -o remount,size=1g "$PWD" || exit 98
      step=2-status; syncline status
      step=3-again; syncline refresh contacts
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void a_full_disk_ends_with_its_reason_and_nothing_half_done_and_the_next_start_goes_on()
      throws Exception {
    var settings = SimulatorSettings.inMemory(1, Map.of("Account", 100L, "Contact", 20_000L));
    try (Simulator org = Simulator.start(settings, InstantSource.system())) {
      runScript(org.ready());
    }
    JsonNode full = said("1-full.err");
    assertThat(read("1-full.exit")).isEqualTo("1");
    assertThat(full.get("code").asString()).isEqualTo("DB-DISK-FULL");
    assertThat(full.get("action").asString()).contains("Free");
    JsonNode status = said("2-status").get("mappings").get(0);
    assertThat(status.get("linked").asLong()).isLessThan(20_000);
    JsonNode again = said("3-again");
    assertThat(read("3-again.exit")).isEqualTo("0");
    JsonNode mapping = again.get("mappings").get(0);
    assertThat(mapping.get("inserted").asLong()).isEqualTo(20_000);
    assertThat(mapping.get("parked").asLong()).isZero();
    assertThat(mapping.get("resumed").asLong()).isEqualTo(status.get("linked").asLong());
  }

  private void runScript(ReadyLine org) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("disk"));
    String host = URI.create(org.instanceUrl()).getAuthority();
    Files.writeString(
        folder.resolve("syncline.yaml"),
        CONFIGURATION.formatted(org.instanceUrl(), host, org.client().clientId()));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
    }
    command.addAll(List.of("bash", "-c", SCRIPT));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CLIENT_SECRET", org.client().clientSecret());
    builder.environment().put("OUT", folder.toString());
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("script.out").toFile());
    int exit = builder.start().waitFor();
    assertThat(exit).as(read("script.out")).isZero();
  }

  private JsonNode said(String file) throws IOException {
    String text = read(file);
    return JSON.readTree(text.substring(Math.max(0, text.lastIndexOf("\n{") + 1)));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8).strip();
  }
}
