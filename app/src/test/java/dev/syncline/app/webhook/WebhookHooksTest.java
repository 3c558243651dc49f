package dev.syncline.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.model.ColumnName;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Operation;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.HookedMapping;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.PushedRow;
import dev.syncline.plugin.SavedRow;
import dev.syncline.plugin.Saving;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookHooksTest {
  private static final PushedRow ROW =
      new PushedRow(
          new RowKey("17"),
          3,
          Optional.empty(),
          Operation.CREATE,
          Map.of(new ColumnName("name"), new Value.Text("A")),
          Map.of(new FieldName("Price__c"), new Value.Numeric(new BigDecimal("0.10"))));

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // made before each test
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // made before each test
  private WebhookSender sender;

  @BeforeEach
  void start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    sender =
        new WebhookSender(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"),
            "key",
            Duration.ofSeconds(2),
            () -> Instant.ofEpochSecond(1_700_000_000));
  }

  @AfterEach
  void stop() {
    sender.close();
    server.stop(0);
  }

  private WebhookHooks hooks() {
    var mapping =
        new HookedMapping(
            new MappingName("tickets"),
            new OrgName("prod"),
            new ObjectName("Ticket__c"),
            new DatabaseName("main"),
            new TableName(Optional.empty(), "ticket"),
            Map.of());
    return new WebhookHooks(mapping, List.of(HookPoint.PUSH_ALLOWED), sender);
  }

  private WebhookHooks answering(int status, String answer) {
    return handling(
        exchange -> {
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private WebhookHooks handling(HttpHandler handler) {
    server.createContext(
        "/hook",
        exchange -> {
          note(exchange);
          handler.handle(exchange);
        });
    return hooks();
  }

  private void note(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    signatures.add(exchange.getRequestHeaders().getFirst("Syncline-Signature"));
    ids.add(exchange.getRequestHeaders().getFirst("Syncline-Id"));
  }

  @Test
  void a_question_is_signed_over_its_time_and_body_and_has_an_id_of_its_own() {
    WebhookHooks hooks = answering(200, "{\"items\":[{}]}");
    assertThat(hooks.pushAllowed(List.of(ROW))).containsExactly(Decision.ALLOW);
    hooks.pushAllowed(List.of(ROW));
    assertThat(bodies.getFirst())
        .isEqualTo(
            "{\"version\":1,\"point\":\"push_allowed\",\"mapping\":\"tickets\",\"org\":\"prod\","
                + "\"object\":\"Ticket__c\",\"table\":\"ticket\",\"items\":[{\"row\":\"17\","
                + "\"version\":3,\"operation\":\"create\",\"columns\":{\"name\":\"A\"},"
                + "\"values\":{\"Price__c\":0.10}}]}");
    assertThat(signatures.getFirst())
        .isEqualTo(
            new Signature("key")
                .of("1700000000", bodies.getFirst().getBytes(StandardCharsets.UTF_8)))
        .matches("v1=[0-9a-f]{64}");
    assertThat(ids).doesNotContainNull().hasSize(2);
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
  }

  @Test
  void answers_hold_vetoes_values_and_choices() {
    WebhookHooks hooks =
        answering(
            200,
            "{\"items\":[{\"allow\":false,\"reason\":\"no\",\"values\":{\"Name\":null,\"N\":1.50},"
                + "\"leave\":[\"X\"],\"record\":\"001000000000001\",\"row\":\"9\","
                + "\"value\":true}]}");
    assertThat(hooks.pushAllowed(List.of(ROW))).containsExactly(Decision.veto("no"));
    assertThat(hooks.pushRecord(List.of(ROW)))
        .containsExactly(Optional.of(RecordId.of("001000000000001")));
    assertThat(hooks.pushValues(List.of(ROW)))
        .containsExactly(
            new FieldChanges(
                Map.of(
                    new FieldName("Name"),
                    Value.NULL,
                    new FieldName("N"),
                    new Value.Numeric(new BigDecimal("1.5"))),
                Set.of(new FieldName("X"))));
    var row = new SavedRow(RecordId.of("001000000000001"), Map.of());
    assertThat(hooks.beforeSave(List.of(row))).containsExactly(new Saving.Veto("no"));
    var value =
        new PulledValue(
            RecordId.of("001000000000001"),
            new FieldName("F"),
            new ColumnName("f"),
            new Value.Text("was"));
    assertThat(hooks.pullValue(List.of(value))).containsExactly(new Value.Bool(true));
  }

  private void fails(WebhookHooks hooks, String words) {
    assertThatExceptionOfType(HookFailedException.class)
        .isThrownBy(() -> hooks.pushAllowed(List.of(ROW)))
        .withMessageContaining(words);
  }

  @Test
  void an_answer_of_another_number_of_items_is_a_failure() {
    fails(answering(200, "{\"items\":[]}"), "0 items for 1");
  }

  @Test
  void a_veto_without_a_reason_is_a_failure() {
    fails(answering(200, "{\"items\":[{\"allow\":false}]}"), "without a 'reason'");
  }

  @Test
  void an_answer_that_is_no_json_is_a_failure() {
    fails(answering(200, "<html>"), "no list 'items'");
  }

  @Test
  void an_answer_that_is_no_success_is_a_failure() {
    fails(answering(500, "{\"items\":[{}]}"), "status 500");
  }

  @Test
  void a_redirect_is_not_followed() {
    WebhookHooks hooks =
        handling(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/other");
              exchange.sendResponseHeaders(307, -1);
              exchange.close();
            });
    fails(hooks, "status 307");
    assertThat(bodies).hasSize(1);
  }

  @Test
  void a_body_that_stalls_ends_with_the_time_out() {
    var never = new CountDownLatch(1);
    WebhookHooks hooks =
        handling(
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000);
              exchange.getResponseBody().write("{\"items\":".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
              try {
                never.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      assertThatExceptionOfType(HookFailedException.class)
          .isThrownBy(() -> hooks.pushAllowed(List.of(ROW)));
    } finally {
      never.countDown();
    }
  }

  @Test
  void an_answer_without_an_end_is_cut_off() {
    WebhookHooks hooks =
        handling(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
              try {
                while (true) {
                  exchange.getResponseBody().write(blanks);
                }
              } catch (IOException e) {
                exchange.close();
              }
            });
    fails(hooks, "longer than");
  }

  @Test
  void nobody_there_is_a_failure() {
    server.stop(0);
    fails(hooks(), "cannot be reached");
  }

  @Test
  void only_https_and_this_machine_can_be_called() {
    assertThat(WebhookSender.isAllowed(URI.create("https://hooks.example.com/x"))).isTrue();
    assertThat(WebhookSender.isAllowed(URI.create("http://localhost:1/x"))).isTrue();
    assertThat(WebhookSender.isAllowed(URI.create("http://hooks.example.com/x"))).isFalse();
    assertThat(WebhookSender.isAllowed(URI.create("https://me:word@hooks.example.com/x")))
        .isFalse();
    assertThat(WebhookSender.isAllowed(URI.create("file:///etc/passwd"))).isFalse();
  }
}
