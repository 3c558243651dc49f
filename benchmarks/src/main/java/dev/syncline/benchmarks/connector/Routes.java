package dev.syncline.benchmarks.connector;

import dev.syncline.benchmarks.Arguments;
import dev.syncline.benchmarks.Programs;
import dev.syncline.benchmarks.SimulatedOrg;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that it makes no difference by which way records are written: random change sets go out by
 * single calls, lists, transactions and bulk jobs, as creates, upserts and updates, and plain REST
 * shows the same afterwards, which is also what the sets say.
 */
public final class Routes {
  private static final int DEFAULT_SETS = 10_000;
  private static final int LIST = 200;
  private static final FieldName KEY = new FieldName("Key__c");
  private static final JsonMapper JSON = new JsonMapper();

  private final PlainRest rest;
  private final RouteWriting writing;
  private final List<List<FieldWrite>> sets;

  private Routes(PlainRest rest, RouteWriting writing, List<List<FieldWrite>> sets) {
    this.rest = rest;
    this.writing = writing;
    this.sets = sets;
  }

  /**
   * Runs it: {@code [--sets N] [--seed N]}. The last line of standard output is the result in JSON;
   * the exit code is 0 only if all holds, and if a record that was changed on purpose was noticed.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    int count = Math.toIntExact(arguments.number("--sets", DEFAULT_SETS));
    long seed = arguments.number("--seed", System.nanoTime() & 0xffff);
    var random = new ChangeSets(seed);
    List<List<FieldWrite>> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(random.next());
    }
    Path folder = Files.createTempDirectory("syncline-routes-");
    Path schema = Files.writeString(folder.resolve("schema.yaml"), ChangeSets.SCHEMA);
    boolean held;
    try (var org =
            SimulatedOrg.start(
                Programs.ofCheckout(), folder, "", List.of("--schema", schema.toString()));
        var rest = new PlainRest(org.instanceUrl(), org.ready().get("accessToken").asString());
        SalesforceOrg connector = connect(org)) {
      var writing =
          new RouteWriting(connector.writer(), connector.describe(new ObjectName("Proof__c")), KEY);
      ObjectNode result = new Routes(rest, writing, sets).judge();
      result.put("seed", seed);
      held = result.get("held").asBoolean();
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
  }

  private ObjectNode judge() throws IOException, InterruptedException {
    Map<Way, EndState> ends = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      long start = System.nanoTime();
      write(way);
      ends.put(way, EndState.read(rest, way));
      System.err.printf("%s: %.1f s%n", way, (System.nanoTime() - start) / 1e9);
    }
    EndState expected = expected();
    long different = 0;
    long wrong = 0;
    for (Way way : Way.values()) {
      different += end(ends, way).different(end(ends, Way.SINGLE), way + " from SINGLE");
      wrong += end(ends, way).different(expected, way + " from what was sent");
    }
    boolean noticed = noticesOneChange(end(ends, Way.BULK));
    ObjectNode result = JSON.createObjectNode();
    result.put("sets", sets.size());
    result.put("routes", Way.values().length);
    result.put("different", different);
    result.put("wrong", wrong);
    result.put("keptFromBulk", writing.keptFromBulk());
    result.put("changeOnPurposeNoticed", noticed);
    result.put("held", different == 0 && wrong == 0 && noticed && !sets.isEmpty());
    return result;
  }

  /** Changes one record behind the connector's back: the comparison has to see exactly that. */
  private boolean noticesOneChange(EndState before) throws IOException, InterruptedException {
    rest.send("PATCH", "/sobjects/Proof__c/Key__c/" + key(Way.BULK, 0), Map.of("Text__c", "moved"));
    return EndState.read(rest, Way.BULK).different(before, "on purpose: BULK") == 1;
  }

  private static EndState end(Map<Way, EndState> ends, Way way) {
    EndState end = ends.get(way);
    if (end == null) {
      throw new IllegalStateException(way + " was not read");
    }
    return end;
  }

  /** Every fourth set creates, upserts what is not there, upserts what is there, or updates. */
  private void write(Way way) throws IOException, InterruptedException {
    Map<Integer, RecordId> there = prepare(way);
    for (int kind = 0; kind < 4; kind++) {
      List<RecordWrite> writes = new ArrayList<>();
      for (int i = kind; i < sets.size(); i += 4) {
        writes.add(write(way, i, there));
      }
      if (!writes.isEmpty()) {
        writing.write(way, writes);
      }
    }
  }

  private RecordWrite write(Way way, int number, Map<Integer, RecordId> there) {
    RowKey row = new RowKey(key(way, number));
    Value key = new Value.Text(key(way, number));
    List<FieldWrite> fields = sets.get(number);
    RecordId id = there.get(number);
    if (number % 4 == 0) {
      List<FieldWrite> named = new ArrayList<>(fields);
      named.add(new FieldWrite.Plain(KEY, key));
      return new RecordWrite.Create(row, named);
    }
    return number % 4 == 3 && id != null
        ? new RecordWrite.Update(row, id, fields)
        : new RecordWrite.Upsert(row, KEY, key, fields);
  }

  private static boolean isThereBefore(int number) {
    return number % 4 >= 2;
  }

  private static String key(Way way, int number) {
    return way + "-" + number;
  }

  /** Fills the records that are to be there, by plain REST. */
  private Map<Integer, RecordId> prepare(Way way) throws IOException, InterruptedException {
    Map<Integer, RecordId> ids = new HashMap<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      if (isThereBefore(i)) {
        numbers.add(i);
      }
    }
    for (int at = 0; at < numbers.size(); at += LIST) {
      List<Integer> some = numbers.subList(at, Math.min(numbers.size(), at + LIST));
      List<Map<String, Object>> records = new ArrayList<>();
      some.forEach(number -> records.add(before(key(way, number))));
      JsonNode answer = rest.send("POST", "/composite/sobjects", Map.of("records", records));
      for (int i = 0; i < some.size(); i++) {
        ids.put(some.get(i), RecordId.of(answer.get(i).get("id").asString()));
      }
    }
    return ids;
  }

  private static Map<String, Object> before(String key) {
    Map<String, Object> before = new LinkedHashMap<>(Map.of("Key__c", key, "Flag__c", true));
    before.put("attributes", Map.of("type", "Proof__c"));
    before.put("Text__c", "before");
    before.put("Long__c", "long before");
    before.put("Whole__c", 7);
    before.put("Money__c", 7.5);
    before.put("Day__c", "2001-02-03");
    before.put("Moment__c", "2001-02-03T04:05:06Z");
    before.put("Multi__c", "Red");
    before.put("Mail__c", "before@example.com");
    return before;
  }

  private EndState expected() {
    Map<Integer, Map<String, String>> records = new TreeMap<>();
    for (int i = 0; i < sets.size(); i++) {
      Map<String, String> shown = new LinkedHashMap<>();
      ChangeSets.FIELDS.forEach(field -> shown.put(field, "null"));
      shown.put("Flag__c", "false");
      if (isThereBefore(i)) {
        before("").forEach((field, value) -> shown.put(field, String.valueOf(value)));
        shown.keySet().retainAll(ChangeSets.FIELDS);
        shown.put("Moment__c", "2001-02-03T04:05:06.000+0000");
      }
      Expected.apply(sets.get(i), shown);
      records.put(i, shown);
    }
    return new EndState(records);
  }

  private static SalesforceOrg connect(SimulatedOrg org) {
    var credentials =
        new Credentials.ClientCredentials(org.clientId(), new Secret(org.clientSecret()));
    URI url = URI.create(org.instanceUrl());
    OrgSettings settings =
        OrgSettings.of(new OrgName("proof"), url, credentials)
            .allowing(List.of(url.getAuthority()));
    return SalesforceOrg.connect(
        settings,
        new OrgEnvironment(
            InstantSource.system(),
            new Random(),
            Thread::sleep,
            _ -> {
              throw new IllegalStateException("Client credentials keep no token");
            }));
  }
}
