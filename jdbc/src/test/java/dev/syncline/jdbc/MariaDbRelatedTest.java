package dev.syncline.jdbc;

import dev.syncline.engine.mapping.ResolvedMapping;

class MariaDbRelatedTest extends RelatedKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }

  @Override
  String ownWriteBegins() {
    return "SET @syncline_writing = 'mapping contacts'";
  }

  @Override
  String dropTrigger(ResolvedMapping mapping, String event) {
    return "DROP TRIGGER " + PostgresRelatedTest.trigger(mapping, event);
  }

  @Override
  String dropIndex() {
    return "DROP INDEX contact_company ON contact";
  }
}
