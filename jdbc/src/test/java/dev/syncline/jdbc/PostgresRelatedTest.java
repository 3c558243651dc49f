package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;

class PostgresRelatedTest extends RelatedKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }

  @Override
  String ownWriteBegins() {
    return "SELECT set_config('syncline.writing', 'mapping contacts', true)";
  }

  @Override
  String dropTrigger(ResolvedMapping mapping, String event) {
    return "DROP TRIGGER " + trigger(mapping, event) + " ON company";
  }

  static String trigger(ResolvedMapping mapping, String event) {
    assertThat(mapping.relations()).hasSize(1);
    return CaptureNames.relatedTrigger(
        mapping.mapping().name(), mapping.relations().keySet().iterator().next(), event);
  }

  @Override
  String dropIndex() {
    return "DROP INDEX contact_company";
  }
}
