package dev.syncline.jdbc;

class MariaDbMatchTest extends MatchKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }

  @Override
  String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "''");
  }
}
