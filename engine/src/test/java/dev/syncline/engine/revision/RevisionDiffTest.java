package dev.syncline.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.FieldName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RevisionDiffTest {
  private static MappingDocument document(Map<String, ?> fields, String direction) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("object", "Contact");
    keys.put("direction", direction);
    keys.put("fields", fields);
    return MappingDocument.of(keys);
  }

  @Test
  void a_document_is_the_same_after_it_was_written_and_read() {
    MappingDocument document =
        MappingDocument.of(
            Map.of(
                "where",
                "Name = 'a\\b'\nAND X: 1",
                "recordTypes",
                List.of("A", "B"),
                "match",
                List.of(Map.of("Email", "email")),
                "fields",
                Map.of("Name", "name", "Email", Map.of("column", "email"))));

    assertThat(MappingDocument.parse(document.text())).isEqualTo(document);
    assertThat(document.setting("fields.Name.column")).contains("name");
    assertThat(document.setting("match.1.Email")).contains("email");
    assertThat(document.lines()).containsExactly("fields.Email", "fields.Name");
  }

  @Test
  void short_and_long_lines_of_the_same_meaning_are_the_same() {
    assertThat(document(Map.of("Name", "name"), "pull"))
        .isEqualTo(document(Map.of("Name", Map.of("column", "name")), "pull"));
  }

  @Test
  void lines_are_told_apart_by_what_has_become_of_them() {
    MappingDocument before =
        document(
            Map.of(
                "Name",
                "name",
                "Phone",
                "phone",
                "Fax",
                Map.of("column", "fax"),
                "Title",
                Map.of("column", "title")),
            "both");
    MappingDocument after =
        document(
            Map.of(
                "Name",
                "name",
                "Email",
                "email",
                "Fax",
                Map.of("column", "fax", "tooLong", "cut"),
                "Title",
                Map.of("column", "position")),
            "both");

    RevisionDiff diff = RevisionDiff.between(before, after);

    assertThat(diff.added()).containsExactly(new FieldName("Email"));
    assertThat(diff.removed()).containsExactly(new FieldName("Phone"));
    assertThat(diff.changed()).containsExactly(new FieldName("Fax"), new FieldName("Title"));
    assertThat(diff.toFill()).containsExactly(new FieldName("Email"), new FieldName("Title"));
    assertThat(diff.ofMapping()).isEmpty();
    assertThat(diff.settings().stream().flatMap(s -> s.lines().stream()))
        .containsExactly(
            "+ fields.Email.column: email",
            "+ fields.Fax.tooLong: cut",
            "- fields.Phone.column: phone",
            "- fields.Title.column: title",
            "+ fields.Title.column: position");
  }

  @Test
  void computed_columns_are_lines_by_the_names_that_the_engine_gives_them() {
    var before = MappingDocument.of(Map.of("fields", Map.of("Name", "name")));
    var after =
        MappingDocument.of(
            Map.of(
                "fields",
                Map.of("Name", "name"),
                "columns",
                Map.of("origin", Map.of("constant", "org"))));

    assertThat(RevisionDiff.between(before, after).added())
        .containsExactly(new FieldName("column:origin"));
  }

  @Test
  void the_same_documents_do_not_differ() {
    MappingDocument document = document(Map.of("Name", "name"), "pull");

    assertThat(RevisionDiff.between(document, document).isEmpty()).isTrue();
    assertThat(document.hash()).hasSize(64).isEqualTo(MappingDocument.hash(document.text()));
  }
}
