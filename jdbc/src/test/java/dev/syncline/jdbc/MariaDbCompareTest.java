package dev.syncline.jdbc;

class MariaDbCompareTest extends CompareKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
