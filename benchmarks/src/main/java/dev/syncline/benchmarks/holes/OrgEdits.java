package dev.syncline.benchmarks.holes;

import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the org's users do to their records, by chance: one thread. */
final class OrgEdits {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT = "Account";
  private static final String CONTACT = "Contact";
  private static final int MAX_DEEDS = 200_000;

  private final SimulatedOrg org;
  private final Random random;
  private final Living accounts = new Living();
  private final Living childless = new Living();
  private final Living contacts = new Living();
  private final Living deleted = new Living();
  private final Living leads = new Living();
  private final List<String> sheltered = new ArrayList<>();
  private long version;
  private long done;

  /**
   * Reads what is there.
   *
   * @param shelter so many contacts are edited alone, and never deleted or merged
   */
  static OrgEdits of(SimulatedOrg org, Random random, int shelter)
      throws IOException, InterruptedException {
    var edits = new OrgEdits(org, random);
    for (JsonNode record : org.all("SELECT Id FROM Account")) {
      edits.accounts.add(record.get("Id").asString());
    }
    for (JsonNode record : org.all("SELECT Id FROM Lead WHERE IsConverted = false")) {
      edits.leads.add(record.get("Id").asString());
    }
    for (JsonNode record : org.all("SELECT Id FROM Contact ORDER BY Id")) {
      String id = record.get("Id").asString();
      if (edits.sheltered.size() < shelter) {
        edits.sheltered.add(id);
      } else {
        edits.contacts.add(id);
      }
    }
    return edits;
  }

  private OrgEdits(SimulatedOrg org, Random random) {
    this.org = org;
    this.random = random;
  }

  List<String> sheltered() {
    return List.copyOf(sheltered);
  }

  /** How many writes were carried out. */
  long done() {
    return done;
  }

  /** Writes of one transaction, and what is to be noted of each once it is committed. */
  private static final class Deeds {
    private final ArrayNode writes = JSON.createArrayNode();
    private final List<Consumer<String>> then = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();

    ObjectNode add(String op, String object, Consumer<String> then) {
      this.then.add(then);
      return writes.addObject().put("op", op).put("object", object);
    }

    boolean takes(@Nullable String id) {
      return id != null && touched.add(id);
    }
  }

  private void commit(Deeds deeds) throws IOException, InterruptedException {
    if (deeds.writes.isEmpty() || deeds.writes.size() > MAX_DEEDS) {
      throw new IllegalStateException("A transaction of " + deeds.writes.size() + " writes");
    }
    JsonNode results = org.write(deeds.writes);
    for (int i = 0; i < results.size(); i++) {
      deeds.then.get(i).accept(results.get(i).get("id").asString());
    }
    done += results.size();
  }

  private static void nothing(String id) {
    // It is known already.
  }

  private String nextVersion() {
    version++;
    return "v" + version;
  }

  /** A transaction with edits of all kinds. */
  void mixed(int count) throws IOException, InterruptedException {
    var deeds = new Deeds();
    while (deeds.writes.size() < count) {
      any(deeds);
    }
    commit(deeds);
  }

  private void any(Deeds deeds) {
    int dice = random.nextInt(100);
    if (dice < 50) {
      Living of = random.nextInt(8) == 0 ? accounts : contacts;
      update(deeds, of == accounts ? ACCOUNT : CONTACT, of.any(random));
    } else if (dice < 55) {
      update(deeds, CONTACT, sheltered.get(random.nextInt(sheltered.size())));
    } else if (dice < 75) {
      insertContact(deeds);
    } else if (dice < 79) {
      insertAccount(deeds);
    } else if (dice < 88) {
      delete(deeds, CONTACT, contacts);
    } else if (dice < 93) {
      undelete(deeds);
    } else if (dice < 96) {
      merge(deeds, CONTACT, contacts);
    } else if (dice < 97) {
      merge(deeds, ACCOUNT, accounts);
    } else if (dice < 99) {
      delete(deeds, ACCOUNT, childless);
    } else {
      convert(deeds);
    }
  }

  private void update(Deeds deeds, String object, @Nullable String id) {
    if (deeds.takes(id)) {
      ObjectNode fields =
          deeds.add("update", object, OrgEdits::nothing).put("id", id).putObject("fields");
      fill(fields, object);
    }
  }

  private void fill(ObjectNode fields, String object) {
    boolean account = object.equals(ACCOUNT);
    fields.put(account ? "Name" : "LastName", nextVersion());
    if (random.nextInt(3) == 0) {
      fields.put("Phone", random.nextInt(4) == 0 ? null : "555-" + random.nextInt(10_000));
    }
    if (account && random.nextInt(3) == 0) {
      fields.put("BillingCity", "City " + random.nextInt(50));
    }
    if (!account && random.nextInt(4) == 0) {
      fields.put("Email", random.nextInt(4) == 0 ? null : "a%d@b.example".formatted(version));
    }
    if (!account && random.nextInt(6) == 0) {
      fields.put("Description", text());
    }
  }

  /** Of some lines, of which a later version shares many: the org tells the difference alone. */
  private String text() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      lines.add("line " + i + " as of " + (random.nextInt(10) == 0 ? version : 0));
    }
    return String.join("\n", lines);
  }

  private void insertContact(Deeds deeds) {
    ObjectNode fields = deeds.add("insert", CONTACT, contacts::add).putObject("fields");
    fill(fields, CONTACT);
    String account = accounts.any(random);
    if (account != null && !deeds.touched.contains(account)) {
      deeds.touched.add(account);
      childless.remove(account);
      fields.put("AccountId", account);
    }
  }

  private void insertAccount(Deeds deeds) {
    Consumer<String> then =
        id -> {
          accounts.add(id);
          childless.add(id);
        };
    fill(deeds.add("insert", ACCOUNT, then).putObject("fields"), ACCOUNT);
  }

  private void delete(Deeds deeds, String object, Living from) {
    String id = from.any(random);
    if (deeds.takes(id) && id != null) {
      from.remove(id);
      if (object.equals(ACCOUNT)) {
        accounts.remove(id);
      }
      Consumer<String> then = object.equals(CONTACT) ? deleted::add : OrgEdits::nothing;
      deeds.add("delete", object, then).put("id", id);
    }
  }

  private void undelete(Deeds deeds) {
    String id = deleted.any(random);
    if (deeds.takes(id) && id != null) {
      deleted.remove(id);
      deeds.add("undelete", CONTACT, contacts::add).put("id", id);
    }
  }

  private void merge(Deeds deeds, String object, Living from) {
    String stays = from.any(random);
    String goes = from.any(random);
    if (stays != null && goes != null && !stays.equals(goes)) {
      if (!deeds.touched.contains(stays) && !deeds.touched.contains(goes)) {
        deeds.touched.addAll(List.of(stays, goes));
        from.remove(goes);
        childless.remove(goes);
        childless.remove(stays);
        deeds.add("merge", object, OrgEdits::nothing).put("id", stays).putArray("merge").add(goes);
      }
    }
  }

  private void convert(Deeds deeds) {
    String lead = leads.any(random);
    if (deeds.takes(lead) && lead != null) {
      leads.remove(lead);
      deeds
          .add("convert", "Lead", OrgEdits::nothing)
          .put("id", lead)
          .put("convertedStatus", "Closed - Converted")
          .put("doNotCreateOpportunity", true);
    }
  }

  /** One transaction that changes so many contacts, each otherwise. */
  void updateTogether(int count) throws IOException, InterruptedException {
    var deeds = new Deeds();
    for (String id : contacts.all()) {
      if (deeds.writes.size() < count) {
        deeds
            .add("update", CONTACT, OrgEdits::nothing)
            .put("id", id)
            .putObject("fields")
            .put("LastName", nextVersion());
      }
    }
    if (deeds.writes.size() < count) {
      throw new IllegalStateException("There are but " + contacts.size() + " contacts");
    }
    commit(deeds);
  }

  /** What is done to one contact in a transaction of its own. */
  void one(String op) throws IOException, InterruptedException {
    var deeds = new Deeds();
    switch (op) {
      case "CREATE" -> insertContact(deeds);
      case "UPDATE" -> update(deeds, CONTACT, contacts.any(random));
      case "DELETE" -> delete(deeds, CONTACT, contacts);
      case "UNDELETE" -> undelete(deeds);
      default -> throw new IllegalArgumentException(op);
    }
    commit(deeds);
  }

  /** Changes a contact that stays; what it is called from then on. */
  String mark(String id) throws IOException, InterruptedException {
    var deeds = new Deeds();
    String name = nextVersion();
    deeds
        .add("update", CONTACT, OrgEdits::nothing)
        .put("id", id)
        .putObject("fields")
        .put("LastName", name);
    commit(deeds);
    return name;
  }
}
