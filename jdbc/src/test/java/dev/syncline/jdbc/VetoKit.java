package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.plugin.HookPoint;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises about what hooks veto, for every kind of database the same. */
abstract class VetoKit extends OutboxFixture {
  private static final Problem VETO =
      HookProblems.veto("plugin tidy", HookPoint.PUSH_ALLOWED, "Row 1", "not \"today\"");

  private String told() {
    return "SELECT event, record_id, row_key FROM " + own("history") + " WHERE event = 'VETOED'";
  }

  @Test
  void a_vetoed_change_of_a_linked_row_is_kept_and_told_with_its_record() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim first = outbox().newClaim();
    claim(mapping, first);
    settle(mapping, first, new Settlement.Linked(key(1), 1, id(1), Map.of(), true, false));
    execute("UPDATE contact SET name = 'Anna'");
    Claim second = outbox().newClaim();
    long version = claim(mapping, second).getFirst().change().version();
    settle(mapping, second, new Settlement.Hold(key(1), version, VETO, false));
    assertThat(entries()).singleElement().asString().contains("WAITING");
    assertThat(list(told())).containsExactly("VETOED|" + id(1) + "|1");
    assertThat(claim(mapping)).isEmpty();
    execute("UPDATE contact SET name = 'Anne'");
    assertThat(claim(mapping)).hasSize(1);
  }

  @Test
  void a_vetoed_new_row_leaves_its_reason_in_the_history_alone() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    claim(mapping, claim);
    settle(mapping, claim, new Settlement.Hold(key(1), 1, VETO, true));
    assertThat(entries()).isEmpty();
    assertThat(list(told())).containsExactly("VETOED|null|1");
    assertThat(
            database
                .history()
                .of(mapping.mapping().name(), Optional.empty(), Optional.of(key(1)), 5))
        .extracting(HistoryEntry::detail)
        .singleElement()
        .asString()
        .contains("not \\\"today\\\"");
  }

  @Test
  void a_vetoed_record_is_found_by_its_id_and_counts_as_none_that_is_parked() throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18), name VARCHAR(80), age INTEGER, note VARCHAR(80))");
    ResolvedMapping mapping = mapping("contacts", "contact");
    MappingName name = mapping.mapping().name();
    Bench bench = Bench.of(database, mapping);
    bench.write(new PlannedChange.Park(id(1), VETO), new PlannedChange.Park(id(2), REFUSED));
    assertThat(database.parked(name, id(1)))
        .hasValueSatisfying(parked -> assertThat(parked.problem()).isEqualTo(VETO));
    assertThat(database.parked(name, id(3))).isEmpty();
    assertThat(database.parked(name, 10)).extracting(ParkedRecord::record).containsExactly(id(2));
    assertThat(database.parkedCount(name)).isOne();
    assertThat(database.counts(name).parked()).isOne();
  }

  @Test
  void a_veto_of_the_same_is_told_once() throws SQLException {
    ResolvedMapping mapping = captured();
    MappingName name = mapping.mapping().name();
    Bench.of(database, mapping);
    database.history().vetoed(name, Map.of(id(1), VETO, id(2), VETO));
    database.history().vetoed(name, Map.of(id(1), VETO));
    assertThat(list(told() + " ORDER BY record_id"))
        .containsExactly("VETOED|" + id(1) + "|null", "VETOED|" + id(2) + "|null");
  }
}
