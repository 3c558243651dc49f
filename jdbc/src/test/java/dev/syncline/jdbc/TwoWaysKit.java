package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.writeAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises where what is pulled meets what is to be pushed. */
abstract class TwoWaysKit extends ChangeKit {
  private static final Duration HOLD = Duration.ofMinutes(5);

  @Test
  void a_reference_that_waits_for_its_parent_is_pushed_as_that_parent_and_not_as_empty()
      throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    apply(people, page(person(1, "p1", ids(2))));
    ClaimedRow row = claim(people, newClaim(), "SELECT id FROM person");
    assertThat(((RowChange.Present) row.change()).values()).containsExactly(text("p1"), ids(2));
    assertThat(row.link().orElseThrow().base())
        .containsExactly(Optional.of(text("p1")), Optional.of(ids(2)));
    assertThat(row.orphans()).isEmpty();
  }

  @Test
  void a_turn_counts_when_the_other_side_is_written_and_a_rest_begins_anew() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    apply(contacts, page(later(1, "Eve")));
    apply(contacts, page(named("Zoe", 70)));
    assertThat(turns()).containsExactly("1|pull");
    push(contacts);
    push(contacts);
    assertThat(turns()).containsExactly("2|push");
    merge(contacts, page(named("Fay", 80)));
    merge(contacts, page(named("Gus", 90)));
    assertThat(turns()).containsExactly("3|pull");
    push(contacts);
    execute("UPDATE " + own("link") + " SET turned_at = '2020-01-01 00:00:00'");
    push(contacts);
    assertThat(turns()).containsExactly("1|push");
  }

  private static PlannedChange named(String name, int seconds) {
    return writeAt(1, STAMP.plusSeconds(seconds), ids(1), text(name), number("1"));
  }

  private List<String> turns() throws SQLException {
    return list("SELECT turns, turn_side FROM " + own("link"));
  }

  private void push(ResolvedMapping contacts) throws SQLException {
    Claim claim = newClaim();
    ClaimedRow row = claim(contacts, claim, "SELECT id FROM contact");
    var linked =
        new Settlement.Linked(row.key(), row.change().version(), id(1), Map.of(), true, false);
    database.outbox().settle(contacts, claim, List.of(linked));
  }

  private Claim newClaim() {
    return database.outbox().newClaim();
  }

  /** Claims the one row whose key a query finds. */
  private ClaimedRow claim(ResolvedMapping mapping, Claim claim, String key) throws SQLException {
    List<RowKey> rows = list(key).stream().map(RowKey::new).toList();
    return database.outbox().claimRows(mapping, claim, rows, HOLD).getFirst();
  }
}
