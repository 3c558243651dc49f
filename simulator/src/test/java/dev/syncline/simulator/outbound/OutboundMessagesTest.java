package dev.syncline.simulator.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.simulator.RunningOrg;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What workflows post, until it is acknowledged. */
class OutboundMessagesTest {
  private static final String OUTBOUND = "/__simulator/outbound";
  private static final String ANSWER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
      <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>%s</Ack>
      </notificationsResponse></soapenv:Body></soapenv:Envelope>
      """;

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 3L));
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> headers = new LinkedBlockingQueue<>();
  private final HttpServer receiver;
  private volatile String acknowledgement = "true";

  OutboundMessagesTest() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
  }

  @BeforeEach
  void start() {
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    org.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    headers.add(
        exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("SOAPAction"));
    byte[] answer = ANSWER.formatted(acknowledgement).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void declare(String more) {
    org.post(
            OUTBOUND + "/messages",
            """
            {"name":"Accounts","object":"account","fields":["name","AnnualRevenue","Site"],
             "endpoint":"http://127.0.0.1:%d/in"%s}
            """
                .formatted(receiver.getAddress().getPort(), more))
        .is(204);
  }

  private String next() throws InterruptedException {
    String message = received.poll(30, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message == null ? "" : message;
  }

  private static List<String> all(String message, String pattern) {
    return Pattern.compile(pattern).matcher(message).results().map(MatchResult::group).toList();
  }

  private JsonNode stateWith(String count, int value) {
    JsonNode state = org.get(OUTBOUND).json();
    while (state.path(count).asInt() < value) {
      state = org.get(OUTBOUND).json();
    }
    return state;
  }

  @Test
  void a_message_carries_the_record_and_no_session() throws Exception {
    declare("");
    String id = org.create("Account", "{\"Name\":\"Ä & <B>\",\"AnnualRevenue\":12.5}");
    String message = next();
    String orgId = org.ready().orgId();
    assertThat(headers.take()).isEqualTo("text/xml; charset=UTF-8 \"\"");
    assertThat(message)
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .contains("<notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\">")
        .contains("<OrganizationId>" + orgId + "</OrganizationId>")
        .contains("<SessionId xsi:nil=\"true\"/>")
        .contains("<EnterpriseUrl>" + org.ready().instanceUrl() + "/services/Soap/c/68.0/")
        .contains("<PartnerUrl>" + org.ready().instanceUrl() + "/services/Soap/u/68.0/")
        .contains(
            "<sObject xsi:type=\"sf:Account\""
                + " xmlns:sf=\"urn:sobject.enterprise.soap.sforce.com\">"
                + "<sf:Id>"
                + id
                + "</sf:Id><sf:Name>Ä &amp; &lt;B&gt;</sf:Name>"
                + "<sf:AnnualRevenue>13.0</sf:AnnualRevenue></sObject>");
    assertThat(all(message, "<ActionId>04k\\w{15}</ActionId>")).hasSize(1);
    assertThat(all(message, "<Notification><Id>04l\\w{15}</Id>")).hasSize(1);
    assertThat(stateWith("delivered", 1).path("waiting").asInt()).isZero();
  }

  @Test
  void a_message_that_is_not_acknowledged_comes_again_with_the_same_id() throws Exception {
    declare("");
    acknowledgement = "false";
    String id = org.create("Account", "{\"Name\":\"before\"}");
    String first = next();
    stateWith("failedAttempts", 1);
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + id, "{\"Site\":\"after\"}").is(204);
    next();
    stateWith("failedAttempts", 2);
    acknowledgement = "true";
    org.post(OUTBOUND + "/deliver", "").is(200);
    String again = next();
    assertThat(all(again, "<Id>04l\\w{15}</Id>"))
        .hasSize(2)
        .containsAll(all(first, "<Id>04l\\w+</Id>"));
    assertThat(all(again, "<sf:Site>after</sf:Site>")).hasSize(2);
    assertThat(stateWith("delivered", 2).path("waiting").asInt()).isZero();
  }

  @Test
  void what_nobody_takes_is_given_up_after_a_day() throws Exception {
    declare("");
    acknowledgement = "false";
    org.create("Account", "{\"Name\":\"lost\"}");
    next();
    stateWith("failedAttempts", 1);
    org.advance("PT25H");
    assertThat(stateWith("expired", 1).path("waiting").asInt()).isZero();
  }

  @Test
  void many_records_go_a_hundred_to_a_message() throws Exception {
    declare("");
    var writes = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      writes.append(i == 0 ? "" : ",");
      writes.append("{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"n\"}}");
    }
    org.post("/__simulator/records", "{\"writes\":[" + writes + "]}").is(200);
    assertThat(all(next(), "<Notification>")).hasSize(100);
    assertThat(all(next(), "<Notification>")).hasSize(50);
  }

  @Test
  void only_what_is_asked_for_is_told() throws Exception {
    declare(",\"on\":[\"update\"],\"skipIntegrationUser\":true");
    String id = org.create("Account", "{\"Name\":\"mine\"}");
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + id, "{\"Site\":\"mine\"}").is(204);
    org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"update\",\"object\":\"Account\",\"id\":\""
                + id
                + "\",\"fields\":{\"Site\":\"theirs\"}}]}")
        .is(200);
    assertThat(next()).contains("<sf:Site>theirs</sf:Site>");
    assertThat(stateWith("delivered", 1).path("waiting").asInt()).isZero();
    assertThat(received).isEmpty();
  }

  @Test
  void declarations_that_make_no_sense_are_refused() {
    assertThat(org.post(OUTBOUND + "/messages", "{\"name\":\"a\",\"object\":\"Nothing\"}").error())
        .isEqualTo("400 INVALID_CONTROL_REQUEST: there is no object Nothing.");
    assertThat(
            org.post(
                    OUTBOUND + "/messages",
                    "{\"name\":\"a\",\"object\":\"Account\",\"endpoint\":\"ftp://x\"}")
                .error())
        .contains("must be an http or https address");
    assertThat(org.delete(OUTBOUND + "/messages/a").status()).isEqualTo(404);
  }
}
