package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Tells from outside when the product does something useful: a row and a record are changed, and
 * the other side is looked at until one of the changes has come.
 */
final class Probe implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final SimulatedOrg org;
  private final OrgEdits orgEdits;
  private final ShopEdits shopEdits;
  private final Connection connection;
  private final List<Thing> parents;
  private int number;

  /**
   * @param parents accounts that are never deleted
   */
  Probe(
      SimulatedOrg org,
      SharedDatabase database,
      OrgEdits orgEdits,
      ShopEdits shopEdits,
      List<Thing> parents)
      throws SQLException {
    this.org = org;
    this.orgEdits = orgEdits;
    this.shopEdits = shopEdits;
    this.connection = database.connect();
    this.parents = List.copyOf(parents);
  }

  /** Changes one thing here and another there. */
  void set() throws IOException, InterruptedException, SQLException {
    number++;
    shopEdits.update(row(), Kind.ACCOUNT.databaseColumn(), Kind.ACCOUNT.databaseField(), value());
    orgEdits.update(record(), Kind.ACCOUNT.orgField(), value());
  }

  /** Each is changed on one side alone: sides that answer each other for long are stopped. */
  private Thing row() {
    return parents.get(number % (parents.size() / 2));
  }

  private Thing record() {
    return parents.get(parents.size() / 2 + number % (parents.size() / 2));
  }

  private String value() {
    return "Probe " + number;
  }

  /**
   * Waits for either change.
   *
   * @param until by the system's nanoseconds
   * @return whether one came in time
   */
  boolean await(long until) throws IOException, InterruptedException, SQLException {
    while (!isPulled() && !isPushed()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  private boolean isPulled() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT site FROM account WHERE shop_id = ?")) {
      select.setString(1, record().mark());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && value().equals(rows.getString(1));
      }
    }
  }

  private boolean isPushed() throws IOException, InterruptedException {
    List<JsonNode> found =
        org.all("SELECT Name FROM Account WHERE Shop_Id__c = '" + row().mark() + "'");
    return !found.isEmpty() && found.getFirst().get("Name").asString().equals(value());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
