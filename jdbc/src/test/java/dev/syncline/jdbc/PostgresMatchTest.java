package dev.syncline.jdbc;

class PostgresMatchTest extends MatchKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }

  @Override
  String quoted(String text) {
    return text.replace("'", "''");
  }
}
