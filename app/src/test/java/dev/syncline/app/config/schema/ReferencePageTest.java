package dev.syncline.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReferencePageTest {
  /** Set to any value to write the page anew instead of comparing it. */
  private static final String WRITE = "syncline.write-docs";

  @Test
  void the_reference_in_the_docs_says_what_the_reader_does() throws IOException {
    String root = Objects.requireNonNull(System.getProperty("syncline.root"));
    Path page = Path.of(root, "docs", "configuration.md");
    if (System.getProperty(WRITE) != null) {
      Files.writeString(page, ReferencePage.text());
    }

    assertThat(page)
        .as("write it anew with: mvn -pl app -am test -Dtest=ReferencePageTest -D" + WRITE)
        .content()
        .isEqualTo(ReferencePage.text());
  }
}
