package dev.syncline.jdbc;

class MariaDbBackfillTest extends BackfillKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
