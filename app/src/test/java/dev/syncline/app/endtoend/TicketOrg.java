package dev.syncline.app.endtoend;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The simulated org of the pages in {@code docs/}, and what another user does there with its
 * tickets.
 */
final class TicketOrg implements AutoCloseable {
  private final Stage stage;
  private final OrgView org;

  private TicketOrg(Stage stage) {
    this.stage = stage;
    this.org = new OrgView(stage.org());
  }

  /** Starts the org, and a database server in a folder. */
  static TicketOrg start(Path server) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("syncline.root", ".."));
    return new TicketOrg(new Stage(server, root.resolve("examples/schema/tickets.yaml")));
  }

  Stage stage() {
    return stage;
  }

  OrgView view() {
    return org;
  }

  /** Deletes all records of these objects. */
  void empty(String... objects) {
    for (String object : objects) {
      org.values(object, "Id", "Name != null").forEach(id -> write("delete", object, id, "{}"));
    }
  }

  void create(String fields) {
    stage.control(
        "POST",
        "/records",
        "{\"writes\":[{\"op\":\"insert\",\"object\":\"Ticket__c\",\"fields\":%s}]}"
            .formatted(fields));
  }

  /** The id of a new account of a name that no other has. */
  String createAccount(String name) {
    stage.control(
        "POST",
        "/records",
        "{\"writes\":[{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"%s\"}}]}"
            .formatted(name));
    return org.values("Account", "Id", "Name = '" + name + "'").getFirst();
  }

  void change(String name, String fields) {
    write("update", "Ticket__c", idOf(name), fields);
  }

  void delete(String name) {
    write("delete", "Ticket__c", idOf(name), "{}");
  }

  String idOf(String name) {
    return field("Id", name);
  }

  /** A field of the one ticket of that name. */
  String field(String field, String name) {
    return org.values("Ticket__c", field, "Name = '" + name + "'").getFirst();
  }

  void write(String operation, String object, String id, String fields) {
    stage.control(
        "POST",
        "/records",
        "{\"writes\":[{\"op\":\"%s\",\"object\":\"%s\",\"id\":\"%s\",\"fields\":%s}]}"
            .formatted(operation, object, id, fields));
  }

  @Override
  public void close() {
    stage.close();
  }
}
