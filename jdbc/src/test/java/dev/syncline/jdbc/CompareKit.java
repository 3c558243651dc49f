package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Certificate;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.engine.database.CompareSession.LinkedRow;
import dev.syncline.engine.database.Comparisons;
import dev.syncline.engine.database.Comparisons.Outgoing;
import dev.syncline.engine.database.Comparisons.Standing;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of comparing, for every kind of database the same. */
abstract class CompareKit extends OutboxFixture {
  private Comparisons comparisons() {
    return database.comparisons();
  }

  /** Three rows, the first two of them linked; nothing is queued. */
  private ResolvedMapping contacts() throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18), name VARCHAR(80), age INTEGER)");
    ResolvedMapping mapping = mapping("contacts", "contact");
    capture(mapping);
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bea'), (10, 'Cy')");
    database.links().set(mapping, id(1), new RowKey("1"));
    database.links().set(mapping, id(2), new RowKey("2"));
    database.pullQueue().remove(mapping.mapping().name(), List.of(id(1), id(2)));
    execute("DELETE FROM " + own("outbox"));
    return mapping;
  }

  @Test
  void digests_come_back_in_the_order_of_the_ids_and_only_to_the_session_that_staged_them()
      throws SQLException {
    ResolvedMapping mapping = contacts();
    try (CompareSession session = comparisons().open(mapping);
        CompareSession other = comparisons().open(mapping)) {
      session.stage(
          List.of(
                  new Digested(id(3), Long.MAX_VALUE, Long.MIN_VALUE),
                  new Digested(id(1), -1, 0),
                  new Digested(id(2), 5, 6))
              .iterator());

      assertThat(session.staged(Optional.empty(), 2))
          .containsExactly(new Digested(id(1), -1, 0), new Digested(id(2), 5, 6));
      assertThat(session.staged(Optional.of(id(2)), 2))
          .containsExactly(new Digested(id(3), Long.MAX_VALUE, Long.MIN_VALUE));
      assertThat(other.staged(Optional.empty(), 2)).isEmpty();
    }
  }

  @Test
  void links_come_with_their_rows_page_by_page_and_without_those_that_are_gone()
      throws SQLException {
    ResolvedMapping mapping = contacts();
    execute("DELETE FROM contact WHERE id = 2");
    try (CompareSession session = comparisons().open(mapping)) {
      List<LinkedRow> first = session.linked(Optional.empty(), 1);
      List<LinkedRow> second = session.linked(Optional.of(id(1)), 1);

      assertThat(first).hasSize(1);
      assertThat(first.getFirst().row()).isEqualTo(new RowKey("1"));
      assertThat(first.getFirst().current().orElseThrow().values())
          .containsExactly(Value.NULL, new Value.Text("Ann"), Value.NULL);
      assertThat(second).containsExactly(new LinkedRow(id(2), new RowKey("2"), Optional.empty()));
      assertThat(session.linked(Optional.of(id(2)), 1)).isEmpty();
    }
  }

  @Test
  void rows_without_a_link_come_in_the_order_of_their_keys() throws SQLException {
    ResolvedMapping mapping = contacts();
    execute("INSERT INTO contact (id, name) VALUES (9, 'Dee'), (100, 'Eve')");
    try (CompareSession session = comparisons().open(mapping)) {
      assertThat(session.loose(Optional.empty(), 2))
          .containsExactly(new RowKey("9"), new RowKey("10"));
      assertThat(session.loose(Optional.of(new RowKey("10")), 2))
          .containsExactly(new RowKey("100"));
    }
  }

  @Test
  void standings_tell_what_queues_hold() throws SQLException {
    ResolvedMapping mapping = contacts();
    execute("UPDATE contact SET name = 'New' WHERE id = 1");
    database
        .pullQueue()
        .add(mapping.mapping().name(), List.of(id(2), id(3)), PullQueue.Reason.ASKED);

    List<Standing> standings = comparisons().standings(mapping, List.of(id(3), id(1), id(2)));

    assertThat(standings).extracting(Standing::record).containsExactly(id(3), id(1), id(2));
    assertThat(standings)
        .extracting(Standing::outgoing)
        .containsExactly(Outgoing.NOTHING, Outgoing.ON_ITS_WAY, Outgoing.NOTHING);
    assertThat(standings).extracting(Standing::queued).containsExactly(true, false, true);
    assertThat(standings.getFirst().link()).isEmpty();
    assertThat(standings.get(1).row().orElseThrow().values()).contains(new Value.Text("New"));
    execute("UPDATE " + own("outbox") + " SET state = 'PARKED'");
    assertThat(comparisons().standings(mapping, List.of(id(1))).getFirst().outgoing())
        .isEqualTo(Outgoing.PARKED);
  }

  @Test
  void a_row_that_was_linked_or_deleted_meanwhile_is_no_loose_one() throws SQLException {
    ResolvedMapping mapping = contacts();
    List<RowKey> asked = List.of(new RowKey("1"), new RowKey("10"), new RowKey("77"));

    assertThat(comparisons().loose(mapping, asked))
        .singleElement()
        .satisfies(
            loose -> {
              assertThat(loose.row().key()).isEqualTo(new RowKey("10"));
              assertThat(loose.outgoing()).isEqualTo(Outgoing.NOTHING);
            });
  }

  @Test
  void what_both_agreed_on_is_set_only_while_nothing_has_moved() throws SQLException {
    ResolvedMapping mapping = contacts();
    Links.Linked before =
        comparisons().standings(mapping, List.of(id(1))).getFirst().link().orElseThrow();
    var name = Map.<FieldName, Value>of(new FieldName("Name"), new Value.Text("Ann"));

    assertThat(comparisons().agree(mapping, before, name)).isTrue();
    assertThat(database.links().ofRecord(mapping, id(1)).orElseThrow().record().base())
        .containsExactly(Optional.empty(), Optional.of(new Value.Text("Ann")), Optional.empty());
    assertThat(comparisons().agree(mapping, before, name)).isFalse();
    Links.Linked second =
        comparisons().standings(mapping, List.of(id(2))).getFirst().link().orElseThrow();
    execute("UPDATE contact SET name = 'New' WHERE id = 2");
    assertThat(comparisons().agree(mapping, second, name)).isFalse();
  }

  @Test
  void the_row_that_holds_a_key_is_found() throws SQLException {
    ResolvedMapping mapping = contacts();

    assertThat(comparisons().holder(mapping, mapping.bindings().get(1), new Value.Text("Cy")))
        .contains(new RowKey("10"));
    assertThat(comparisons().holder(mapping, mapping.bindings().get(1), new Value.Text("Zoe")))
        .isEmpty();
  }

  @Test
  void the_last_certificate_of_each_way_is_kept() throws SQLException {
    ResolvedMapping mapping = contacts();
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    var name = mapping.mapping().name();
    var first = new Certificate(name, Direction.PULL, noon, 1, 2, 3, 4, 5, 6, 7, 8);
    var later = new Certificate(name, Direction.PULL, noon.plusSeconds(1), 9, 0, 0, 0, 0, 0, 7, 8);
    var push = new Certificate(name, Direction.PUSH, noon, 1, 0, 0, 0, 0, 0, 0, 0);

    comparisons().certify(first);
    comparisons().certify(push);
    comparisons().certify(later);

    assertThat(comparisons().certificates(name)).containsExactly(later, push);
    assertThat(first.holds()).isFalse();
    assertThat(later.holds()).isTrue();
  }
}
