package dev.syncline.simulator.soql;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QuerySettings;

/** The door to SOQL. */
public final class Soql {
  private Soql() {}

  /**
   * Parses and checks a statement.
   *
   * @param statement the decoded text of the query
   * @throws dev.syncline.simulator.soql.api.SoqlException if the statement is refused
   */
  public static QueryPlan prepare(String statement, Schema schema, QuerySettings settings) {
    throw new UnsupportedOperationException(
        statement + schema.objects().size() + settings.apiVersion());
  }
}
