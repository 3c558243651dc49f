package dev.syncline.simulator.soql;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.check.StatementChecker;
import dev.syncline.simulator.soql.parse.QueryParser;
import dev.syncline.simulator.soql.run.PreparedQuery;
import dev.syncline.simulator.soql.tree.SourceText;

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
    var source = new SourceText(statement);
    return new PreparedQuery(
        StatementChecker.check(source, QueryParser.parse(source), schema, settings));
  }
}
