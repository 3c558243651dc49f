package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class XmlTest {
  private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final String INSTANCE = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
  private static final String ACCOUNT = RunningOrg.DATA + "/sobjects/Account";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L));

  @AfterAll
  void stop() {
    org.close();
  }

  private Answer xml(String path) {
    return org.send(org.request(path).header("Accept", "application/xml"));
  }

  @Test
  void records_come_and_go_in_xml() {
    Answer created =
        org.send(
            org.request(ACCOUNT + "/")
                .header("Accept", "application/xml")
                .header("Content-Type", "application/xml; charset=UTF-8")
                .POST(
                    BodyPublishers.ofString(
                        "<Account><Name>A &amp; B</Name><NumberOfEmployees>3</NumberOfEmployees>"
                            + "</Account>")));
    String id = created.header("Location").substring(ACCOUNT.length() + 1);
    assertThat(created.is(201).text())
        .isEqualTo(
            PROLOG + "<Result" + INSTANCE + "><id>" + id + "</id><success>true</success></Result>");
    assertThat(created.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
    assertThat(xml(ACCOUNT + "/" + id + "?fields=Name,Industry,CreatedDate").text())
        .isEqualTo(
            PROLOG
                + "<Account%s type=\"Account\" url=\"%s/%s\">".formatted(INSTANCE, ACCOUNT, id)
                + "<Name>A &amp; B</Name><Industry xsi:nil=\"true\"/>"
                + "<CreatedDate>2026-11-20T10:00:00.000Z</CreatedDate><Id>"
                + id
                + "</Id></Account>");
  }

  @Test
  void queries_and_their_records_are_elements() {
    String id = org.create("Account", "{\"Name\":\"Query\"}");
    org.create("Contact", "{\"LastName\":\"C\",\"AccountId\":\"" + id + "\"}");
    String soql = "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Query'";
    String text = xml(RunningOrg.DATA + "/query?q=" + RunningOrg.encode(soql)).is(200).text();
    assertThat(text)
        .startsWith(PROLOG + "<QueryResult" + INSTANCE + "><totalSize>1</totalSize>")
        .contains("<records type=\"Account\" url=\"" + ACCOUNT + "/" + id + "\"><Name>Query</Name>")
        .contains("<Contacts><totalSize>1</totalSize><done>true</done><records type=\"Contact\"");
  }

  @Test
  void refusals_are_errors() {
    assertThat(xml(RunningOrg.DATA + "/nowhere").is(404).text())
        .isEqualTo(
            PROLOG
                + "<Errors"
                + INSTANCE
                + "><Error><message>The requested resource does not exist</message>"
                + "<errorCode>NOT_FOUND</errorCode></Error></Errors>");
    Answer broken =
        org.send(
            org.request(ACCOUNT)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<Account>")));
    assertThat(broken.error()).startsWith("400 XML_PARSER_ERROR");
    Answer stranger =
        org.send(org.anonymous(RunningOrg.DATA + "/limits").header("Accept", "application/xml"));
    assertThat(stranger.is(401).text()).contains("<errorCode>INVALID_SESSION_ID</errorCode>");
  }

  @Test
  void a_suffix_names_the_format_but_not_in_an_external_id() {
    assertThat(org.get("/services/data.xml").text())
        .startsWith(PROLOG + "<Versions" + INSTANCE + "><Version><label>");
    assertThat(org.get(ACCOUNT + "/describe.xml").text()).contains("<keyPrefix>001</keyPrefix>");
    assertThat(org.get(ACCOUNT + "/describe.json").json().path("keyPrefix").asString())
        .isEqualTo("001");
    org.create("Account", "{\"Name\":\"File\",\"Key__c\":\"file.xml\"}");
    assertThat(org.get(ACCOUNT + "/Key__c/file.xml").json().path("Name").asString())
        .isEqualTo("File");
  }

  @Test
  void whoever_takes_anything_gets_json() {
    Answer answer =
        org.send(
            org.request(RunningOrg.DATA + "/limits")
                .header("Accept", "application/json, application/xml;q=0.9, */*;q=0.8"));
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }
}
