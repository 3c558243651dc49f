package dev.syncline.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Body;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.http.Disturbance.Damage;
import dev.syncline.simulator.http.Headers;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultScriptTest {
  private final FaultScript script = new FaultScript(7);

  private void add(String json) {
    script.add(FaultParser.read(Json.read(json.getBytes(StandardCharsets.UTF_8))));
  }

  private static Call call(String method, String path) {
    List<String> segments =
        Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
    return new Call(method, segments, Parameters.none(), Headers.none(), Body.empty());
  }

  private boolean fires(String method, String path) {
    return !script.decide(call(method, path)).equals(Disturbance.NONE);
  }

  /** One character for each of so many calls: x where it was disturbed. */
  private static String pattern(FaultScript script, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(_ -> script.decide(call("GET", "/x")).equals(Disturbance.NONE) ? "." : "x")
        .collect(Collectors.joining());
  }

  @Test
  void the_nth_matching_call_is_hit_once_unless_more_times_are_asked_for() {
    add("{\"nth\":3,\"do\":{\"reset\":true}}");
    assertThat(pattern(script, 6)).isEqualTo("..x...");
    script.clear();
    add("{\"nth\":2,\"times\":3,\"do\":{\"reset\":true}}");
    assertThat(pattern(script, 6)).isEqualTo(".xxx..");
    script.clear();
    add("{\"times\":2,\"do\":{\"reset\":true}}");
    assertThat(pattern(script, 4)).isEqualTo("xx..");
    script.clear();
    add("{\"do\":{\"reset\":true}}");
    assertThat(pattern(script, 4)).isEqualTo("xxxx");
  }

  @Test
  void a_rate_hits_about_its_share_and_the_same_calls_for_the_same_seed() {
    String rule = "{\"rate\":0.1,\"do\":{\"reset\":true}}";
    add(rule);
    String first = pattern(script, 2_000);
    assertThat(first.chars().filter(c -> c == 'x').count()).isBetween(140L, 260L);
    script.clear();
    add(rule);
    assertThat(pattern(script, 2_000)).isEqualTo(first);
    var other = new FaultScript(8);
    other.add(FaultParser.read(Json.read(rule.getBytes(StandardCharsets.UTF_8))));
    assertThat(pattern(other, 2_000)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /services/data/*/query, GET, /services/data/v66.0/query, true",
    "GET, /services/data/*/query, POST, /services/data/v66.0/query, false",
    "GET, /services/data/*/query, GET, /services/data/v66.0/query/01g, false",
    "GET, /services/data/**, GET, /services/data/v66.0/query/01g, true",
    "GET, **/results, GET, /services/data/v66.0/jobs/query/750/results, true",
    "GET, /SERVICES/data/*/Query, GET, /services/data/v66.0/query, true",
    "patch, **/Account/001?, PATCH, /services/data/v66.0/sobjects/Account/0012, true",
    "GET, **/a.b, GET, /x/aXb, false"
  })
  void calls_match_by_verb_and_path(
      String method, String glob, String called, String path, boolean expected) {
    add(
        "{\"match\":{\"method\":\"%s\",\"path\":\"%s\"},\"do\":{\"reset\":true}}"
            .formatted(method, glob));
    assertThat(fires(called, path)).isEqualTo(expected);
  }

  @Test
  void the_first_rule_that_fires_decides_and_all_that_match_count() {
    add("[{\"nth\":2,\"do\":{\"reset\":true}},{\"do\":{\"dropAnswer\":true}}]");
    assertThat(script.decide(call("GET", "/x")).damage()).isEqualTo(new Damage.DropAnswer());
    assertThat(script.decide(call("GET", "/x")).damage()).isEqualTo(new Damage.Reset());
    assertThat(script.list())
        .extracting(rule -> rule.get("matched"), rule -> rule.get("fired"))
        .containsExactly(tuple(2L, 1L), tuple(2L, 1L));
    assertThat(script.remove("fault-1")).isTrue();
    assertThat(script.remove("fault-1")).isFalse();
  }

  @Test
  void an_action_says_what_happens() throws IOException {
    add(
        """
        {"do":{"delay":"PT2S","status":503,"body":"<html>busy</html>",
               "headers":{"Retry-After":"5"}}}
        """);
    Disturbance disturbance = script.decide(call("GET", "/x"));
    assertThat(disturbance.delay()).isEqualTo(Duration.ofSeconds(2));
    Reply instead = Objects.requireNonNull(disturbance.instead()).answer(call("GET", "/x"));
    assertThat(instead.status()).isEqualTo(503);
    assertThat(instead.headers()).containsEntry("Retry-After", "5");
    assertThat(instead.content())
        .isInstanceOfSatisfying(
            Reply.Content.Bytes.class,
            bytes -> {
              assertThat(bytes.type()).isEqualTo("text/html;charset=UTF-8");
              assertThat(bytes.bytes()).asString().isEqualTo("<html>busy</html>");
            });
  }

  @Test
  void a_json_body_is_sent_as_json() throws IOException {
    add("{\"do\":{\"status\":400,\"body\":[{\"errorCode\":\"UNABLE_TO_LOCK_ROW\"}]}}");
    Call hit = call("GET", "/x");
    Reply instead = Objects.requireNonNull(script.decide(hit).instead()).answer(hit);
    assertThat(instead.content())
        .isInstanceOfSatisfying(
            Reply.Content.Bytes.class,
            bytes -> {
              assertThat(bytes.type()).isEqualTo(Reply.JSON);
              assertThat(bytes.bytes())
                  .asString()
                  .isEqualTo("[{\"errorCode\":\"UNABLE_TO_LOCK_ROW\"}]");
            });
  }

  @Test
  void cuts_and_stalls_carry_their_bytes() {
    add("{\"times\":1,\"do\":{\"truncateAfterBytes\":10}}");
    add("{\"times\":1,\"do\":{\"truncateAfterBytes\":10,\"cleanEnd\":true}}");
    add("{\"times\":1,\"do\":{\"stallAfterBytes\":20}}");
    assertThat(script.decide(call("GET", "/x")).damage()).isEqualTo(new Damage.Truncate(10, false));
    assertThat(script.decide(call("GET", "/x")).damage()).isEqualTo(new Damage.Truncate(10, true));
    assertThat(script.decide(call("GET", "/x")).damage()).isEqualTo(new Damage.Stall(20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"do\":{}} | says nothing to do",
        "{} | the rule.do must be a JSON object",
        "{\"on\":{},\"do\":{\"reset\":true}} | unknown key on",
        "{\"match\":{\"url\":\"/x\"},\"do\":{\"reset\":true}} | the rule.match has an unknown key"
            + " url",
        "{\"nth\":1,\"rate\":0.5,\"do\":{\"reset\":true}} | both nth and rate",
        "{\"rate\":1.5,\"do\":{\"reset\":true}} | rate must be a number from 0 to 1",
        "{\"nth\":\"a\",\"do\":{\"reset\":true}} | nth must be a whole number",
        "{\"do\":{\"delay\":\"2s\"}} | no ISO 8601 duration",
        "{\"do\":{\"delay\":\"-PT2S\"}} | is negative",
        "{\"do\":{\"status\":99}} | between 200 and 599",
        "{\"do\":{\"reset\":true,\"dropAnswer\":true}} | in several ways",
        "[{\"do\":{\"reset\":true}},{\"do\":{\"x\":1}}] | rule 2.do has an unknown key x"
      })
  void a_wrong_rule_is_refused_with_place_and_remedy(String json, String reason) {
    assertThatThrownBy(() -> add(json))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining(reason);
    assertThat(script.list()).isEmpty();
  }
}
