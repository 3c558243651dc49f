package dev.syncline.simulator.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import dev.syncline.simulator.SimulatorSettings.Behaviour;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SoapTest {
  private static final Behaviour WITH_PASSWORDS =
      new Behaviour(false, true, List.of(), Map.of(), 1_000);

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L), WITH_PASSWORDS);

  @AfterAll
  void stop() {
    org.close();
  }

  private Answer send(RunningOrg to, String version, String body) {
    return to.send(
        to.anonymous("/services/Soap/u/" + version)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("SOAPAction", "\"\"")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String envelope(String session, String operation) {
    return envelope(session, "", operation);
  }

  private static String envelope(String session, String header, String operation) {
    return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:p=\"urn:partner.soap.sforce.com\" xmlns:s=\"urn:sobject.partner.soap.sforce.com\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><e:Header>"
        + "<p:SessionHeader><p:sessionId>"
        + session
        + "</p:sessionId></p:SessionHeader><p:CallOptions><p:client>loader</p:client>"
        + "</p:CallOptions>"
        + header
        + "</e:Header><e:Body>"
        + operation
        + "</e:Body></e:Envelope>";
  }

  private Answer call(String operation) {
    return send(org, "65.0", envelope(org.ready().accessToken(), operation));
  }

  private static String fault(String code, String message) {
    return "<faultcode>sf:%s</faultcode><faultstring>%s: %s".formatted(code, code, message);
  }

  @Test
  void records_have_their_type_their_doubled_id_and_their_fields() {
    String id = org.create("Account", "{\"Name\":\"A & B\",\"Key__c\":\"x\"}");
    String query =
        "<p:query><p:queryString>SELECT Id, Name, Phone FROM Account WHERE Key__c='x'"
            + "</p:queryString></p:query>";
    assertThat(call(query).is(200).text())
        .contains(
            ("<queryResponse><result xsi:type=\"QueryResult\"><done>true</done>"
                    + "<queryLocator xsi:nil=\"true\"/><records xsi:type=\"sf:sObject\">"
                    + "<sf:type>Account</sf:type><sf:Id>%s</sf:Id><sf:Id>%s</sf:Id>"
                    + "<sf:Name>A &amp; B</sf:Name><sf:Phone xsi:nil=\"true\"/></records>"
                    + "<size>1</size></result></queryResponse>")
                .formatted(id, id))
        .contains("<limitInfo><current>");
  }

  @Test
  void a_record_is_created_and_its_fields_are_cleared() {
    String created =
        call("<p:create><p:sObjects><s:type>Account</s:type><Name>Made</Name><Phone>1</Phone>"
                + "<Key__c>made</Key__c></p:sObjects></p:create>")
            .is(200)
            .text();
    String id = org.value("SELECT Id FROM Account WHERE Key__c='made'", "Id").asString();
    assertThat(created)
        .contains("<createResponse><result><id>" + id + "</id><success>true</success></result>");
    call("<p:update><p:sObjects><s:type>Account</s:type><s:Id>"
            + id
            + "</s:Id><s:fieldsToNull>Phone</s:fieldsToNull></p:sObjects></p:update>")
        .is(200);
    assertThat(org.value("SELECT Phone FROM Account WHERE Key__c='made'", "Phone").isNull())
        .isTrue();
  }

  @Test
  void texts_that_are_too_long_are_cut_where_the_header_says_so() {
    String create =
        "<p:create><p:sObjects><s:type>Account</s:type><Name>Cut</Name><Phone>%s</Phone>"
            + "<Key__c>cut</Key__c></p:sObjects></p:create>";
    String phone = "\uD83D\uDE00".repeat(41);
    assertThat(call(create.formatted(phone)).text())
        .contains("<statusCode>STRING_TOO_LONG</statusCode>");
    String header =
        "<p:AllowFieldTruncationHeader><p:allowFieldTruncation>true</p:allowFieldTruncation>"
            + "</p:AllowFieldTruncationHeader>";
    String session = org.ready().accessToken();
    assertThat(send(org, "65.0", envelope(session, header, create.formatted(phone))).text())
        .contains("<success>true</success>");
    assertThat(org.value("SELECT Phone FROM Account WHERE Key__c='cut'", "Phone").asString())
        .isEqualTo("\uD83D\uDE00".repeat(40));
  }

  @Test
  void a_value_that_is_none_of_its_type_fails_the_call() {
    String create =
        "<p:create><p:sObjects><s:type>Account</s:type><Name>A</Name></p:sObjects><p:sObjects>"
            + "<s:type>Account</s:type><Name>B</Name><AnnualRevenue>abc</AnnualRevenue>"
            + "</p:sObjects></p:create>";
    assertThat(call(create).is(500).text())
        .contains(
            "<faultcode>soapenv:Client</faultcode>"
                + "<faultstring>'abc' is not a valid value for the type xsd:double</faultstring>");
  }

  @Test
  void login_is_let_in_below_version_65_where_passwords_are() {
    String login =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<login xmlns=\"urn:partner.soap.sforce.com\"><username>%s</username>"
            + "<password>secret</password></login></e:Body></e:Envelope>";
    String known = login.formatted(org.ready().client().username());
    String reply = send(org, "64.0", known).is(200).text();
    String session = reply.replaceAll("(?s).*<sessionId>(.*)</sessionId>.*", "$1");
    assertThat(reply)
        .contains("<serverUrl>" + org.ready().instanceUrl() + "/services/Soap/u/64.0/");
    send(org, "64.0", envelope(session, "<p:getUserInfo/>")).is(200);
    send(org, "64.0", envelope(session, "<p:logout/>")).is(200);
    assertThat(send(org, "64.0", envelope(session, "<p:getUserInfo/>")).is(500).text())
        .contains(fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader"));
    assertThat(send(org, "65.0", known).is(500).text())
        .contains("<sf:exceptionCode>UNSUPPORTED_API_VERSION</sf:exceptionCode>");
    assertThat(send(org, "64.0", login.formatted("nobody")).is(500).text())
        .contains(
            fault(
                "INVALID_LOGIN", "Invalid username, password, security token; or user locked out."))
        .contains("<sf:LoginFault xsi:type=\"sf:LoginFault\">");
    try (RunningOrg strict = RunningOrg.with(Map.of())) {
      String sameName = login.formatted(strict.ready().client().username());
      assertThat(send(strict, "64.0", sameName).is(500).text()).contains("INVALID_LOGIN");
    }
  }

  @Test
  void what_is_no_envelope_or_no_operation_is_a_fault() {
    assertThat(send(org, "65.0", "<a>").is(500).text()).contains("soapenv:Client");
    assertThat(send(org, "65.0", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").is(500).text())
        .contains("A document type declaration is not allowed.");
    assertThat(call("<p:mergeEverything/>").is(500).text())
        .contains(
            "No operation available for request {urn:partner.soap.sforce.com}mergeEverything");
    assertThat(send(org, "30.0", envelope("x", "<p:getUserInfo/>")).is(500).text())
        .contains(fault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL"));
  }

  @Test
  void calls_are_metered_and_their_writer_is_known() {
    try (RunningOrg small = RunningOrg.with(Map.of())) {
      small.post("/__simulator/limits", "{\"DailyApiRequests\":1}").is(200);
      String info = envelope(small.ready().accessToken(), "<p:getUserInfo/>");
      send(small, "65.0", info).is(200);
      assertThat(send(small, "65.0", info).is(500).text())
          .contains(fault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
    }
  }
}
