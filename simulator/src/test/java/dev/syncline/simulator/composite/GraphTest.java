package dev.syncline.simulator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class GraphTest {
  private static final String GRAPH = RunningOrg.DATA + "/composite/graph";
  private static final String OBJECTS = RunningOrg.DATA + "/sobjects/";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L));

  @AfterAll
  void stop() {
    org.close();
  }

  private static String node(String id, String method, String url, String body) {
    return "{\"referenceId\":\"%s\",\"method\":\"%s\",\"url\":\"%s\",\"body\":%s}"
        .formatted(id, method, url, body);
  }

  private static String account(String id, String name) {
    return node(id, "POST", OBJECTS + "Account", "{\"Name\":\"" + name + "\"}");
  }

  private static String graph(String id, String... nodes) {
    return "{\"graphId\":\"%s\",\"compositeRequest\":[%s]}".formatted(id, String.join(",", nodes));
  }

  private static String body(List<String> graphs) {
    return "{\"graphs\":[" + String.join(",", graphs) + "]}";
  }

  private long accounts(String name) {
    String soql = "SELECT COUNT() FROM Account WHERE Name LIKE '" + name + "'";
    return org.query(soql).json().path("totalSize").asLong();
  }

  @Test
  void each_graph_is_a_transaction_of_its_own() {
    String good =
        graph(
            "1",
            account("a", "G one"),
            node(
                "c", "POST", OBJECTS + "Contact", "{\"LastName\":\"G\",\"AccountId\":\"@{a.id}\"}"),
            node("u", "PATCH", OBJECTS + "Account/@{a.id}", "{\"Name\":\"G two\"}"));
    String bad = graph("2", account("a", "G bad"), node("b", "POST", OBJECTS + "Account", "{}"));
    JsonNode graphs = org.post(GRAPH, body(List.of(good, bad))).is(200).json().path("graphs");
    assertThat(graphs.findValuesAsString("graphId")).containsExactly("1", "2");
    assertThat(graphs.findValuesAsString("isSuccessful")).containsExactly("true", "false");
    assertThat(graphs.get(0).findValuesAsString("httpStatusCode"))
        .containsExactly("201", "201", "204");
    JsonNode refused = graphs.get(1).path("graphResponse").path("compositeResponse");
    assertThat(refused.findValuesAsString("errorCode"))
        .containsExactly("PROCESSING_HALTED", "REQUIRED_FIELD_MISSING");
    assertThat(accounts("G two")).isEqualTo(1);
    assertThat(accounts("G bad")).isZero();
  }

  @Test
  void after_fourteen_failed_graphs_no_other_is_begun() {
    List<String> graphs =
        IntStream.range(0, 16)
            .mapToObj(i -> graph("g" + i, account("a", i < 14 ? "" : "Begun")))
            .toList();
    JsonNode answer = org.post(GRAPH, body(graphs)).is(200).json().path("graphs");
    assertThat(answer.findValuesAsString("isSuccessful")).hasSize(16).containsOnly("false");
    assertThat(answer.get(15).findValuesAsString("errorCode")).containsExactly("PROCESSING_HALTED");
    assertThat(accounts("Begun")).isZero();
  }

  @Test
  void the_bounds_of_a_call_are_enforced() {
    assertThat(refusal(IntStream.range(0, 76).mapToObj(i -> graph("g" + i, account("a", "B")))))
        .startsWith("400 LIMIT_EXCEEDED: Too many graphs: 76.");
    String[] many =
        IntStream.range(0, 501).mapToObj(i -> account("a" + i, "B")).toArray(String[]::new);
    assertThat(refusal(IntStream.of(1).mapToObj(i -> graph("g", many))))
        .startsWith("400 LIMIT_EXCEEDED: Too many subrequests in all graphs: 501.");
    String[] deep =
        IntStream.range(0, 16)
            .mapToObj(i -> account("a" + i, i == 0 ? "B" : "@{a" + (i - 1) + ".id}"))
            .toArray(String[]::new);
    assertThat(refusal(IntStream.of(1).mapToObj(i -> graph("g", deep))))
        .startsWith("400 LIMIT_EXCEEDED: Too many subrequests after one another");
    assertThat(accounts("B")).isZero();
  }

  private String refusal(java.util.stream.Stream<String> graphs) {
    return org.post(GRAPH, body(graphs.collect(Collectors.toList()))).error();
  }

  @Test
  void only_single_records_are_taken_and_only_since_version_50() {
    String query = graph("1", node("q", "GET", RunningOrg.DATA + "/query?q=SELECT", "null"));
    assertThat(org.post(GRAPH, body(List.of(query))).error()).startsWith("400 INVALID_INPUT");
    String twice = graph("1", account("a", "B"));
    assertThat(org.post(GRAPH, body(List.of(twice, twice))).error())
        .startsWith("400 INVALID_INPUT");
    assertThat(org.post("/services/data/v49.0/composite/graph", "{}").status()).isEqualTo(404);
  }
}
