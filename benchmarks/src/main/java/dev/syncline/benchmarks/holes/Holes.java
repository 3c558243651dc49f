package dev.syncline.benchmarks.holes;

import dev.syncline.benchmarks.Arguments;
import dev.syncline.benchmarks.holes.Standing.Wrong;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that whatever a stream of events leaves out is found and read over: after each of these
 * troubles all rows are as their records, and edits of rows made meanwhile are in the org.
 */
public final class Holes {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long DEFAULT_CHANGES = 50_000;
  private static final long DEFAULT_GAPS = 1_000;
  private static final long DEFAULT_OVERFLOW = 150_000;
  private static final long DEFAULT_DISORDER = 5_000;
  private static final long DEFAULT_TOKEN_SECONDS = 95;
  private static final int SHELTERED = 100;
  private static final int HOURS = 80;
  private static final int WRITES = 100;
  private static final int FEW = 200;
  private static final double SHARE = 0.3;
  private static final long TOKEN_MILLIS = 30_000;

  /** Polls that prove are seldom, or often. */
  private static final String SELDOM = "10m";

  private static final String OFTEN = "5s";

  private final LiveStage stage;
  private final OrgEdits org;
  private final RowEdits rows;
  private final Settling settling;
  private final Standing total = new Standing();
  private final ObjectNode seconds = JSON.createObjectNode();
  private final Random random;
  private final String only;

  private Holes(LiveStage stage, OrgEdits org, RowEdits rows, Random random, String only) {
    this.stage = stage;
    this.org = org;
    this.rows = rows;
    this.settling = new Settling(stage, org, rows);
    this.random = random;
    this.only = only;
  }

  /**
   * Runs it: {@code [--changes N] [--gaps N] [--overflow N] [--disorder N] [--token-seconds N]
   * [--only NAME] [--seed N]}. The last line of standard output is the result in JSON; the exit
   * code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    var random = new Random(arguments.number("--seed", 1));
    long overflow = arguments.number("--overflow", DEFAULT_OVERFLOW);
    boolean held;
    try (LiveStage stage = LiveStage.set(2_000, overflow + 20_000, 2_000)) {
      OrgEdits org = OrgEdits.of(stage.org(), random, SHELTERED);
      say("both sides hold " + (overflow + 20_000) + " contacts");
      try (var rows = new RowEdits(stage, org.sheltered(), new Random(random.nextLong()))) {
        var proof = new Holes(stage, org, rows, random, arguments.word("--only"));
        ObjectNode result = proof.prove(arguments, Math.toIntExact(overflow));
        held = result.get("held").asBoolean();
        System.out.println(JSON.writeValueAsString(result));
      }
    }
    System.exit(held ? 0 : 1);
  }

  private static void say(String what) {
    System.err.println(what);
  }

  /** Something that happens to a stream. */
  @FunctionalInterface
  private interface Trouble {
    void happen() throws IOException, InterruptedException, SQLException;
  }

  private void of(String name, Trouble trouble)
      throws IOException, InterruptedException, SQLException {
    if (!only.isEmpty() && !only.equals(name)) {
      return;
    }
    rows.start();
    trouble.happen();
    rows.rest();
    settled(name);
  }

  /** Waits until both sides are equal, and counts what is not. */
  private void settled(String name) throws IOException, InterruptedException, SQLException {
    Settling.Settled settled = settling.await();
    total.plus(settled.standing());
    seconds.put(name, Math.round(settled.seconds() * 10) / 10.0);
    settled.standing().texts().forEach(text -> say("  " + text));
    say(String.format(Locale.ROOT, "%s: both sides equal after %.1f s", name, settled.seconds()));
  }

  private ObjectNode prove(Arguments arguments, int overflow)
      throws IOException, InterruptedException, SQLException {
    stage.start(SELDOM);
    settling.begin();
    settled("start");
    long changes = arguments.number("--changes", DEFAULT_CHANGES);
    of("down", () -> down(changes));
    replayIds();
    long gaps = arguments.number("--gaps", DEFAULT_GAPS);
    of("gaps", () -> gaps(gaps));
    of("overflow", () -> overflow(overflow));
    long disorder = arguments.number("--disorder", DEFAULT_DISORDER);
    of("disorder", () -> disorder(disorder));
    of("silence", this::silence);
    of("afterSilence", this::afterSilence);
    long tokens = arguments.number("--token-seconds", DEFAULT_TOKEN_SECONDS);
    of("tokens", () -> tokens(tokens));
    of("allowance", this::allowance);
    return told();
  }

  private ObjectNode told() throws IOException, InterruptedException, SQLException {
    ObjectNode result = JSON.createObjectNode();
    JsonNode status = stage.status();
    for (JsonNode mapping : status.get("mappings")) {
      if (!mapping.path("complete").has("pull")) {
        total.add(Wrong.SILENT, "the status does not say until when a mapping is complete");
      }
    }
    total.tell(result);
    result.put("orgChanges", org.done());
    result.put("rowChanges", rows.edits());
    JsonNode stream = status.get("streams").get(0);
    result.put("events", stream.get("events").asLong());
    result.put("holesReadOver", stream.get("holesReadOver").asLong());
    result.set("recoverySeconds", seconds);
    result.put("held", total.clean());
    return result;
  }

  /** The process is down for so long that the org has forgotten where it was. */
  private void down(long changes) throws IOException, InterruptedException {
    stage.kill();
    long minutes = HOURS * 60L;
    long passed = 0;
    long target = org.done() + changes;
    long before = org.done();
    while (org.done() < target) {
      org.mixed((int) Math.min(WRITES, target - org.done()));
      long due = minutes * (org.done() - before) / changes;
      if (due > passed) {
        stage.advance("PT%dM".formatted(due - passed));
        passed = due;
      }
    }
    restart(SELDOM);
  }

  private void restart(String proof) throws IOException {
    settling.begin();
    try {
      stage.start(proof);
    } catch (IOException e) {
      throw new IOException("The product does not start", e);
    }
  }

  /** What is stored as the place in the stream is of no use. */
  private void replayIds() throws IOException, InterruptedException, SQLException {
    var ids =
        Map.of(
            "zeros", "'\\x00000000000000000000'",
            "short", "'\\x0102'",
            "noise", "'\\x" + "%016x".formatted(random.nextLong()) + "beef'",
            "future", "'\\x00000000ffffff000000'",
            "long", "'\\x" + "ab".repeat(60) + "'");
    for (String name : ids.keySet().stream().sorted().toList()) {
      of("replayId." + name, () -> replaced("replay_id = " + ids.get(name)));
    }
    of("replayId.foreign", () -> replaced("organization = '00D000000000000EAA elsewhere'"));
    of("replayId.expired", () -> replaced("state = state"));
  }

  private void replaced(String change) throws IOException, InterruptedException, SQLException {
    stage.kill();
    org.mixed(FEW);
    if (change.equals("state = state")) {
      stage.org().order("POST", "/events/expire", "");
    }
    stage.execute("UPDATE syncline.stream SET " + change);
    restart(SELDOM);
  }

  /** Events of single records give way to gaps, and whole transactions to overflows. */
  private void gaps(long each) throws IOException, InterruptedException {
    for (String type : List.of("CREATE", "UPDATE", "DELETE", "UNDELETE")) {
      quirks("{\"object\":\"Contact\",\"gapNext\":" + each + "}");
      for (long i = 0; i < each; i++) {
        org.one(type);
      }
      forgetQuirks();
    }
    quirks("{\"overflowAfter\":0}");
    for (long i = 0; i < each; i++) {
      org.one("UPDATE");
    }
    forgetQuirks();
    stage
        .org()
        .order(
            "POST",
            "/events/gaps",
            "{\"object\":\"Contact\",\"type\":\"GAP_UPDATE\",\"recordIds\":[\"003*\"]}");
    settling.begin();
  }

  private void quirks(String quirks) throws IOException, InterruptedException {
    stage.org().order("POST", "/events/quirks", quirks);
  }

  private void forgetQuirks() throws IOException, InterruptedException {
    stage.org().order("DELETE", "/events/quirks", "");
  }

  private void overflow(int changes) throws IOException, InterruptedException {
    org.updateTogether(changes);
    settling.begin();
  }

  /** Events come twice and late; polls are too seldom to mend anything. */
  private void disorder(long changes) throws IOException, InterruptedException {
    quirks("{\"disorder\":" + SHARE + "}");
    long target = org.done() + changes;
    while (org.done() < target) {
      org.mixed(1 + random.nextInt(5));
    }
    forgetQuirks();
    settling.begin();
  }

  /** The stream is open and says nothing: polls find what it should have told. */
  private void silence() throws IOException, InterruptedException {
    stage.kill();
    stage.start(OFTEN);
    settling.awaitMark();
    stage.org().order("POST", "/events/silence", "{\"silent\":true}");
    org.mixed(FEW);
    settling.begin();
  }

  private void afterSilence() throws IOException, InterruptedException {
    stage.org().order("POST", "/events/silence", "{\"silent\":false}");
    org.mixed(FEW);
    settling.begin();
  }

  /** The org delivers no more events today: polls go on. */
  private void allowance() throws IOException, InterruptedException {
    stage.allow(FEW / 2);
    org.mixed(FEW);
    org.mixed(FEW);
    settling.begin();
  }

  /** Every session ends, again and again. */
  private void tokens(long lasting) throws IOException, InterruptedException {
    long end = System.nanoTime() + lasting * 1_000_000_000L;
    long next = System.nanoTime();
    while (System.nanoTime() < end) {
      if (System.nanoTime() >= next) {
        stage.org().order("POST", "/tokens/revoke", "{\"all\":true}");
        next += TOKEN_MILLIS * 1_000_000L;
      }
      org.mixed(1 + random.nextInt(3));
      Thread.sleep(50);
    }
    settling.begin();
  }
}
