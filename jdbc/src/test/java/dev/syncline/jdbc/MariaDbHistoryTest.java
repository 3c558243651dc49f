package dev.syncline.jdbc;

class MariaDbHistoryTest extends HistoryKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
