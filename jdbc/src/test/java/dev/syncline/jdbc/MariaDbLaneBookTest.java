package dev.syncline.jdbc;

class MariaDbLaneBookTest extends LaneBookKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
