package dev.syncline.jdbc.mariadb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ServerKindTest {
  @Test
  void mysql_and_old_servers_are_refused_before_anything_is_written() {
    assertThatCode(() -> ServerKind.require("MariaDB", "11.4.2-MariaDB", true))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ServerKind.require("MySQL", "8.4.3", true))
        .hasMessageContaining("DB-SERVER")
        .hasMessageContaining("MySQL 8.4.3");
    assertThatThrownBy(() -> ServerKind.require("MariaDB", "10.3.39-MariaDB", false))
        .hasMessageContaining("DB-SERVER");
  }
}
