package dev.syncline.simulator;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SameSeedTest {
  private static final Map<String, Long> RECORDS =
      Map.of("Account", 50L, "Contact", 300L, "Ticket__c", 100L);

  /** Plays a script of calls; returns every answer as text, without the port that it came by. */
  private static List<String> play(long seed) {
    try (RunningOrg org = RunningOrg.seeded(seed, RECORDS, "rules.yaml")) {
      var answers = new Answers();
      answers.add(org.ready().accessToken());
      answers.add(org.ready().client().clientId() + org.ready().client().clientSecret());
      reads(org, answers);
      faults(org, answers);
      writes(org, answers);
      others(org, answers);
      return answers.texts;
    }
  }

  private static final class Answers {
    private final List<String> texts = new ArrayList<>();

    void add(String text) {
      texts.add(
          text.replaceAll("localhost:[0-9]+", "org")
              .replaceAll("\"signature\":\"[^\"]*\"", "signed with the port in it"));
    }

    Answer add(Answer answer) {
      add(
          answer.status()
              + " "
              + answer.header("Location")
              + " "
              + answer.header("Sforce-Limit-Info")
              + " "
              + answer.header("ETag")
              + " "
              + answer.text());
      return answer;
    }
  }

  private static void reads(RunningOrg org, Answers answers) {
    answers.add(org.get(DATA + "/sobjects"));
    answers.add(org.get(DATA + "/sobjects/Ticket__c/describe"));
    answers.add(
        org.query("SELECT Id, Name, Email, Account.Name, SystemModstamp FROM Contact ORDER BY Id"));
    answers.add(org.query("SELECT Id, Net__c, Card__c, Owner_Line__c FROM Ticket__c"));
    answers.add(org.query("SELECT COUNT(Id), AccountId FROM Contact GROUP BY AccountId"));
    String id = org.value("SELECT Id FROM Account LIMIT 1", "Id").asString();
    answers.add(org.get(DATA + "/sobjects/Account/" + id));
  }

  private static void faults(RunningOrg org, Answers answers) {
    answers.add(
        org.post(
            "/__simulator/faults",
            "[{\"match\":{\"path\":\"**/limits\"},\"rate\":0.5,\"do\":{\"status\":503}},"
                + "{\"match\":{\"object\":\"Contact\"},\"rate\":0.4,"
                + "\"do\":{\"error\":\"UNABLE_TO_LOCK_ROW\"}}]"));
    for (int i = 0; i < 40; i++) {
      answers.add(org.get(DATA + "/limits"));
    }
    var records = new StringBuilder("{\"records\":[");
    for (int i = 0; i < 60; i++) {
      records
          .append(i == 0 ? "" : ",")
          .append("{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"C")
          .append(i)
          .append("\"}");
    }
    answers.add(org.post(DATA + "/composite/sobjects", records + "]}"));
    answers.add(org.get("/__simulator/faults"));
    answers.add(org.send(org.anonymous("/__simulator/faults").DELETE()));
  }

  private static void writes(RunningOrg org, Answers answers) {
    JsonNode account = answers.add(org.post(DATA + "/sobjects/Account", "{\"Name\":\"A\"}")).json();
    String id = account.path("id").asString();
    answers.add(
        org.post(
            DATA + "/sobjects/Ticket__c",
            "{\"Account__c\":\"%s\",\"Status__c\":\"Open\",\"Amount__c\":5}".formatted(id)));
    answers.add(org.patch(DATA + "/sobjects/Ticket__c/Key__c/new", "{\"Amount__c\":5}"));
    answers.add(
        org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"delete\",\"object\":\"Account\",\"id\":\"" + id + "\"}]}"));
    answers.add(
        org.post("/__simulator/schema", "objects: {Late__c: {fields: {Size__c: {type: number}}}}"));
    answers.add(org.post(DATA + "/sobjects/Late__c", "{\"Size__c\":1}"));
    org.advance("PT1H");
    String all = RunningOrg.encode("SELECT FIELDS(ALL) FROM Account LIMIT 200");
    answers.add(org.get(DATA + "/queryAll?q=" + all));
  }

  private static void others(RunningOrg org, Answers answers) {
    answers.add(
        org.post(
            DATA + "/jobs/query",
            "{\"operation\":\"query\",\"query\":\"SELECT Id, Name FROM Account\"}"));
    answers.add(
        org.send(
            org.anonymous("/services/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id="
                            + org.ready().client().clientId()
                            + "&client_secret="
                            + org.ready().client().clientSecret()))));
    answers.add(org.post("/__simulator/organization", "{\"newId\":true}"));
  }

  @Test
  void the_same_seed_gives_the_same_org_ids_and_faults_byte_for_byte() {
    List<String> first = play(7);
    List<String> second = play(7);
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).as("answer " + i).isEqualTo(first.get(i));
    }
    List<String> other = play(8);
    assertThat(other.getFirst()).isNotEqualTo(first.getFirst());
    assertThat(String.join("\n", other)).isNotEqualTo(String.join("\n", first));
  }
}
