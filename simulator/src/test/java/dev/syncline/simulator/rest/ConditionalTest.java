package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ConditionalTest {
  private static final String SOBJECTS = RunningOrg.DATA + "/sobjects/";

  private final RunningOrg org = RunningOrg.with(Map.of());

  @AfterAll
  void stop() {
    org.close();
  }

  private RunningOrg.Answer read(String path, String header, String value) {
    return org.send(org.request(path).header(header, value));
  }

  private RunningOrg.Answer write(String path, String header, String value) {
    return org.send(
        org.request(path)
            .header(header, value)
            .method("PATCH", BodyPublishers.ofString("{\"Description\":\"changed\"}")));
  }

  @Test
  void a_record_that_has_not_changed_since_is_not_sent_again() {
    String path = SOBJECTS + "Lead/" + org.create("Lead", "{\"LastName\":\"L\",\"Company\":\"C\"}");
    String modified = org.get(path).header("Last-Modified");
    var same = read(path, "If-Modified-Since", modified);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    org.advance("PT2S");
    org.patch(path, "{\"Description\":\"new\"}").is(204);
    assertThat(read(path, "If-Modified-Since", modified).status()).isEqualTo(200);
    assertThat(read(path, "If-Modified-Since", "yesterday").status()).isEqualTo(200);
  }

  @Test
  void a_write_stops_when_the_record_was_changed_meanwhile() {
    String path = SOBJECTS + "Lead/" + org.create("Lead", "{\"LastName\":\"L\",\"Company\":\"C\"}");
    String modified = org.get(path).header("Last-Modified");
    assertThat(write(path, "If-Unmodified-Since", modified).status()).isEqualTo(204);
    org.advance("PT2S");
    org.patch(path, "{\"Description\":\"someone else\"}").is(204);
    assertThat(write(path, "If-Unmodified-Since", modified).status()).isEqualTo(412);
    assertThat(read(path, "If-Unmodified-Since", modified).status()).isEqualTo(412);
    assertThat(org.get(path).json().path("Description").asString()).isEqualTo("someone else");
    assertThat(write(path, "If-Unmodified-Since", "yesterday").status()).isEqualTo(400);
  }

  @Test
  void accounts_have_entity_tags_and_others_have_none() {
    String account = SOBJECTS + "Account/" + org.create("Account", "{\"Name\":\"A\"}");
    String tag = org.get(account).header("ETag");
    assertThat(tag).matches("\"[A-Za-z0-9+/=]+\"");
    assertThat(read(account, "If-None-Match", tag).status()).isEqualTo(304);
    String packed = tag.substring(0, tag.length() - 1) + "-gzip\"";
    assertThat(read(account, "If-None-Match", packed).status()).isEqualTo(304);
    assertThat(write(account, "If-Match", tag).status()).isEqualTo(204);
    assertThat(write(account, "If-Match", "\"other\"").status()).isEqualTo(412);
    assertThat(write(account, "If-None-Match", "*").status()).isEqualTo(412);
    String lead = SOBJECTS + "Lead/" + org.create("Lead", "{\"LastName\":\"L\",\"Company\":\"C\"}");
    assertThat(org.get(lead).header("ETag")).isEmpty();
    assertThat(write(lead, "If-Match", "\"other\"").status()).isEqualTo(204);
  }

  @Test
  void a_delete_does_not_look_at_conditions() {
    String path = SOBJECTS + "Account/" + org.create("Account", "{\"Name\":\"A\"}");
    var answer =
        org.send(
            org.request(path)
                .header("If-Unmodified-Since", "Thu, 19 Nov 2020 10:00:00 GMT")
                .DELETE());
    assertThat(answer.status()).isEqualTo(204);
  }
}
