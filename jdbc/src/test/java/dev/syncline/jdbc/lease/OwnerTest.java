package dev.syncline.jdbc.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerTest {
  /** No process has such a number: the kernel's highest is 4,194,304. */
  private static final long NOBODY = 2_000_000_000L;

  @TempDir Path folder;

  @Test
  void a_process_that_is_gone_from_this_machine_is_dead_and_a_running_one_is_not()
      throws IOException {
    Owner us = Owner.thisProcess(kernel("one"));
    assertThat(us.isDead(us)).isFalse();
    assertThat(gone(us).isDead(us)).isTrue();
    assertThat(new Owner(us.host(), us.process(), us.started() - 60).isDead(us)).isTrue();
  }

  @Test
  void a_machine_of_the_same_name_is_another_one() throws IOException {
    Owner us = Owner.thisProcess(kernel("one"));
    Owner twin = Owner.thisProcess(kernel("two"));
    assertThat(gone(twin).isDead(us)).isFalse();
  }

  @Test
  void where_machines_cannot_be_told_apart_nobody_is_dead() {
    Owner us = Owner.thisProcess(folder.resolve("absent"));
    assertThat(gone(us).isDead(us)).isFalse();
  }

  private static Owner gone(Owner owner) {
    return new Owner(owner.host(), NOBODY, 0);
  }

  /** What a kernel says of itself: all machines here have the same name. */
  private Path kernel(String boot) throws IOException {
    Path kernel = folder.resolve(boot);
    Files.createDirectories(kernel.resolve("sys/kernel/random"));
    Files.createDirectories(kernel.resolve("self/ns"));
    Files.writeString(kernel.resolve("sys/kernel/hostname"), "app\n");
    Files.writeString(kernel.resolve("sys/kernel/random/boot_id"), boot + "\n");
    Files.createSymbolicLink(kernel.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
    return kernel;
  }
}
