package dev.syncline.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outbound messages are declared beside objects. */
class OutboundMessageFilesTest {
  private static List<OutboundMessage> load(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("outbound.yaml"), text);
    return OutboundMessageFiles.load(List.of(file), SchemaFiles.load(List.of(file)));
  }

  @Test
  void a_file_may_declare_messages_alone(@TempDir Path folder) throws IOException {
    List<OutboundMessage> messages =
        load(
            folder,
            """
            outboundMessages:
              Accounts_out:
                object: account
                fields: [name, Id, BillingCity]
                endpoint: https://example.com/in
                on: [update]
                skipIntegrationUser: true
            """);
    assertThat(messages)
        .containsExactly(
            new OutboundMessage(
                "Accounts_out",
                "Account",
                List.of("Name", "BillingCity"),
                URI.create("https://example.com/in"),
                Set.of(OutboundMessage.Event.UPDATE),
                true));
  }

  @Test
  void every_problem_is_told_with_its_place(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                load(
                    folder,
                    """
                    outboundMessages:
                      One:
                        object: Nothing
                        endpoint: https://example.com/in
                      Two:
                        object: Account
                        fields: [Nonsense]
                        endpoint: https://example.com/in
                    """))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("outbound.yaml:2:3")
        .hasMessageContaining("there is no object Nothing")
        .hasMessageContaining("outbound.yaml:5:3")
        .hasMessageContaining("Account has no field Nonsense");
  }
}
