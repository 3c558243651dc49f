package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.SimulatedOrg;
import dev.syncline.benchmarks.kills.Thing.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Users of the org: they make, change, move and delete records at random. */
final class OrgEdits {
  private static final JsonMapper JSON = new JsonMapper();

  private final SimulatedOrg org;
  private final Things things;
  private final Random random;
  private int made;

  OrgEdits(SimulatedOrg org, Things things, Random random) {
    this.org = org;
    this.things = things;
    this.random = random;
  }

  /** One change. */
  void edit() throws IOException, InterruptedException {
    int choice = random.nextInt(20);
    if (choice < 4) {
      insert(Kind.any(random));
      return;
    }
    Optional<Thing> found = things.any(random);
    if (found.isEmpty()) {
      return;
    }
    Thing thing = found.get();
    if (choice == 4) {
      delete(thing);
    } else if (choice < 8 && thing.kind() == Kind.CONTACT && thing.mark().startsWith("O-")) {
      move(thing);
    } else if (choice < 11) {
      update(thing, Kind.SHARED, "+44 " + random.nextInt(1_000_000_000));
    } else {
      update(thing, thing.kind().orgField(), text());
    }
  }

  private String text() {
    return "Record " + random.nextInt(1_000_000_000);
  }

  private void insert(Kind kind) throws IOException, InterruptedException {
    var thing = new Thing(kind, "O-" + made++);
    ObjectNode record = JSON.createObjectNode().put(kind.markField(), thing.mark());
    for (String field : List.of(kind.databaseField(), kind.orgField())) {
      String value = text();
      record.put(field, value);
      thing.write(Side.ORG, field, value);
    }
    if (kind == Kind.CONTACT) {
      String parent = ShopEdits.parent(random.nextInt(ShopEdits.PARENTS));
      Optional<String> id = id(Kind.ACCOUNT, parent);
      if (id.isPresent()) {
        record.put(Kind.PARENT, id.get());
        thing.write(Side.ORG, Kind.PARENT, parent);
      }
    }
    if (send("POST", "/sobjects/" + kind.object(), record)) {
      things.add(thing);
    }
  }

  void update(Thing thing, String field, String value) throws IOException, InterruptedException {
    patch(thing, field, value, value);
  }

  private void move(Thing thing) throws IOException, InterruptedException {
    String parent = ShopEdits.parent(random.nextInt(ShopEdits.PARENTS));
    Optional<String> id = id(Kind.ACCOUNT, parent);
    if (id.isPresent()) {
      patch(thing, Kind.PARENT, id.get(), parent);
    }
  }

  private void patch(Thing thing, String field, String sent, String means)
      throws IOException, InterruptedException {
    Optional<String> id = id(thing.kind(), thing.mark());
    if (id.isEmpty()) {
      return;
    }
    ObjectNode record = JSON.createObjectNode().put(field, sent);
    if (send("PATCH", "/sobjects/" + thing.kind().object() + "/" + id.get(), record)) {
      things.note(thing, t -> t.write(Side.ORG, field, means));
    }
  }

  private void delete(Thing thing) throws IOException, InterruptedException {
    Optional<String> id = id(thing.kind(), thing.mark());
    if (id.isEmpty()) {
      return;
    }
    String path = "/sobjects/" + thing.kind().object() + "/" + id.get();
    if (send("DELETE", path, JSON.createObjectNode())) {
      things.note(thing, Thing::delete);
    }
  }

  private Optional<String> id(Kind kind, String mark) throws IOException, InterruptedException {
    List<JsonNode> found =
        org.all(
            "SELECT Id FROM %s WHERE %s = '%s'".formatted(kind.object(), kind.markField(), mark));
    return found.stream().findFirst().map(record -> record.get("Id").asString());
  }

  /** Whether it was done: others may have deleted or locked the record. */
  private boolean send(String method, String path, ObjectNode body) throws InterruptedException {
    try {
      org.send(method, path, body);
      return true;
    } catch (IOException e) {
      System.err.println("Refused by the org: " + e.getMessage());
      return false;
    }
  }
}
