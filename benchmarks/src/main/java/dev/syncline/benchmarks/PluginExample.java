package dev.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The walk-through {@code examples/plugin/run}: a plugin that looks at what is pushed, and a
 * webhook that looks at what is pulled. Reads both sides by plain SQL and plain REST.
 */
public final class PluginExample {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "the secret of the example";

  private final SimulatedOrg org;
  private final SharedDatabase database;
  private final Programs programs;
  private final Path folder;
  private final String hook;

  private PluginExample(
      SimulatedOrg org, SharedDatabase database, Programs programs, Path folder, String hook) {
    this.org = org;
    this.database = database;
    this.programs = programs;
    this.folder = folder;
    this.hook = hook;
  }

  /** Runs it. */
  public static void main(String[] words) throws Exception {
    Programs programs = Programs.ofCheckout();
    Path examples = Path.of(System.getProperty("syncline.root"), "examples");
    Path folder = Files.createTempDirectory("syncline-plugin-");
    Files.copy(examples.resolve("plugin/syncline.yaml"), folder.resolve("syncline.yaml"));
    say("1. Compile the plugin into plugins/, and start the webhook");
    build(examples, folder);
    Process webhook = webhook(examples, folder);
    ObjectNode result;
    try (var database = SharedDatabase.start("postgresql", folder);
        var org =
            SimulatedOrg.start(
                programs,
                folder,
                "",
                List.of("--schema", examples.resolve("schema/tickets.yaml").toString()))) {
      String hook = "http://localhost:" + Programs.firstLine(webhook) + "/tickets";
      result = new PluginExample(org, database, programs, folder, hook).walk();
    } finally {
      Programs.stop(webhook);
    }
    System.out.println(JSON.writeValueAsString(result));
    System.exit(result.get("holds").asBoolean() ? 0 : 1);
  }

  private static void build(Path examples, Path folder) throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(
                examples.resolve("plugin/build").toString(), folder.resolve("plugins").toString())
            .inheritIO()
            .start();
    if (build.waitFor() != 0) {
      throw new IOException("the plugin was not built");
    }
  }

  private static Process webhook(Path examples, Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            examples.resolve("plugin/Webhook.java").toString(),
            SECRET)
        .redirectError(folder.resolve("webhook.log").toFile())
        .start();
  }

  private ObjectNode walk() throws Exception {
    sql(
        "CREATE TABLE ticket (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            + " name text, summary text, color text)");
    syncline("db", "install", "--yes");
    say("2. Two tickets in Salesforce: the webhook keeps the blue one there");
    String red = ticket("Red one", "Red", "from the org");
    String blue = ticket("Blue one", "Blue", "never seen");
    syncline("sync", "--until-idle");
    String pulled = cell("SELECT string_agg(summary, ',') FROM ticket");
    say("3. Two rows: the plugin keeps the test data here and tidies the other's name");
    sql("INSERT INTO ticket (name) VALUES ('  New   name '), ('TEST 1')");
    syncline("sync", "--until-idle");
    List<String> names = new ArrayList<>();
    org.all("SELECT Name FROM Ticket__c ORDER BY Name")
        .forEach(r -> names.add(r.get("Name").asString()));
    say("4. What Syncline says of those that were kept");
    String keptRow = show(cell("SELECT id FROM ticket WHERE name = 'TEST 1'"));
    String keptRecord = show(blue);
    say("5. The row is asked about again when it changes");
    sql("UPDATE ticket SET name = 'Real 1' WHERE name = 'TEST 1'");
    syncline("sync", "--until-idle");
    int now = org.all("SELECT Id FROM Ticket__c").size();
    Map<String, Boolean> holds = new HashMap<>();
    holds.put("valueAlteredOnPull", pulled.equals("FROM THE ORG"));
    holds.put("valueAlteredOnPush", names.equals(List.of("Blue one", "New name", "Red one")));
    holds.put("pushVetoShown", keptRow.contains("names with 'TEST' are test data"));
    holds.put("pullVetoShown", keptRecord.contains("blue tickets stay in Salesforce"));
    holds.put("askedAgain", now == 4);
    holds.put("linked", !red.isEmpty());
    ObjectNode result = JSON.createObjectNode();
    holds.forEach(result::put);
    result.put("holds", !holds.containsValue(false));
    return result;
  }

  private String ticket(String name, String color, String summary)
      throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode().put("Name", name).put("Color__c", color).put("Summary__c", summary);
    JsonNode answer = org.send("POST", "/sobjects/Ticket__c", body);
    return answer.get("id").asString();
  }

  private String show(String key) throws IOException, InterruptedException {
    return syncline("record", "show", key);
  }

  private String syncline(String... arguments) throws IOException, InterruptedException {
    var environment = new HashMap<>(database.environment());
    environment.put("ORG_URL", org.instanceUrl());
    environment.put("CLIENT_ID", org.clientId());
    environment.put("CLIENT_SECRET", org.clientSecret());
    environment.put("HOOK_URL", hook);
    environment.put("HOOK_SECRET", SECRET);
    say("$ syncline " + String.join(" ", arguments));
    Process process = programs.start(folder, environment, List.of(arguments));
    String output = Programs.output(process);
    if (!arguments[0].equals("db")) {
      System.out.print(output);
    }
    if (process.waitFor() != 0) {
      System.out.print(Files.readString(folder.resolve("syncline.log")));
      throw new IOException("syncline ended with " + process.exitValue());
    }
    return output;
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  private String cell(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
