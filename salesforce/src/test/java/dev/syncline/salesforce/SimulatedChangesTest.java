package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.DEED;
import static dev.syncline.salesforce.testing.DeedOrg.field;
import static dev.syncline.salesforce.testing.DeedOrg.query;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Found;
import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.testing.DeedOrg;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks a simulated org what changed, over real connections. */
@Timeout(120)
class SimulatedChangesTest {
  private static final RecordQuery DEEDS = query(DEED, Optional.empty(), "Text__c");
  private static DeedOrg deeds;
  private static ChangeReader changes;

  @BeforeAll
  static void start() throws IOException {
    deeds = new DeedOrg();
    changes = deeds.org().changes();
  }

  @AfterAll
  static void stop() {
    deeds.close();
  }

  @AfterEach
  void heal() {
    deeds.control("DELETE", "/faults", "");
  }

  @Test
  void the_time_is_that_of_the_org() {
    Instant before = changes.now();

    deeds.control("POST", "/clock", "{\"advance\":\"PT3H\"}");

    assertThat(changes.now()).isAfterOrEqualTo(before.plus(Duration.ofHours(3)));
  }

  @Test
  void records_are_found_by_details_that_have_changed_or_are_in_the_recycle_bin() {
    var contact = new ObjectName("Contact");
    RecordId account = deeds.create(ACCOUNT, text("Name", "Summed up"));
    String since = changes.now().toString();
    RecordQuery summed =
        query(ACCOUNT, Optional.of("Name = 'Summed up'"))
            .narrowed(
                Optional.of(
                    "Id IN (SELECT AccountId FROM Contact WHERE SystemModstamp >= " + since + ")"));
    var window =
        new Window(
            summed,
            new FieldName("SystemModstamp"),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            true);
    assertThat(changes.window(window).changes()).isEmpty();

    RecordId detail =
        deeds.create(contact, text("LastName", "Detail"), text("AccountId", account.value()));
    assertThat(changes.window(window).changes())
        .extracting(RecordChange.Present::id)
        .containsExactly(account);

    control("{\"op\":\"delete\",\"object\":\"Contact\",\"id\":\"" + detail + "\"}");
    assertThat(changes.window(window).changes())
        .extracting(RecordChange.Present::id)
        .containsExactly(account);
  }

  @Test
  void lists_of_changes_hold_what_changed_and_go_on_where_they_ended() {
    Instant start = changes.now().minusSeconds(120);
    RecordId made = deeds.create(DEED, text("Text__c", "made"));
    RecordId gone = deeds.create(DEED, text("Text__c", "gone"));
    control("{\"op\":\"delete\",\"object\":\"Deed__c\",\"id\":\"" + gone + "\"}");
    deeds.control("POST", "/clock", "{\"advance\":\"PT2M\"}");
    Instant end = changes.now();

    ChangeReader.Updated updated = changes.updated(DEED, start, end);
    ChangeReader.Deleted deleted = changes.deleted(DEED, start, end);

    assertThat(updated.ids()).contains(made).doesNotContain(gone).doesNotHaveDuplicates();
    assertThat(deleted.ids()).contains(gone);
    assertThat(updated.covered()).isAfter(start).isBeforeOrEqualTo(end);
    long before = deeds.org().callsMade();
    ChangeReader.Updated next = changes.updated(DEED, updated.covered(), updated.covered());
    assertThat(next.covered()).isEqualTo(updated.covered());
    assertThat(deeds.org().callsMade() - before).isEqualTo(1);
  }

  @Test
  void windows_that_are_too_old_or_too_full_say_so() {
    Instant now = changes.now();

    assertThatThrownBy(() -> changes.deleted(DEED, now.minus(Duration.ofDays(40)), now))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(code(e)).isEqualTo("POLL-WINDOW-OLD"));
    deeds.control(
        "POST",
        "/faults",
        "{\"match\":{\"path\":\"**/updated\"},\"times\":1,\"do\":{\"status\":400,\"body\":"
            + "[{\"errorCode\":\"EXCEEDED_ID_LIMIT\",\"message\":\"too many\"}]}}");
    assertThatThrownBy(() -> changes.updated(DEED, now.minusSeconds(600), now))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(code(e)).isEqualTo("POLL-WINDOW-FULL"));
  }

  @Test
  void records_are_read_by_ids_and_those_that_do_not_come_are_told_apart() {
    RecordId there = deeds.create(DEED, text("Text__c", "there"));
    RecordId deleted = deeds.create(DEED, text("Text__c", "deleted"));
    RecordId purged = deeds.create(DEED, text("Text__c", "purged"));
    control("{\"op\":\"delete\",\"object\":\"Deed__c\",\"id\":\"" + deleted + "\"}");
    control("{\"op\":\"hardDelete\",\"object\":\"Deed__c\",\"id\":\"" + purged + "\"}");

    for (RecordQuery query :
        List.of(DEEDS, query(DEED, Optional.of("Text__c = 'there'"), "Text__c"))) {
      Found found = changes.read(query, List.of(there, deleted, purged));

      assertThat(found.present()).extracting(RecordChange::id).containsExactly(there);
      assertThat(found.present().getFirst().values()).containsExactly(new Value.Text("there"));
      assertThat(found.gone()).isEqualTo(Map.of(deleted, Optional.empty()));
      assertThat(found.unseen()).containsExactly(purged);
    }
    RecordQuery other = query(DEED, Optional.of("Text__c = 'other'"), "Text__c");
    assertThat(changes.read(other, List.of(there)).unseen()).containsExactly(there);
    control("{\"op\":\"undelete\",\"object\":\"Deed__c\",\"id\":\"" + deleted + "\"}");
    assertThat(changes.read(DEEDS, List.of(deleted)).present()).hasSize(1);
    assertThat(changes.read(DEEDS, List.of()).present()).isEmpty();
  }

  @Test
  void the_loser_of_a_merge_names_its_winner() {
    RecordId winner = deeds.create(ACCOUNT, text("Name", "Winner"));
    RecordId loser = deeds.create(ACCOUNT, text("Name", "Loser"));
    control(
        "{\"op\":\"merge\",\"object\":\"Account\",\"id\":\"%s\",\"merge\":[\"%s\"]}"
            .formatted(winner, loser));

    Found found = changes.read(query(ACCOUNT, Optional.empty(), "Name"), List.of(winner, loser));

    assertThat(found.gone()).isEqualTo(Map.of(loser, Optional.of(winner)));
    assertThat(found.present()).extracting(RecordChange::id).containsExactly(winner);
  }

  @Test
  void objects_without_a_recycle_bin_are_read_as_well() {
    RecordId us = RecordId.of(deeds.org().identity().userId());
    RecordId nobody = RecordId.of("005" + us.value().substring(3, 12) + "zzz");
    ObjectName user = new ObjectName("User");

    Found found = changes.read(query(user, Optional.empty(), "Username"), List.of(us, nobody));

    assertThat(found.present()).hasSize(1);
    assertThat(found.unseen()).containsExactly(nobody);
  }

  @Test
  void two_thousand_ids_cost_one_call_and_four_with_a_condition() {
    List<RecordId> ids = many("bulk", 2_000);
    long before = deeds.org().callsMade();

    assertThat(changes.read(DEEDS, ids).present()).hasSize(2_000);

    assertThat(deeds.org().callsMade() - before).isEqualTo(1);
    RecordQuery some = query(DEED, Optional.of("Text__c = 'bulk'"), "Text__c");
    assertThat(changes.read(some, ids).present()).hasSize(2_000);
    assertThat(deeds.org().callsMade() - before).isLessThanOrEqualTo(1 + 4);
  }

  @Test
  void a_window_gives_every_record_once_however_many_share_a_moment() {
    Instant start = changes.now();
    Set<RecordId> expected = new HashSet<>(many("window", 4_300));
    for (String date : List.of("SystemModstamp", "CreatedDate")) {
      List<RecordId> seen = new ArrayList<>();
      Instant from = start;
      Optional<RecordId> after = Optional.empty();
      WindowPage page;
      do {
        page =
            changes.window(
                new Window(
                    query(DEED, Optional.of("Text__c = 'window'"), "Text__c"),
                    new FieldName(date),
                    from,
                    after,
                    Optional.empty(),
                    false));
        page.changes().forEach(change -> seen.add(change.id()));
        assertThat(page.changes()).allMatch(change -> change.values().size() == 1);
        from = page.last().map(ChangeReader.Place::date).orElse(from);
        after = Optional.of(page.changes().getLast().id());
      } while (page.more());

      assertThat(seen).doesNotHaveDuplicates().hasSize(4_300);
      assertThat(new HashSet<>(seen)).isEqualTo(expected);
    }
  }

  @Test
  void a_window_ends_before_its_end() {
    deeds.create(DEED, text("Text__c", "late"));
    Instant now = changes.now();

    Window empty =
        new Window(
            query(DEED, Optional.empty(), "Text__c"),
            new FieldName("SystemModstamp"),
            now.minus(Duration.ofDays(2)),
            Optional.empty(),
            Optional.of(now.minus(Duration.ofDays(1))),
            false);

    assertThat(changes.window(empty).changes()).isEmpty();
    assertThat(changes.window(empty).more()).isFalse();
  }

  @Test
  void a_window_tells_deleted_records_too_if_it_is_asked_to() {
    Instant since = changes.now().minusSeconds(1);
    RecordId kept = deeds.create(DEED, text("Text__c", "kept"));
    RecordId gone = deeds.create(DEED, text("Text__c", "gone"));
    control("{\"op\":\"delete\",\"object\":\"Deed__c\",\"id\":\"" + gone + "\"}");

    WindowPage page =
        changes.window(
            new Window(
                query(DEED, Optional.empty(), "Text__c"),
                new FieldName("SystemModstamp"),
                since,
                Optional.empty(),
                Optional.empty(),
                true));

    assertThat(page.changes()).extracting(RecordChange.Present::id).contains(kept);
    assertThat(page.gone()).containsOnlyKeys(gone);
  }

  @Test
  void a_create_whose_answer_was_lost_is_found_by_what_was_sent() {
    Instant since = changes.now().minusSeconds(1);
    List<FieldWrite> sent =
        List.of(
            text("Text__c", " it's \"lost\" \\ 😀 "),
            text("Long__c", "long\ntext"),
            text("Multi__c", "Red;Grün"),
            field("Fine__c", new Value.Numeric(new BigDecimal("1.50"))),
            field("Moment__c", new Value.Moment(Instant.parse("2026-01-01T00:00:00.9Z"))),
            field("Needed__c", Value.NULL));
    RecordId made = deeds.create(DEED, sent.toArray(FieldWrite[]::new));
    deeds.create(DEED, text("Text__c", "it's \"lost\" \\ 😀"), text("Long__c", "other"));

    assertThat(changes.createdByUs(DEED, sent, since)).containsExactly(made);
    assertThat(changes.createdByUs(DEED, sent, since.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void records_of_ours_are_told_with_whether_somebody_changed_them_since() {
    Instant since = changes.now().minusSeconds(1);
    RecordId changed = deeds.create(DEED, text("Text__c", "as it was made"));
    RecordId kept = deeds.create(DEED, text("Text__c", "never changed"));
    deeds.control("POST", "/clock", "{\"advance\":\"PT2S\"}");
    control(
        """
        {"op":"update","object":"Deed__c","id":"%s","fields":{"Text__c":"edited"}}\
        """
            .formatted(changed));

    var query = query(DEED, Optional.empty(), "Text__c");
    assertThat(changes.createdByUs(query, since))
        .extracting(c -> c.record().id(), c -> c.record().values().getFirst(), c -> c.changed())
        .contains(
            tuple(changed, new Value.Text("edited"), true),
            tuple(kept, new Value.Text("never changed"), false));
    assertThat(changes.createdByUs(query, since.plusSeconds(36_000))).isEmpty();
  }

  @Test
  void records_of_ours_that_were_deleted_are_found_by_what_was_sent_and_by_their_keys() {
    Instant since = changes.now().minusSeconds(1);
    List<FieldWrite> sent = List.of(text("Text__c", "undone"), text("Key__c", "undone key"));
    RecordId undone = deeds.create(DEED, sent.toArray(FieldWrite[]::new));
    deeds.create(DEED, text("Text__c", "there"), text("Key__c", "there key"));
    control("{\"op\":\"delete\",\"object\":\"Deed__c\",\"id\":\"" + undone + "\"}");

    assertThat(changes.deletedOfOurs(DEED, sent, since)).containsExactly(undone);
    assertThat(changes.deletedOfOurs(DEED, sent, since.plusSeconds(36_000))).isEmpty();
    assertThat(
            changes.deletedOfOurs(
                DEED, new FieldName("Key__c"), List.of("undone key", "there key")))
        .isEqualTo(Map.of("undone key", List.of(undone)));
  }

  @Test
  void records_are_found_by_their_keys_as_the_org_compares_them() {
    RecordId first = deeds.create(DEED, text("Key__c", "O'Brien \\ 1"));
    RecordId second =
        deeds.create(DEED, field("Number__c", new Value.Numeric(new BigDecimal("42"))));
    RecordId loose1 = deeds.create(DEED, text("Loose__c", "two"));
    RecordId loose2 = deeds.create(DEED, text("Loose__c", "TWO"));

    assertThat(changes.byKey(DEED, new FieldName("Key__c"), List.of("o'brien \\ 1", "none")))
        .isEqualTo(Map.of("o'brien \\ 1", List.of(first)));
    assertThat(changes.byKey(DEED, new FieldName("Number__c"), List.of("42.0", "x")))
        .isEqualTo(Map.of("42.0", List.of(second)));
    assertThat(changes.byKey(DEED, new FieldName("Loose__c"), List.of("two")).get("two"))
        .containsExactlyInAnyOrder(loose1, loose2);
  }

  private static List<RecordId> many(String words, int count) {
    List<RecordId> ids = new ArrayList<>();
    for (int at = 0; at < count; at += 200) {
      RecordWrite[] writes = new RecordWrite[Math.min(200, count - at)];
      for (int i = 0; i < writes.length; i++) {
        writes[i] = new RecordWrite.Create(new RowKey("r"), List.of(text("Text__c", words)));
      }
      deeds
          .write(WriteRoute.COLLECTIONS, DEED, writes)
          .forEach(result -> ids.add(((RecordResult.Done) result).id()));
    }
    return ids;
  }

  private static void control(String write) {
    deeds.control("POST", "/records", "{\"writes\":[" + write + "]}");
  }

  private static String code(OrgException failure) {
    return failure.problem().code();
  }
}
