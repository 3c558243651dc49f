package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Limits, windows and the budget, from the configuration to the exit code. */
final class ScheduleEndToEndTest {
  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  private String url = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, 5);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void synced() {
    url = stage.newDatabase();
    assertThat(run("{}", "db", "install", "--yes").exitCode()).isZero();
    CommandRun first = run("{}", "sync", "--until-idle");
    assertThat(first.exitCode()).as(first.err()).isZero();
  }

  private CommandRun run(String push, String... arguments) {
    String mappings =
        """
        accounts:
          object: Account
          table: account
          create: true
          direction: both
          fields: { Name: name, Phone: phone }
          push: %s
        """
            .formatted(push);
    return stage.setup(folder, url, mappings).run(arguments);
  }

  private void insertRows(int count) {
    for (int row = 0; row < count; row++) {
      stage.execute(url, "INSERT INTO account (name) VALUES ('Row " + row + "')");
    }
  }

  @Test
  void a_run_that_its_limit_ended_ends_with_6_and_the_next_carries_the_rest() {
    insertRows(3);

    CommandRun limited = run("{ limit: 2 }", "sync", "--until-idle", "-o", "json");
    assertThat(limited.exitCode()).isEqualTo(6);
    assertThat(limited.err()).contains("PUSH-LIMIT", "push.limit");
    assertThat(limited.json().get("idle").asBoolean()).isFalse();
    assertThat(limited.json().get("pushed").get("created").asLong()).isEqualTo(2);

    CommandRun rest = run("{ limit: 2 }", "sync", "--until-idle", "-o", "json");
    assertThat(rest.exitCode()).as(rest.err()).isZero();
    assertThat(rest.json().get("pushed").get("created").asLong()).isEqualTo(1);
  }

  @Test
  void what_quiet_hours_keep_back_is_no_success() {
    insertRows(1);

    CommandRun quiet = run("{ quiet: [\"00:00-24:00\"] }", "sync", "--until-idle", "-o", "json");
    assertThat(quiet.exitCode()).isEqualTo(9);
    assertThat(quiet.json().get("mappings").get(0).get("pending").asLong()).isEqualTo(1);
  }

  @Test
  void what_is_off_stays_and_is_as_it_should_be() {
    insertRows(1);

    CommandRun off = run("off", "sync", "--until-idle", "-o", "json");
    assertThat(off.exitCode()).as(off.err()).isZero();
    assertThat(off.json().get("mappings").get(0).get("pending").asLong()).isEqualTo(1);
  }

  @Test
  void the_budget_stands_in_the_status_and_the_doctor_asks_for_it() {
    JsonNode org = run("{}", "status", "-o", "json").json().get("orgs").get(0);
    assertThat(org.get("remaining").asLong()).isPositive();
    assertThat(org.get("reserved").asLong()).isEqualTo(org.get("max").asLong() / 5);
    assertThat(org.get("stage").asString()).isEqualTo("PLENTY");
    assertThat(org.get("calls").get(0).get("direction").asString()).isEqualTo("pull");
    assertThat(org.get("calls").get(0).get("calls").asLong()).isPositive();

    CommandRun doctor = run("{}", "doctor");
    assertThat(doctor.exitCode()).as(doctor.err()).isZero();
    assertThat(doctor.out()).contains("API calls: ", "reserved for others");
  }
}
