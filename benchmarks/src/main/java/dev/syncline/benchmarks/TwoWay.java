package dev.syncline.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The walk-through {@code examples/two-way/run}: accounts and contacts both ways. Reads both sides
 * by plain SQL and plain REST, with nothing of the product's.
 */
public final class TwoWay {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> CONTACT =
      List.of("first_name", "last_name", "email", "birthdate", "opted_out", "shop_id");
  private static final List<String> ACCOUNT = List.of("name", "phone", "industry", "shop_id");

  private final SimulatedOrg org;
  private final SharedDatabase database;
  private final Programs programs;
  private final Path folder;

  private TwoWay(SimulatedOrg org, SharedDatabase database, Programs programs, Path folder) {
    this.org = org;
    this.database = database;
    this.programs = programs;
    this.folder = folder;
  }

  /** Runs it: {@code [postgresql|mariadb]}. */
  public static void main(String[] words) throws Exception {
    String kind = words.length == 0 ? "postgresql" : words[0];
    if (!List.of("postgresql", "mariadb").contains(kind)) {
      System.err.println("usage: examples/two-way/run [postgresql|mariadb]");
      System.exit(2);
    }
    Programs programs = Programs.ofCheckout();
    Path example = Path.of(System.getProperty("syncline.root"), "examples", "two-way");
    Path folder = Files.createTempDirectory("syncline-two-way-");
    Files.copy(example.resolve(kind + ".yaml"), folder.resolve("syncline.yaml"));
    boolean equal;
    try (var database = SharedDatabase.start(kind, folder);
        var org =
            SimulatedOrg.start(
                programs,
                folder,
                "",
                List.of(
                    "--records",
                    "Account=50,Contact=500",
                    "--schema",
                    example.resolve("org.yaml").toString()))) {
      ObjectNode result = new TwoWay(org, database, programs, folder).walk(kind);
      equal = result.get("equal").asBoolean();
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(equal ? 0 : 1);
  }

  private ObjectNode walk(String kind) throws Exception {
    say("1. Install capture: the triggers that note the application's changes");
    syncline("db", "install", "--yes");
    say("2. The first sync reads what the org has");
    syncline("sync", "--until-idle");
    say("3. Edit both sides");
    int edits = editOrg() + editDatabase();
    say("4. Sync until both sides are quiet");
    syncline("sync", "--until-idle");
    say("5. Compare both sides, record by record");
    var result = JSON.createObjectNode();
    result.put("database", kind);
    result.put("edits", edits);
    List<String> differences = new ArrayList<>();
    result.put("accounts", compare(accounts(), accountRows(), differences));
    result.put("contacts", compare(contacts(), contactRows(), differences));
    differences.stream().limit(10).forEach(TwoWay::say);
    result.put("different", differences.size());
    result.put("equal", differences.isEmpty());
    return result;
  }

  private void syncline(String... arguments) throws IOException, InterruptedException {
    var environment = new HashMap<>(database.environment());
    environment.put("ORG_URL", org.instanceUrl());
    environment.put("CLIENT_ID", org.clientId());
    environment.put("CLIENT_SECRET", org.clientSecret());
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
  }

  /** Changes, creates and deletes records, one of them also changed in the database. */
  private int editOrg() throws IOException, InterruptedException {
    List<JsonNode> accounts = org.all("SELECT Id FROM Account ORDER BY Id LIMIT 20");
    List<JsonNode> contacts = org.all("SELECT Id FROM Contact ORDER BY Id LIMIT 40");
    int edits = 0;
    for (int i = 0; i < accounts.size(); i++) {
      var body = JSON.createObjectNode().put("Phone", "+1 555 01" + i);
      org.send("PATCH", "/sobjects/Account/" + id(accounts, i), body);
      edits++;
    }
    for (int i = 0; i < 10; i++) {
      org.send("DELETE", "/sobjects/Contact/" + id(contacts, i), JSON.createObjectNode());
      var moved = JSON.createObjectNode().put("AccountId", id(accounts, i));
      org.send("PATCH", "/sobjects/Contact/" + id(contacts, 10 + i), moved);
      var made =
          JSON.createObjectNode()
              .put("LastName", "From the org " + i)
              .put("AccountId", id(accounts, i));
      org.send("POST", "/sobjects/Contact", made);
      edits += 3;
    }
    return edits;
  }

  private static String id(List<JsonNode> records, int place) {
    return records.get(place).get("Id").asString();
  }

  /** Changes, creates and deletes rows, parents and children in one transaction. */
  private int editDatabase() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      int edits =
          statement.executeUpdate("UPDATE account SET industry = 'Banking' WHERE id % 3 = 0");
      edits +=
          statement.executeUpdate(
              "UPDATE contact SET first_name = 'Renée', email = NULL WHERE id % 10 = 1");
      edits += statement.executeUpdate("DELETE FROM contact WHERE id % 50 = 7");
      for (int i = 0; i < 10; i++) {
        edits += insert(connection, i);
      }
      connection.commit();
      return edits;
    }
  }

  private static int insert(Connection connection, int i) throws SQLException {
    try (PreparedStatement account =
            connection.prepareStatement("INSERT INTO account (name, shop_id) VALUES (?, ?)");
        PreparedStatement contact =
            connection.prepareStatement(
                "INSERT INTO contact (last_name, shop_id, account_id)"
                    + " SELECT ?, ?, id FROM account WHERE shop_id = ?")) {
      account.setString(1, "From the shop " + i);
      account.setString(2, "A-" + i);
      contact.setString(1, "From the shop " + i);
      contact.setString(2, "C-" + i);
      contact.setString(3, "A-" + i);
      return account.executeUpdate() + contact.executeUpdate();
    }
  }

  private Map<String, List<String>> accounts() throws IOException, InterruptedException {
    var found = new TreeMap<String, List<String>>();
    for (JsonNode record :
        org.all(
            "SELECT Id, Name, Phone, Industry, Shop_Id__c, AnnualRevenue, ParentId FROM Account")) {
      found.put(
          text(record, "Id"),
          values(
              text(record, "Name"),
              text(record, "Phone"),
              text(record, "Industry"),
              text(record, "Shop_Id__c"),
              number(text(record, "AnnualRevenue")),
              text(record, "ParentId")));
    }
    return found;
  }

  private Map<String, List<String>> contacts() throws IOException, InterruptedException {
    var found = new TreeMap<String, List<String>>();
    for (JsonNode record :
        org.all(
            "SELECT Id, FirstName, LastName, Email, Birthdate, HasOptedOutOfEmail, Shop_Id__c,"
                + " AccountId FROM Contact")) {
      found.put(
          text(record, "Id"),
          values(
              text(record, "FirstName"),
              text(record, "LastName"),
              text(record, "Email"),
              text(record, "Birthdate"),
              text(record, "HasOptedOutOfEmail"),
              text(record, "Shop_Id__c"),
              text(record, "AccountId")));
    }
    return found;
  }

  private static String text(JsonNode record, String field) {
    JsonNode value = record.get(field);
    return value == null || value.isNull() ? "" : value.asString();
  }

  private static String number(String text) {
    return text.isEmpty() ? "" : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  private static List<String> values(String... values) {
    return List.of(values);
  }

  private Map<String, List<String>> accountRows() throws SQLException {
    return rows(
        "SELECT a.*, p.salesforce_id AS parent FROM account a"
            + " LEFT JOIN account p ON p.id = a.parent_id",
        row -> {
          List<String> values = texts(row, ACCOUNT);
          values.add(number(column(row, "annual_revenue")));
          values.add(column(row, "parent"));
          return values;
        });
  }

  private Map<String, List<String>> contactRows() throws SQLException {
    return rows(
        "SELECT c.*, p.salesforce_id AS parent FROM contact c"
            + " LEFT JOIN account p ON p.id = c.account_id",
        row -> {
          List<String> values = texts(row, CONTACT);
          values.set(4, truth(values.get(4)));
          values.add(column(row, "parent"));
          return values;
        });
  }

  private static String truth(String value) {
    return switch (value) {
      case "t", "1" -> "true";
      case "f", "0", "" -> "false";
      default -> value;
    };
  }

  /** Takes the values of a row. */
  @FunctionalInterface
  private interface Taking {
    List<String> of(ResultSet row) throws SQLException;
  }

  private Map<String, List<String>> rows(String sql, Taking taking) throws SQLException {
    var found = new TreeMap<String, List<String>>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String id = column(rows, "salesforce_id");
        found.put(id.isEmpty() ? "row " + rows.getString("id") : id, taking.of(rows));
      }
    }
    return found;
  }

  private static List<String> texts(ResultSet row, List<String> columns) throws SQLException {
    var texts = new ArrayList<String>();
    for (String column : columns) {
      texts.add(column(row, column));
    }
    return texts;
  }

  private static String column(ResultSet row, String name) throws SQLException {
    return Objects.requireNonNullElse(row.getString(name), "");
  }

  private static int compare(
      Map<String, List<String>> records, Map<String, List<String>> rows, List<String> differences) {
    records.forEach(
        (id, values) -> {
          if (!values.equals(rows.get(id))) {
            differences.add(id + ": the org has " + values + ", the database " + rows.get(id));
          }
        });
    rows.keySet().stream()
        .filter(id -> !records.containsKey(id))
        .forEach(id -> differences.add(id + " is in the database alone: " + rows.get(id)));
    return records.size();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
