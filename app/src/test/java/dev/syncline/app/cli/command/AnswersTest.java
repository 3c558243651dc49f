package dev.syncline.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.output.Json;
import dev.syncline.app.operation.BudgetOperation.LaneCost;
import dev.syncline.app.operation.BudgetOperation.OrgCalls;
import dev.syncline.app.operation.ParkedReason;
import dev.syncline.app.operation.RefreshResult;
import dev.syncline.app.operation.StatusOperation.MappingStatus;
import dev.syncline.app.operation.StatusOperation.Proof;
import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.budget.Forecast;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.engine.stream.Channel;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AnswersTest {
  private static final MappingName CONTACTS = new MappingName("contacts");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final ParkedRecord PARKED =
      new ParkedRecord(
          CONTACTS,
          RecordId.of("003Ht000000001A"),
          new Problem("ROW-TOO-LONG", ErrorClass.DATA, "title has 200\ncharacters", "widen title"),
          NOW);

  @Test
  void a_refresh_is_one_line_per_mapping_and_one_for_all() {
    assertThat(RefreshAnswer.line(report(true, new PullOutcome(290_000, 5, 9_990, 3, 2))))
        .isEqualTo(
            "contacts: 300,000 records: 290,000 new, 5 changed, 9,990 unchanged, 3 deleted, 2"
                + " parked; 12.345 s; 100 taken over from a refresh that was cut off; 7 references"
                + " wait for a parent that is not there");
    assertThat(new RefreshAnswer("RefreshResult", result()).lines())
        .containsExactly(
            "300,000 records in 15.000 s, 19,993 records/s, 42 API calls, 2 parked, at most 99 MiB"
                + " of heap",
            "  parked in contacts: 2 × ROW-TOO-LONG: title has 200\\ncharacters → widen title,"
                + " such as record "
                + PARKED.record());
  }

  @Test
  void a_refresh_for_programs_has_the_promised_figures() {
    JsonNode json = parse(new RefreshAnswer("RefreshResult", result()).json());

    assertThat(json.get("records").asLong()).isEqualTo(300_000);
    assertThat(json.get("seconds").decimalValue()).isEqualByComparingTo("15.000");
    assertThat(json.get("recordsPerSecond").asLong()).isEqualTo(19_993);
    assertThat(json.get("peakHeapMiB").asLong()).isEqualTo(99);
    assertThat(json.get("apiCalls").asLong()).isEqualTo(42);
    assertThat(json.get("parked").asLong()).isEqualTo(2);
    assertThat(json.get("mappings").get(0).get("mapping").asString()).isEqualTo("contacts");
    assertThat(json.get("parkedReasons").get(0).get("code").asString()).isEqualTo("ROW-TOO-LONG");
  }

  @Test
  void a_refresh_is_a_success_only_at_its_end() {
    assertThat(ended(true, 0, false)).isEqualTo(ExitCode.OK);
    assertThat(ended(true, 1, false)).isEqualTo(ExitCode.PARKED);
    assertThat(ended(false, 0, false)).isEqualTo(ExitCode.FAILED);
    assertThat(ended(false, 0, true)).isEqualTo(ExitCode.INTERRUPTED);
  }

  private static ExitCode ended(boolean completed, long parked, boolean stopped) {
    RefreshReport report = report(completed, new PullOutcome(1, 0, 0, 0, parked));
    var result =
        new RefreshResult(List.of(report), Duration.ofSeconds(1), 1, 1, List.of(), stopped);
    return new RefreshAnswer("RefreshResult", result).ended();
  }

  @Test
  void a_draft_is_its_text_for_people_and_a_document_for_programs() {
    var printed = new DraftAnswer("version: 1\norgs:\n", Optional.empty());
    assertThat(printed.lines()).containsExactly("version: 1", "orgs:");
    assertThat(parse(printed.json()).get("yaml").asString()).isEqualTo("version: 1\norgs:\n");
    assertThat(printed.kind()).isEqualTo("Draft");
    var written = new DraftAnswer("version: 1\n", Optional.of("a.yaml"));
    assertThat(written.lines()).isEmpty();
    assertThat(parse(written.json()).get("file").asString()).isEqualTo("a.yaml");
  }

  @Test
  void a_stopped_refresh_is_not_called_done() {
    assertThat(RefreshAnswer.line(report(false, new PullOutcome(10, 0, 0, 0, 0))))
        .startsWith("contacts: stopped, so far 10 records");
  }

  @Test
  void the_status_shows_what_is_known_per_mapping() {
    var answer =
        new StatusAnswer(
            List.of(
                status(Optional.of(run(RefreshRun.State.COMPLETED)), Optional.empty()),
                status(Optional.of(run(RefreshRun.State.RUNNING)), Optional.empty()),
                status(Optional.empty(), Optional.empty()),
                status(Optional.empty(), Optional.of(PARKED.problem()))),
            List.of(),
            List.of(),
            NOW.plusSeconds(200));

    assertThat(answer.lines())
        .containsExactly(
            "MAPPING   OBJECT   TABLE         LINKED  PARKED  WAITING  LAST REFRESH",
            "contacts  Contact  main:contact  10,000       1        0  3 min 20 s ago, 10 records,"
                + " complete",
            "contacts  Contact  main:contact  10,000       1        0  not at its end: 10 records"
                + " of 1,000, begun 3 min 20 s ago",
            "contacts  Contact  main:contact  10,000       1        0  never",
            "contacts  Contact  main:contact       -       -        -  unknown: the database cannot"
                + " be asked");
  }

  @Test
  void without_mappings_the_status_says_what_to_do() {
    assertThat(new StatusAnswer(List.of(), List.of(), List.of(), NOW).lines())
        .containsExactly("There are no mappings yet. Write some with: syncline init");
  }

  @Test
  void the_status_for_programs_says_the_same() {
    JsonNode json =
        parse(
            new StatusAnswer(
                    List.of(
                        withParked(
                            status(
                                Optional.of(run(RefreshRun.State.COMPLETED)), Optional.empty()))),
                    List.of(calls()),
                    List.of(),
                    NOW)
                .json());
    JsonNode mapping = json.get("mappings").get(0);

    assertThat(mapping.get("linked").asLong()).isEqualTo(10_000);
    assertThat(mapping.get("lastRefresh").get("state").asString()).isEqualTo("COMPLETED");
    assertThat(mapping.get("lastRefresh").get("announced").asLong()).isEqualTo(1_000);
    assertThat(mapping.get("parkedRecords").get(0).get("record").asString())
        .isEqualTo(PARKED.record().value());
    JsonNode org = json.get("orgs").get(0);
    assertThat(org.get("left").asLong()).isEqualTo(19_000);
    assertThat(org.get("lastsSeconds").asLong()).isEqualTo(19 * 3600);
    assertThat(org.get("stage").asString()).isEqualTo("TIGHT");
    assertThat(org.get("calls").get(0).get("direction").asString()).isEqualTo("push");
  }

  @Test
  void the_status_says_how_long_calls_last_and_what_they_were_spent_on() {
    List<MappingStatus> none = List.of(status(Optional.empty(), Optional.empty()));

    assertThat(new StatusAnswer(none, List.of(calls()), List.of(), NOW.plusSeconds(60)).lines())
        .endsWith(
            "org prod: 39,000 of 100,000 API calls left, 20,000 of them reserved for others; ours"
                + " (19,000) last 19 h at the pace of the last hour; slow mappings wait, as of 1"
                + " min ago",
            "  contacts: 1,200 API calls to push in 24 h");
  }

  @Test
  void the_status_says_how_streams_are_and_what_they_left_open() {
    var name = new StreamName(new OrgName("prod"), Channel.ALL_CHANGES);
    var problem = new Problem("STREAM-ENDED", ErrorClass.TRANSIENT, "it ended", "Wait");
    var stream =
        new StreamRecord(
            name,
            Optional.empty(),
            Optional.empty(),
            StreamRecord.State.WAITING,
            NOW,
            Optional.of(problem),
            Optional.of(NOW),
            Optional.of(NOW),
            1_200,
            2);
    List<MappingStatus> none = List.of(status(Optional.empty(), Optional.empty()));

    assertThat(
            new StatusAnswer(none, List.of(), List.of(stream), NOW.plusSeconds(60))
                .lines()
                .getLast())
        .startsWith("events of prod /data/ChangeEvents: not open for 1 min, 1,200 events, up to")
        .contains("2 holes read over")
        .contains("it ended");
    var hole = new StreamHole(1, name, CONTACTS, StreamHole.Cause.REPLAY_REFUSED, NOW, NOW);
    assertThat(StreamLines.line(hole)).startsWith("hole since ").contains("no longer knew");
    assertThat(StreamLines.facts(hole)).containsEntry("cause", "REPLAY_REFUSED");
  }

  private static OrgCalls calls() {
    var now = new CallSample(NOW, 100_000, 39_000);
    var before = new CallSample(NOW.minusSeconds(3600), 100_000, 40_000);
    return new OrgCalls(
        new OrgName("prod"),
        Optional.of(now),
        Forecast.of(List.of(before, now), 20),
        List.of(new LaneCost(new LaneName(CONTACTS, Direction.PUSH), 1_200)));
  }

  private static RefreshResult result() {
    return new RefreshResult(
        List.of(report(true, new PullOutcome(290_000, 5, 9_990, 3, 2))),
        Duration.ofSeconds(15),
        42,
        99,
        List.of(new ParkedReason(CONTACTS, 2, PARKED)),
        false);
  }

  private static RefreshReport report(boolean completed, PullOutcome outcome) {
    return new RefreshReport(
        CONTACTS,
        completed,
        ReadingMethod.BULK,
        outcome,
        completed ? 100 : 0,
        outcome.parked(),
        completed ? 7 : 0,
        0,
        Duration.ofMillis(12_345));
  }

  private static MappingStatus status(Optional<RefreshRun> run, Optional<Problem> problem) {
    Mapping mapping =
        new Mapping(
            CONTACTS,
            new OrgName("prod"),
            new ObjectName("Contact"),
            new DatabaseName("main"),
            new TableName(Optional.empty(), "contact"),
            false,
            Optional.empty(),
            List.of(),
            true,
            List.of(),
            Direction.PULL,
            DeletePolicy.DELETE,
            Optional.empty(),
            SyncRules.STANDARD);
    boolean known = problem.isEmpty();
    return new MappingStatus(
        mapping,
        run,
        known ? Optional.of(new MappingCounts(10_000, 1, 0)) : Optional.empty(),
        List.of(),
        Proof.NONE,
        problem);
  }

  private static MappingStatus withParked(MappingStatus status) {
    return new MappingStatus(
        status.mapping(),
        status.lastRun(),
        status.counts(),
        List.of(PARKED),
        status.proof(),
        status.problem());
  }

  private static RefreshRun run(RefreshRun.State state) {
    boolean ended = state == RefreshRun.State.COMPLETED;
    return new RefreshRun(
        1,
        CONTACTS,
        ReadingMethod.BULK,
        "handle",
        "fingerprint",
        Optional.empty(),
        true,
        OptionalLong.of(1_000),
        new PullOutcome(10, 0, 0, 0, 0),
        state,
        NOW,
        ended ? Optional.of(NOW) : Optional.empty());
  }

  private static JsonNode parse(Object tree) {
    return JsonMapper.builder().build().readTree(Json.line(tree));
  }
}
