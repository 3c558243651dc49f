package dev.syncline.simulation.memory;

import dev.syncline.model.ColumnName;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A transaction of the application: what it writes is seen by others, and captured, when it
 * commits, and the rows that it writes are its own until then.
 */
public final class ApplicationTransaction {
  /** One statement. */
  sealed interface Statement {
    record Put(TableName table, RowKey key, Map<ColumnName, Value> values, boolean isNew)
        implements Statement {}

    record Delete(TableName table, RowKey key) implements Statement {}
  }

  private final Store store;
  private final Captured captured;
  private final List<Statement> statements = new ArrayList<>();
  private boolean open = true;

  ApplicationTransaction(Store store, Captured captured) {
    this.store = store;
    this.captured = captured;
  }

  /**
   * Inserts a row.
   *
   * @param values by column; what is left out is null, the key is given
   */
  public RowKey insert(TableName table, Map<ColumnName, Value> values) {
    Table target = table(table);
    RowKey key = target.nextKey();
    target.lock(key, this);
    statements.add(new Statement.Put(table, key, Map.copyOf(values), true));
    return key;
  }

  /** Updates columns of a row, if it is there when the transaction commits. */
  public void update(TableName table, RowKey key, Map<ColumnName, Value> values) {
    lock(table, key);
    statements.add(new Statement.Put(table, key, Map.copyOf(values), false));
  }

  /** Deletes a row. */
  public void delete(TableName table, RowKey key) {
    lock(table, key);
    statements.add(new Statement.Delete(table, key));
  }

  /**
   * Makes everything visible and captures it.
   *
   * @throws dev.syncline.engine.database.DatabaseException if a constraint is broken; then nothing
   *     was done
   */
  public void commit() {
    check();
    try {
      captured.run(statements);
    } finally {
      end();
    }
  }

  /** Undoes everything. */
  public void rollback() {
    check();
    end();
  }

  private void end() {
    open = false;
    store.tables().forEach(t -> t.unlock(this));
  }

  private void lock(TableName name, RowKey key) {
    Table table = table(name);
    if (table.isLockedByAnother(key, this)) {
      throw new IllegalStateException("Row " + key + " of " + name + " is locked: it would wait");
    }
    table.lock(key, this);
  }

  private Table table(TableName name) {
    check();
    return store.table(name).orElseThrow(() -> Store.failure("DB-TABLE-ABSENT", name + " is not"));
  }

  private void check() {
    if (!open) {
      throw new IllegalStateException("The transaction has ended");
    }
  }
}
