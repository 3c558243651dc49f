package dev.syncline.simulation.random;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.model.ColumnName;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.simulation.memory.ApplicationTransaction;
import dev.syncline.simulation.memory.MemoryDatabase;
import dev.syncline.simulation.random.Kind.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an application does to its database at random. */
final class DatabaseActions {
  private final MemoryDatabase database;
  private final DatabaseSide side;
  private final Choices choices;
  private final Ledger ledger;
  private Optional<ApplicationTransaction> open = Optional.empty();
  private long refused;

  DatabaseActions(MemoryDatabase database, DatabaseSide side, Choices choices, Ledger ledger) {
    this.database = database;
    this.side = side;
    this.choices = choices;
    this.ledger = ledger;
  }

  /** One statement or several, committed now or later. */
  void act() {
    ApplicationTransaction transaction = open.orElseGet(database::begin);
    int statements = 1 + choices.random().nextInt(3);
    for (int i = 0; i < statements; i++) {
      statement(transaction);
    }
    open = Optional.of(transaction);
    if (choices.chance(80)) {
      commit();
    }
  }

  /** Ends what is open. */
  void commit() {
    if (open.isPresent()) {
      ApplicationTransaction transaction = open.get();
      open = Optional.empty();
      if (choices.chance(10)) {
        transaction.rollback();
        return;
      }
      State before = side.state();
      try {
        transaction.commit();
        ledger.note(Side.DATABASE, before, side.state());
      } catch (DatabaseException e) {
        refused++;
      }
    }
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /** How many transactions a constraint has refused. */
  long refused() {
    return refused;
  }

  private void statement(ApplicationTransaction transaction) {
    State state = side.state();
    Kind kind = choices.kind();
    int choice = choices.random().nextInt(10);
    if (choice < 3) {
      insert(transaction, kind, state);
      return;
    }
    choices
        .thing(state, kind)
        .map(thing -> new RowKey(thing.address()))
        .filter(key -> open.isPresent() || !database.isLocked(DatabaseSide.table(kind), key))
        .ifPresent(
            key -> {
              if (choice < 9) {
                update(transaction, kind, key, state);
              } else if (open.isEmpty()) {
                transaction.delete(DatabaseSide.table(kind), key);
              }
            });
  }

  private void insert(ApplicationTransaction transaction, Kind kind, State state) {
    var values = new HashMap<ColumnName, Value>();
    values.put(new ColumnName(Kind.MARK_COLUMN), new Value.Text(choices.mark("d")));
    for (Attribute attribute : kind.attributes()) {
      values.put(new ColumnName(attribute.column()), value(attribute, state));
    }
    transaction.insert(DatabaseSide.table(kind), values);
  }

  private void update(ApplicationTransaction transaction, Kind kind, RowKey key, State state) {
    List<Attribute> changed = choices.attributes(kind);
    Map<ColumnName, Value> values = new HashMap<>();
    for (Attribute attribute : changed) {
      Value value = value(attribute, state);
      boolean toItself = attribute.target().filter(kind::equals).isPresent() && isKey(value, key);
      values.put(new ColumnName(attribute.column()), toItself ? Value.NULL : value);
    }
    transaction.update(DatabaseSide.table(kind), key, values);
  }

  private static boolean isKey(Value value, RowKey key) {
    return value instanceof Value.Numeric(var number) && number.toPlainString().equals(key.value());
  }

  /** Things that an open transaction has made or deleted are no parents, so that it can commit. */
  private Value value(Attribute attribute, State state) {
    String text =
        attribute
            .target()
            .map(
                t ->
                    open.isPresent()
                        ? ""
                        : choices.thing(state, t).map(State.Thing::address).orElse(""))
            .orElseGet(() -> choices.value(attribute));
    return DatabaseSide.value(attribute, text);
  }
}
