package dev.syncline.jdbc;

class MariaDbWaitingTest extends WaitingKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
