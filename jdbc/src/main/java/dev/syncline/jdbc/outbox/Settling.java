package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.RowSet.Row;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.page.AlterationText;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Alteration;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settles entries in one transaction. Links are locked first, in the order of their records, and
 * written; entries last, because the application waits for those that are locked, and without
 * waiting for those that the application is changing: of these the record's side is settled, and
 * they are ready again later.
 */
final class Settling {
  private final SetWords words;
  private final Dialect dialect;
  private final ResolvedMapping mapping;
  private final long mappingId;
  private final SettleWrites writes;
  private final long claim;
  private final MappingTable mappings;
  private final Map<String, Entry> held = new HashMap<>();
  private final Map<String, Entry> locked = new HashMap<>();
  private final SettledLinks links;

  /** An entry that we hold. */
  private record Entry(long version, int attempts) {}

  Settling(SetWords words, MappingTable mappings, ResolvedMapping mapping, SettleWrites writes) {
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.mapping = mapping;
    this.mappingId = writes.mappingId();
    this.claim = writes.claim();
    this.writes = writes;
    this.links = new SettledLinks(words, writes.mappingId());
  }

  void settle(Connection connection, Collection<Settlement> all) throws SQLException {
    List<String> keys = all.stream().map(s -> s.key().value()).sorted().toList();
    readEntries(connection, keys, "", held);
    List<Settlement> ours = all.stream().filter(s -> held.containsKey(s.key().value())).toList();
    links.lock(connection, ours);
    List<Settlement> entries = ours.stream().map(this::settleLink).toList();
    writes.writeLinks(connection);
    readEntries(connection, keys, words.lockFree("o"), locked);
    for (Settlement settlement : entries) {
      settleEntry(connection, settlement);
    }
    writes.writeEntries(connection);
  }

  private void readEntries(
      Connection connection, List<String> keys, String lock, Map<String, Entry> entries)
      throws SQLException {
    String sql =
        dialect.sql(
                "SELECT o.row_key, o.version, o.attempts FROM %s %s {outbox} o%s"
                    .formatted(
                        words.rows(List.of(new RowColumn("key_v", KEY))),
                        words.join(),
                        words.keyHint()))
            + " ON o.row_key = v.key_v AND o.mapping_id = %d WHERE %s%s"
                .formatted(mappingId, words.heldBy(claim), lock);
    for (String document : RowSet.of("key_v", keys).documents()) {
      Sql.list(
          connection,
          sql,
          row -> entries.put(row.getString(1), new Entry(row.getLong(2), row.getInt(3))),
          document);
    }
  }

  /**
   * Decides of the link, before any entry is locked; a row or a record that is another's is parked
   * instead, and everything else goes on with its entry.
   */
  private Settlement settleLink(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Linked linked -> link(linked);
      case Settlement.Unlinked unlinked -> unlink(unlinked, unlinked.id());
      case Settlement.Recreate recreate -> unlink(recreate, recreate.id());
      case Settlement.Nothing _, Settlement.Retry _, Settlement.Wait _ -> settlement;
      case Settlement.Park _, Settlement.Hold _, Settlement.Release _ -> settlement;
    };
  }

  private void settleEntry(Connection connection, Settlement settlement) throws SQLException {
    switch (settlement) {
      case Settlement.Linked linked -> {
        intentDone(linked);
        if (linked.remains()) {
          keep(linked, ready().with("joins_v", 1));
        } else if (mapping.holdsBack()) {
          holdBack(linked);
        } else {
          remove(linked);
        }
      }
      case Settlement.Nothing _, Settlement.Unlinked _ -> {
        intentDone(settlement);
        remove(settlement);
      }
      case Settlement.Recreate _ -> {
        intentDone(settlement);
        keep(settlement, ready());
      }
      case Settlement.Retry retry -> retry(retry);
      case Settlement.Wait wait -> waitForParent(connection, wait);
      case Settlement.Park park -> park(park, park.problem());
      case Settlement.Hold hold -> hold(connection, hold);
      case Settlement.Release _ -> keep(settlement, new Row().with("state_v", "READY"));
    }
  }

  private Settlement link(Settlement.Linked linked) {
    String record = linked.id().value();
    String key = linked.key().value();
    Optional<Problem> taken = links.taken(linked);
    if (taken.isPresent()) {
      return new Settlement.Park(linked.key(), linked.version(), taken.get());
    }
    Optional<SettledLinks.Link> found = links.of(record);
    List<FieldBinding> bindings = mapping.remembered();
    if (found.isEmpty()) {
      writes.links.add(
          RowSet.row("record_v", record)
              .with("key_v", key)
              .with("base_v", BaseText.write(bindings, merged(List.of(), linked)))
              .with("sent_v", linked.sent()));
      links.made(record, key);
      writes.linkedKeys.add(key);
      tell(linked, Optional.of(record), Event.LINKED, "{\"by\":\"push\"}");
    } else {
      SettledLinks.Link link = found.get();
      String base = BaseText.write(bindings, merged(BaseText.read(link.base(), bindings), linked));
      writes.supersede(record, linked.sent(), base.equals(link.base()));
      writes.bases.add(
          RowSet.row("record_v", record)
              .with("base_v", base)
              .with("sent_v", linked.sent())
              .with("turns_v", link.turns()));
    }
    for (Alteration alteration : linked.alterations()) {
      tell(linked, Optional.of(record), Event.ALTERED, AlterationText.of(alteration));
    }
    return linked;
  }

  /** The rest of the row is in the record; the entry stays for what is out of service. */
  private void holdBack(Settlement.Linked linked) {
    String state = isChanged(linked) ? "READY" : "WAITING";
    keep(linked, problem(new Row(), HeldBack.problem(mapping)).with("state_v", state));
  }

  /** Only what was agreed changes; all else is as it is at the commit. */
  private List<Optional<Value>> merged(List<Optional<Value>> base, Settlement.Linked linked) {
    List<Optional<Value>> merged = new ArrayList<>();
    for (FieldBinding binding : mapping.remembered()) {
      Value agreed = linked.agreed().get(binding.field().name());
      Optional<Value> before = base.isEmpty() ? Optional.empty() : base.get(merged.size());
      merged.add(agreed == null ? before : Optional.of(agreed));
    }
    return merged;
  }

  private Settlement unlink(Settlement settlement, RecordId id) {
    writes.unlinked.add(id.value());
    links.gone(id.value());
    Event event = settlement instanceof Settlement.Unlinked ? Event.DELETED : Event.UNLINKED;
    tell(settlement, Optional.of(id.value()), event, "{\"by\":\"push\"}");
    return settlement;
  }

  private void retry(Settlement.Retry retry) {
    if (!retry.keepsIntent()) {
      intentDone(retry);
    }
    boolean changedSince = isChanged(retry) && retry.countsAttempt();
    Row row = problem(new Row(), retry.problem()).with("state_v", "READY");
    if (!changedSince) {
      row.with("delay_v", retry.after().toMillis());
    }
    int attempts = held(retry).attempts();
    row.with("attempts_v", attempts + (retry.countsAttempt() && !changedSince ? 1 : 0));
    keep(retry, row);
    if (retry.countsAttempt()) {
      tell(retry, Optional.empty(), Event.REFUSED, ProblemText.json(retry.problem()));
    }
  }

  private void waitForParent(Connection connection, Settlement.Wait wait) throws SQLException {
    if (isChanged(wait)) {
      keep(wait, ready());
      return;
    }
    writes.waiting.add(wait.key().value());
    keep(
        wait,
        new Row()
            .with("state_v", "WAITING")
            .with("parent_v", mappings.id(connection, wait.parent()))
            .with("parent_key_v", wait.parentRow().value()));
  }

  private void park(Settlement settlement, Problem problem) {
    intentDone(settlement);
    tell(settlement, Optional.empty(), Event.PARKED, ProblemText.json(problem));
    String state = isChanged(settlement) ? "READY" : "PARKED";
    keep(settlement, problem(new Row(), problem).with("state_v", state));
  }

  private void hold(Connection connection, Settlement.Hold hold) throws SQLException {
    intentDone(hold);
    if (hold.problem().code().equals(HookProblems.VETO)) {
      tell(hold, Optional.empty(), Event.VETOED, ProblemText.json(hold.problem()));
    }
    if (hold.whileAwaited() && !isAwaited(connection, hold)) {
      remove(hold);
      return;
    }
    String state = isChanged(hold) ? "READY" : "WAITING";
    keep(hold, problem(new Row(), hold.problem()).with("state_v", state));
  }

  private boolean isAwaited(Connection connection, Settlement.Hold hold) throws SQLException {
    String sql =
        dialect.sql(
            "SELECT 1 FROM {outbox} WHERE waits_mapping_id = ? AND waits_row_key = ? LIMIT 1");
    return Sql.first(connection, sql, row -> true, mappingId, hold.key().value()).isPresent();
  }

  private Entry held(Settlement settlement) {
    String key = settlement.key().value();
    return locked.getOrDefault(key, held.getOrDefault(key, new Entry(0, 0)));
  }

  private boolean isChanged(Settlement settlement) {
    return held(settlement).version() != settlement.version();
  }

  private static Row ready() {
    return new Row().with("state_v", "READY").with("attempts_v", 0);
  }

  private void intentDone(Settlement settlement) {
    writes.intentsDone.add(RowSet.row("key_v", settlement.key().value()));
  }

  /** The entry goes, unless its row has changed since. */
  private void remove(Settlement settlement) {
    if (locked.containsKey(settlement.key().value()) && !isChanged(settlement)) {
      writes.removed.add(RowSet.row("key_v", settlement.key().value()));
    } else {
      keep(settlement, ready());
    }
  }

  private void keep(Settlement settlement, Row row) {
    String key = settlement.key().value();
    if (!locked.containsKey(key)) {
      writes.unsettled.add(RowSet.row("key_v", key));
      return;
    }
    row.with("key_v", key);
    row.withDefault("attempts_v", held(settlement).attempts());
    writes.kept.add(row);
  }

  private static Row problem(Row row, Problem problem) {
    return row.with("code_v", problem.code())
        .with("class_v", problem.errorClass().name())
        .with("message_v", ProblemText.storable(problem.message()))
        .with("action_v", ProblemText.storable(problem.action()));
  }

  private void tell(Settlement settlement, Optional<String> record, Event event, String detail) {
    String key = settlement.key().value();
    writes.historyKeys.add(key);
    writes.history.add(
        RowSet.row("key_v", key)
            .with("record_v", record.or(() -> links.recordOf(key)).orElse(null))
            .with("event_v", event.name())
            .with("detail_v", detail));
  }
}
