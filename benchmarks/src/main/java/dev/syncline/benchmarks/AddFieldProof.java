package dev.syncline.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that a field can be added to a big mapping while changes go both ways: live latency at
 * most doubles, nothing is lost, and only the new column of linked rows is written. Both sides and
 * the product run as they do for users.
 */
public final class AddFieldProof {
  private static final long DEFAULT_RECORDS = 1_000_000;
  private static final long DEFAULT_SECONDS = 30;

  private static final JsonMapper JSON = new JsonMapper();

  private static final String MAPPED = "      Email: email\n";
  private static final String ADDED = "      Phone: phone\n";

  /** Two clocks that are read apart are this far from each other at most, and so is chance. */
  private static final long SLACK_MILLIS = 100;

  private static final double MOST_TIMES = 2;

  private AddFieldProof() {}

  /** What is counted of the rows before and after. */
  private record Rows(long count, String sum) {}

  /** What was seen of a run. */
  private record Seen(
      long records,
      BothWays.Delays normal,
      BothWays.Delays during,
      JsonNode applied,
      Rows before,
      Map<String, Long> calls) {}

  /**
   * Runs it: {@code [--records N] [--seconds N]}. The last line of standard output is the result in
   * JSON; the exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    long records = arguments.number("--records", DEFAULT_RECORDS);
    long seconds = arguments.number("--seconds", DEFAULT_SECONDS);
    boolean held;
    try (SyncStage stage = SyncStage.set(records)) {
      stage.sync();
      stage.rest();
      say("loaded " + records + " contacts");
      ObjectNode result = prove(stage, records, seconds);
      held = result.get("held").asBoolean();
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
  }

  private static ObjectNode prove(SyncStage stage, long records, long seconds) throws Exception {
    ObjectNode result = JSON.createObjectNode();
    result.put("records", records);
    Process run = stage.start("run", "contacts", "--poll", "1");
    BothWays.Delays normal;
    BothWays.Delays during;
    JsonNode applied;
    Rows before;
    Map<String, Long> calls;
    try (BothWays changes = BothWays.on(stage, records)) {
      changes.start();
      changes.settle();
      normal = changes.measure(seconds);
      say("normal: " + normal);
      before = untouched(stage, records);
      stage.org().forgetStats();
      stage.edit(MAPPED, MAPPED + ADDED);
      BothWays.Mark began = changes.mark();
      Process apply = stage.start("apply", "--yes", "-o", "json");
      changes.awaitFill(apply);
      BothWays.Mark filling = changes.mark();
      during = changes.measureWhile(apply);
      applied = JSON.readTree(Programs.output(apply));
      result.put("applyExitCode", apply.waitFor());
      say("during: " + during);
      BothWays.Delays handOver = changes.delays(began, filling);
      say("hand-over: " + handOver);
      put(result, "handOver", handOver);
      calls = calls(stage);
      changes.end();
      result.put("lost", changes.lost());
    } finally {
      Programs.stop(run);
    }
    stage.sync();
    judge(result, stage, new Seen(records, normal, during, applied, before, calls));
    return result;
  }

  private static void judge(ObjectNode result, SyncStage stage, Seen seen) throws Exception {
    put(result, "normal", seen.normal());
    put(result, "during", seen.during());
    JsonNode fill = seen.applied().get("mappings").get(0).get("backFills").get(0);
    result.set("backFill", fill);
    boolean latency =
        isWithin(seen.normal().push(0.99), seen.during().push(0.99))
            && isWithin(seen.normal().pull(0.99), seen.during().pull(0.99));
    result.put("latencyHolds", latency);
    Rows after = untouched(stage, seen.records());
    boolean alone = seen.before().equals(after);
    result.put("onlyThatColumn", alone);
    long missing =
        stage.number("SELECT count(*) FROM contact WHERE phone IS NULL")
            - stage
                .org()
                .query("SELECT COUNT() FROM Contact WHERE Phone = null")
                .get("totalSize")
                .asLong();
    result.put("rowsNotFilled", missing);
    long written = sum(seen.calls(), "PATCH") + sum(seen.calls(), "POST /composite");
    result.put("orgWriteCalls", written);
    result.put("ingestJobs", sum(seen.calls(), "POST /jobs/ingest"));
    boolean noEcho =
        sum(seen.calls(), "POST /jobs/ingest") == 0
            && stage.number("SELECT count(*) FROM syncline.outbox") == 0;
    result.put("noEchoes", noEcho);
    JsonNode compared =
        JSON.readTree(Programs.output(stage.start("compare", "contacts", "-o", "json")));
    JsonNode contacts = compared.get("mappings").get(0);
    boolean equal =
        contacts.get("holds").asBoolean() && contacts.get("equal").asLong() == seen.records();
    result.put("equal", contacts.get("equal").asLong());
    result.put("different", contacts.get("different").asLong());
    boolean held =
        latency
            && alone
            && noEcho
            && equal
            && missing == 0
            && result.get("lost").asLong() == 0
            && result.get("applyExitCode").asInt() == 0
            && seen.applied().get("completed").asBoolean();
    result.put("held", held);
  }

  private static boolean isWithin(long normal, long now) {
    return now <= Math.round(MOST_TIMES * normal) + SLACK_MILLIS;
  }

  private static void put(ObjectNode result, String phase, BothWays.Delays delays) {
    result
        .putObject(phase)
        .put("changes", delays.count())
        .put("pushP50Millis", delays.push(0.5))
        .put("pushP99Millis", delays.push(0.99))
        .put("pullP50Millis", delays.pull(0.5))
        .put("pullP99Millis", delays.pull(0.99));
  }

  /** A sum over all columns but the new one, of the rows that the live changes leave alone. */
  private static Rows untouched(SyncStage stage, long records) throws Exception {
    String which = " FROM contact WHERE id % " + BothWays.stride(records) / 2 + " <> 0";
    return new Rows(
        stage.number("SELECT count(*)" + which),
        Long.toString(
            stage.number(
                "SELECT COALESCE(sum(hashtextextended(concat_ws('|', id, salesforce_id, shop_id,"
                    + " first_name, last_name, email, birthdate, opted_out, account_id), 7)"
                    + " % 1000003), 0)"
                    + which)));
  }

  private static Map<String, Long> calls(SyncStage stage) throws IOException, InterruptedException {
    var calls = new TreeMap<String, Long>();
    stage
        .org()
        .stats()
        .get("calls")
        .properties()
        .forEach(call -> calls.put(call.getKey(), call.getValue().asLong()));
    return calls;
  }

  private static long sum(Map<String, Long> calls, String begin) {
    return calls.entrySet().stream()
        .filter(call -> call.getKey().startsWith(begin))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
