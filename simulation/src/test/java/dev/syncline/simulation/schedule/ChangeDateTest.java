package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.Timing;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes found by a date-time field of the mapping's choice. */
class ChangeDateTest {
  private static final String SCHEMA =
      """
      objects:
        Account:
          extend: true
          fields:
            Changed__c: {type: datetime}
      """;
  private SmallWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new SmallWorld(SCHEMA);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void by(String field) {
    world.mapping(
        ACCOUNTS,
        "Account",
        "Name",
        Direction.PULL,
        Timing.STANDARD,
        Optional.of(new FieldName(field)));
  }

  private void sync() throws InterruptedException {
    Sync sync = world.sync();
    world.time.pass(Duration.ofMinutes(2));
    assertThat(sync.untilIdle(Direction.BOTH, Duration.ofHours(1)))
        .matches(SyncRound::whole, world.told.toString());
  }

  /** What was read last is not read again any more. */
  private void forget() throws InterruptedException {
    world.time.pass(Duration.ofMinutes(30));
    sync();
  }

  private void insert(String name, String more) {
    world.write(
        "{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"%s\"%s}}"
            .formatted(name, more));
  }

  private String changed(Duration ago) {
    return ",\"Changed__c\":\"%s\""
        .formatted(world.time.instant().minus(ago).truncatedTo(ChronoUnit.SECONDS));
  }

  private void write(String operation, String name, String fields) {
    String id =
        world.simulated.records("Account", List.of("Name")).stream()
            .filter(r -> name.equals(r.values().get("Name")))
            .findFirst()
            .orElseThrow()
            .id();
    world.write(
        "{\"op\":\"%s\",\"object\":\"Account\",\"id\":\"%s\"%s}".formatted(operation, id, fields));
  }

  @Test
  void a_field_of_ones_own_says_when_a_record_has_changed() throws InterruptedException {
    by("Changed__c");
    insert("unsaid", "");
    insert("said", changed(Duration.ZERO));
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("said");

    forget();
    write("update", "said", ",\"fields\":{\"Name\":\"silent\"}");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("said");

    write("update", "silent", ",\"fields\":{\"Name\":\"loud\"" + changed(Duration.ZERO) + "}");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("loud");
  }

  @Test
  void what_is_stamped_a_while_before_it_is_seen_is_noticed_and_what_is_older_is_not()
      throws InterruptedException {
    by("Changed__c");
    world.time.pass(Duration.ofHours(1));
    sync();
    insert("late", changed(Duration.ofMinutes(6)));
    insert("too late", changed(Duration.ofMinutes(20)));
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("late");
  }

  @Test
  void a_moment_in_the_future_is_noticed_when_it_has_come() throws InterruptedException {
    by("Changed__c");
    insert("tomorrow", changed(Duration.ofHours(-24)));
    sync();
    assertThat(world.rows(ACCOUNTS)).isEmpty();
    world.time.pass(Duration.ofHours(24));
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("tomorrow");
  }

  @Test
  void deletions_are_found_whatever_the_field_says() throws InterruptedException {
    by("CreatedDate");
    insert("one", "");
    insert("two", "");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("one", "two");
    forget();
    write("update", "two", ",\"fields\":{\"Name\":\"changed\"}");
    write("delete", "one", "");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("two");
  }

  @Test
  void a_field_that_is_not_there_or_says_no_moment_is_told_before_anything_is_pulled() {
    assertThatIllegalStateException()
        .isThrownBy(() -> by("Changd__c"))
        .withMessageContaining("CHANGE-DATE-UNKNOWN");
  }

  @Test
  void a_field_without_a_time_of_day_cannot_be_used() {
    assertThatIllegalStateException()
        .isThrownBy(() -> by("LastActivityDate"))
        .withMessageContaining("CHANGE-DATE-TYPE");
  }
}
