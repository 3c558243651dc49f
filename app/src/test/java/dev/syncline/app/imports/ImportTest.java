package dev.syncline.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportTest {
  static String file(String name) throws IOException {
    try (InputStream in = ImportTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, Object> mapping(Imported imported, String name) {
    return Objects.requireNonNull(imported.mappings().get(name), name);
  }

  private static String left(Imported imported, String mapping, String part) {
    return imported.notes().stream()
        .filter(n -> n.mapping().equals(mapping) && n.part().equals(part))
        .map(ImportNote::message)
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void fieldmaps_of_wordpress_become_mappings_and_object_maps_links() throws IOException {
    String text = file("wordpress.json").replace("RECORD_ID", "003000000000001AAA");
    Imported imported = WordPressImport.read(text, "wp_");

    assertThat(imported.mappings()).containsOnlyKeys("members_contacts", "events");
    assertThat(mapping(imported, "members_contacts"))
        .containsEntry("object", "Contact")
        .containsEntry("table", "wp_users")
        .containsEntry("rowKey", "ID")
        .containsEntry("direction", "both")
        .containsEntry("weight", 5)
        .containsEntry("triggers", Map.of("push", List.of("create", "update")))
        .containsEntry(
            "fields",
            Map.of(
                "Email",
                "user_email",
                "LastName",
                "display_name",
                "Title",
                Map.of("column", "user_url", "direction", "pull")));
    assertThat(mapping(imported, "events"))
        .containsEntry("direction", "push")
        .containsEntry("push", "off")
        .containsEntry("rows", "post_type = 'event' and post_status not in ('draft', 'auto-draft')")
        .doesNotContainKeys("where", "key");
    assertThat(imported.links()).hasSize(1);
    assertThat(imported.links().getFirst().mapping()).isEqualTo("members_contacts");
    assertThat(left(imported, "members_contacts", "FirstName")).contains("first_name", "meta");
    assertThat(left(imported, "members_contacts", "Description")).contains("user_pass", "secret");
    assertThat(left(imported, "events", "Name")).contains("no external id");
    assertThat(left(imported, "", "object_maps")).contains("1 links", "tmp_sf_");
    assertThat(left(imported, "", "plugin_settings")).contains("secrets");
    assertThat(imported.toString() + MappingYaml.of(imported.mappings()))
        .doesNotContain("THE-SECRET-OF-THE-ORG");
  }

  @Test
  void mappings_of_drupal_become_mappings() throws IOException {
    Imported imported =
        DrupalImport.read(
            List.of(
                file("drupal/salesforce_mapping.salesforce_mapping.member.yml"),
                file("drupal/salesforce_mapping.salesforce_mapping.article.yml")));

    assertThat(mapping(imported, "member"))
        .containsEntry("table", "users_field_data")
        .containsEntry("where", "Email != null")
        .containsEntry("pull", "every 300s")
        .containsEntry("push", Map.of("retries", Map.of("attempts", 3)))
        .containsEntry("weight", -10)
        .containsEntry(
            "triggers",
            Map.of("pull", List.of("create", "update"), "push", List.of("create", "update")))
        .containsEntry("fields", Map.of("Email", "mail", "LastName", "name"));
    assertThat(mapping(imported, "article"))
        .containsEntry("rows", "type = 'article'")
        .containsEntry("key", "Drupal_Id__c")
        .containsEntry("keyUse", "always")
        .containsEntry(
            "push", Map.of("when", "every 60s", "limit", 100, "retries", Map.of("attempts", 1000)));
    assertThat(left(imported, "member", "Phone")).contains("field_phone");
    assertThat(left(imported, "member", "LeadSource")).contains("constant");
    assertThat(left(imported, "member", "Description")).contains("Token");
    assertThat(left(imported, "member", "pull_standalone")).isNotEqualTo("nothing");
    assertThat(left(imported, "article", "ParentId")).contains("field_campaign");
  }

  @Test
  void mappings_of_heroku_connect_become_mappings() throws IOException {
    Imported imported = HerokuImport.read(file("heroku.json"), "salesforce");

    assertThat(mapping(imported, "contact"))
        .containsEntry("table", "salesforce.contact")
        .containsEntry("direction", "both")
        .doesNotContainKey("pull")
        .containsEntry(
            "fields",
            Map.of(
                "Id",
                Map.of("column", "sfid", "direction", "pull"),
                "LastName",
                "lastname",
                "Email",
                "email",
                "Phone",
                "phone"));
    assertThat(mapping(imported, "account"))
        .containsEntry("direction", "pull")
        .containsEntry("pull", "every 120s");
    assertThat(left(imported, "contact", "IsDeleted")).contains("Syncline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"fieldmaps\"",
        "a: &a [*a]",
        "!!java.net.URL x",
        "\u0000"
      })
  void what_is_no_export_is_refused(String text) {
    assertThat(catchThrowableOfType(ImportException.class, () -> WordPressImport.read(text, "wp_")))
        .isNotNull();
    assertThat(catchThrowableOfType(ImportException.class, () -> HerokuImport.read(text, "s")))
        .isNotNull();
    assertThat(catchThrowableOfType(ImportException.class, () -> DrupalImport.read(List.of(text))))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user'; DROP TABLE x; --",
        "user\\nrows: all",
        "${env:SECRET}",
        "a b",
        "*alias",
        "\\u001b[31mred",
        "post' or '1'='1"
      })
  void hostile_names_come_to_no_sql_and_no_yaml(String hostile) {
    String fieldmap =
        """
        {"fieldmaps":[{"label":"%1$s","wordpress_object":"%1$s","salesforce_object":"Contact",
        "sync_triggers":["wp_create"],"fields":[{"wordpress_field":{"label":"post_title"},
        "salesforce_field":{"name":"Name"},"direction":"sync"}]},
        {"label":"%1$s","wordpress_object":"page","salesforce_object":"Contact",
        "sync_triggers":["wp_create"],"fields":[{"wordpress_field":{"label":"%1$s"},
        "salesforce_field":{"name":"Name"}},{"wordpress_field":{"label":"post_title"},
        "salesforce_field":{"name":"%1$s"}},{"wordpress_field":{"label":"post_name"},
        "salesforce_field":{"name":"Title"}}]}]}
        """
            .formatted(hostile);
    Imported imported = WordPressImport.read(fieldmap, "wp_");

    assertThat(imported.mappings()).hasSize(1);
    assertThat(imported.mappings().keySet().iterator().next()).matches("[a-z][a-z0-9_]*");
    assertThat(imported.mappings().values().iterator().next().get("fields"))
        .isEqualTo(Map.of("Title", "post_name"));
    assertThat(imported.notes()).hasSizeGreaterThanOrEqualTo(3);
  }
}
