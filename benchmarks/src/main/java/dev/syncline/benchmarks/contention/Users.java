package dev.syncline.benchmarks.contention;

import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users of the org: they change the same records, some in the same field, and make some. */
final class Users {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LIST = 10;

  private final SimulatedOrg org;
  private int made;

  Users(SimulatedOrg org) {
    this.org = org;
  }

  /** Changes so many lists of records. */
  void work(Shop.Heat heat, int lists, Random random) throws IOException, InterruptedException {
    String few = heat == Shop.Heat.HOT ? "" : "NOT ";
    List<String> contacts = ids("SELECT Id FROM Contact WHERE " + few + "Shop_Id__c LIKE 'C-__'");
    List<String> accounts = ids("SELECT Id FROM Account WHERE " + few + "Shop_Id__c LIKE 'A-_'");
    for (int i = 0; i < lists && !contacts.isEmpty(); i++) {
      ArrayNode records = JSON.createArrayNode();
      for (int j = 0; j < LIST; j++) {
        String id = contacts.get(random.nextInt(contacts.size()));
        ObjectNode record = record("Contact").put("id", id);
        record.put("Department", "Department " + random.nextInt(1_000));
        if (random.nextInt(4) == 0) {
          record.put("Phone", "+44 " + random.nextInt(1_000_000));
        }
        records.add(record);
      }
      String account = accounts.get(random.nextInt(accounts.size()));
      records.add(record("Account").put("id", account).put("Site", "Site " + random.nextInt(99)));
      send("PATCH", records);
      ObjectNode contact =
          record("Contact").put("LastName", "From the org").put("AccountId", account);
      send("POST", JSON.createArrayNode().add(contact.put("Shop_Id__c", "O-" + made++)));
    }
  }

  private static ObjectNode record(String object) {
    ObjectNode record = JSON.createObjectNode();
    record.putObject("attributes").put("type", object);
    return record;
  }

  /** Records that were deleted meanwhile are refused, each for itself. */
  private void send(String method, ArrayNode records) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("allOrNone", false);
    body.set("records", records);
    org.send(method, "/composite/sobjects", body);
  }

  private List<String> ids(String soql) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode record : org.all(soql)) {
      ids.add(record.get("Id").asString());
    }
    return ids;
  }
}
