package dev.syncline.jdbc;

class PostgresLaneBookTest extends LaneBookKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
