package dev.syncline.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.jdbc.testing.TypesPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PostgresTypesTest {
  @Test
  void the_page_on_types_says_which_columns_are_created() throws IOException {
    assertThat(TypesPage.differences(1, PostgresTypes::sql)).isEmpty();
  }
}
