package dev.syncline.benchmarks;

import dev.syncline.benchmarks.MatchPerson.Kind;
import dev.syncline.benchmarks.MatchPerson.Sides;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that data which was on both sides before is matched exactly, linked in bulk and never
 * doubled. What must be found, and what must become of each person, follows from how the data was
 * made; nothing that the product says is believed.
 */
public final class MatchProof {
  private static final String MAPPINGS =
      """
      contacts:
        object: Contact
        table: contact
        direction: both
        match: [{Email: email}]
        fields: { LastName: name, Email: email }
      """;

  private static final int DEFAULT_RECORDS = 50_000;
  private static final int LOG = 2_000;
  private static final double MOST_SECONDS = 60;

  /** What each process of the product may use; more ends it. */
  private static final int HEAP_MEBIBYTES = 256;

  private static final int DONE = 0;
  private static final int PARKED = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final Stage stage;
  private final List<MatchPerson> persons;
  private final MatchSides sides;
  private final ObjectNode result = JSON.createObjectNode();
  private boolean held = true;
  private long peakHeap;

  private MatchProof(Stage stage, List<MatchPerson> persons, MatchSides sides) {
    this.stage = stage;
    this.persons = persons;
    this.sides = sides;
  }

  /**
   * Runs it: {@code [--records N]}, a multiple of 100, so many rows and so many records. The last
   * line of standard output is the result in JSON; the exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    int records = Math.toIntExact(new Arguments(words).number("--records", DEFAULT_RECORDS));
    List<MatchPerson> persons = MatchPerson.rounds(records);
    boolean held;
    try (Stage stage = Stage.set(1, 0, 10_000, MAPPINGS)) {
      held = new MatchProof(stage, persons, MatchSides.fill(stage, persons)).holds();
    }
    System.exit(held ? 0 : 1);
  }

  private boolean holds() throws Exception {
    result.put("rows", sides.before().rows());
    result.put("records", sides.before().records());
    JsonNode dry = run(DONE, "match", "contacts", "-o", "json");
    judgeCounts(dry);
    require("dryRunLinkedNothing", links() == 0);
    JsonNode linked = run(DONE, "match", "contacts", "--link", "-o", "json");
    judgeCounts(linked);
    judgeLinks(linked);
    run(DONE, "db", "install", "--yes");
    double began = seconds();
    run(PARKED, "sync", "--until-idle", "-o", "json");
    run(PARKED, "push", "contacts", "--unlinked", "-o", "json");
    run(PARKED, "sync", "--until-idle", "-o", "json");
    result.put("syncSeconds", Math.round(seconds() - began));
    judgeSync();
    judgeUndo(linked);
    result.put("peakHeapMiB", peakHeap);
    require("held", held);
    System.out.println(JSON.writeValueAsString(result));
    return held;
  }

  private static double seconds() {
    return System.nanoTime() / 1e9;
  }

  private void require(String what, boolean holds) {
    result.put(what, holds);
    held &= holds;
  }

  /** Runs a command that must end so; what it answered. */
  private JsonNode run(int expected, String... command) throws Exception {
    double began = seconds();
    Process process = stage.syncline(HEAP_MEBIBYTES, command);
    String output = Programs.output(process);
    int code = process.waitFor();
    if (code != expected) {
      String said = Files.readString(stage.log());
      throw new IllegalStateException(
          String.join(" ", command)
              + " ended with "
              + code
              + ": "
              + output
              + said.substring(Math.max(0, said.length() - LOG)));
    }
    JsonNode answer = JSON.readTree(output.startsWith("{") ? output : "{}");
    peakHeap = Math.max(peakHeap, answer.path("peakHeapMiB").asLong(0));
    System.err.println(
        "%s: %d seconds".formatted(String.join(" ", command), Math.round(seconds() - began)));
    return answer;
  }

  private Sides before(Predicate<Kind> which) {
    return Arrays.stream(Kind.values())
        .filter(which)
        .map(kind -> kind.before.times(kind.share))
        .reduce(new Sides(0, 0), Sides::plus)
        .times(sides.before().rows() / MatchPerson.ROUND);
  }

  /** What match says against what there is. */
  private void judgeCounts(JsonNode answer) {
    Sides ambiguous = before(Kind::isAmbiguous);
    Sides alone = before(kind -> kind != Kind.SAME && !kind.isAmbiguous());
    int matched = before(kind -> kind == Kind.SAME).rows();
    result.put("matched", answer.get("matched").asLong());
    result.put("ambiguousRows", answer.get("ambiguousRows").asLong());
    result.put("ambiguousRecords", answer.get("ambiguousRecords").asLong());
    result.put("onlyHere", answer.get("onlyRows").asLong());
    result.put("onlyThere", answer.get("onlyRecords").asLong());
    boolean exact =
        answer.get("matched").asLong() == matched
            && answer.get("ambiguousRows").asLong() == ambiguous.rows()
            && answer.get("ambiguousRecords").asLong() == ambiguous.records()
            && answer.get("onlyRows").asLong() == alone.rows()
            && answer.get("onlyRecords").asLong() == alone.records();
    boolean both = result.path("countsExact").asBoolean(true) && exact;
    require("countsExact", both);
  }

  /** Exactly the pairs are linked, each once. */
  private void judgeLinks(JsonNode linked) throws Exception {
    MatchSides.Seen seen = sides.look();
    long right =
        seen.links().stream()
            .filter(link -> link.row() == link.record())
            .mapToInt(MatchSides.Link::row)
            .filter(person -> persons.get(person).kind() == Kind.SAME)
            .distinct()
            .count();
    long pairs = before(kind -> kind == Kind.SAME).rows();
    double seconds = linked.get("seconds").asDouble();
    result.put("linked", right);
    result.put("wrong", seen.links().size() - right);
    result.put("linkSeconds", seconds);
    require("linkedExactly", right == pairs && seen.links().size() == pairs);
    require("linkedInTime", seconds < MOST_SECONDS);
  }

  /** Each person is there as often as it must be, and exactly those are set aside that must be. */
  private void judgeSync() throws Exception {
    MatchSides.Seen seen = sides.look();
    long doubled = 0;
    long missing = 0;
    long parked = 0;
    long parkedWrongly = seen.wrongReasons();
    for (MatchPerson person : persons) {
      Sides after = person.kind().after;
      Sides holds = seen.held()[person.number()];
      doubled += Math.max(0, holds.rows() - after.rows());
      doubled += Math.max(0, holds.records() - after.records());
      missing += Math.max(0, after.rows() - holds.rows());
      missing += Math.max(0, after.records() - holds.records());
      Sides aside = seen.parked()[person.number()];
      parked += aside.rows() + aside.records();
      parkedWrongly += aside.equals(person.kind().parked) ? 0 : 1;
    }
    long wrong = seen.links().stream().filter(link -> link.row() != link.record()).count();
    long expected = persons.stream().filter(person -> person.kind().isLinked()).count();
    result.put("doubledAfterSync", doubled);
    result.put("missingAfterSync", missing);
    result.put("parkedAfterSync", parked);
    result.put("parkedWrongly", parkedWrongly);
    result.put("linksAfterSync", seen.links().size());
    result.put("wrongAfterSync", wrong);
    result.put("unequalAfterSync", seen.unequal());
    require(
        "syncedExactly",
        doubled == 0
            && missing == 0
            && parkedWrongly == 0
            && wrong == 0
            && seen.unequal() == 0
            && seen.links().size() == expected);
  }

  private void judgeUndo(JsonNode linked) throws Exception {
    long before = links();
    long pairs = before(kind -> kind == Kind.SAME).rows();
    String number = linked.get("run").asString();
    run(DONE, "match", "contacts", "--undo", number, "-o", "json");
    long undone = before - links();
    result.put("undone", undone);
    require("undoneExactly", undone == pairs);
  }

  private long links() throws Exception {
    return stage.number("SELECT count(*) FROM syncline.link");
  }
}
