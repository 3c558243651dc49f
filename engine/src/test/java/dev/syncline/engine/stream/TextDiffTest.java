package dev.syncline.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A difference gives the new text, or nothing. */
class TextDiffTest {
  private static final String BEFORE = "one\ntwo\nthree\nfour\nfive";

  private static TextDiff diff(String after, String hunks) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(after.getBytes(StandardCharsets.UTF_8));
    return new TextDiff("--- \n+++ " + HexFormat.of().formatHex(hash) + "\n" + hunks);
  }

  @Test
  void lines_are_replaced_added_and_taken_out() throws NoSuchAlgorithmException {
    String after = "zero\none\nTWO\nthree\nfive";
    TextDiff diff =
        diff(
            after, "@@ -0,0 +1,1 @@\n+zero\n@@ -2,1 +3,1 @@\n-two\n+TWO\n@@ -4,1 +4,0 @@\n-four\n");

    assertThat(diff.appliedTo(BEFORE)).contains(after);
  }

  @Test
  void lines_around_a_change_may_be_shown() throws NoSuchAlgorithmException {
    String after = "one\ntwo\n3\nfour\nfive";
    TextDiff diff = diff(after, "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n");

    assertThat(diff.appliedTo(BEFORE)).contains(after);
  }

  @Test
  void lines_may_end_in_carriage_returns() throws NoSuchAlgorithmException {
    String after = "one\r\n2\r\nthree\r\n";
    TextDiff diff = diff(after, "@@ -2 +2 @@\n-two\r\n+2\r\n");

    assertThat(diff.appliedTo("one\r\ntwo\r\nthree\r\n")).contains(after);
  }

  @Test
  void the_end_of_the_text_is_found_by_its_hash() throws NoSuchAlgorithmException {
    assertThat(diff(BEFORE + "\n", "@@ -5,1 +5,1 @@\n-five\n+five\n").appliedTo(BEFORE))
        .contains(BEFORE + "\n");
    assertThat(
            diff(BEFORE, "@@ -5,1 +5,1 @@\n-five\n+five\n\\ No newline\n").appliedTo(BEFORE + "\n"))
        .contains(BEFORE);
  }

  @Test
  void another_text_before_gives_nothing() throws NoSuchAlgorithmException {
    TextDiff diff = diff("one\nTWO", "@@ -2,1 +2,1 @@\n-two\n+TWO\n");

    assertThat(diff.appliedTo("one\ntwo")).contains("one\nTWO");
    assertThat(diff.appliedTo("1\ntwo")).isEmpty();
    assertThat(diff.appliedTo("one")).isEmpty();
    assertThat(diff.appliedTo("")).isEmpty();
  }

  @Test
  void what_is_no_difference_gives_nothing() throws NoSuchAlgorithmException {
    assertThat(new TextDiff("two").appliedTo("one")).isEmpty();
    assertThat(diff("one", "what\n").appliedTo("one")).isEmpty();
    assertThat(diff("one", "@@ -9,1 +1,1 @@\n-x\n+one\n").appliedTo("one")).isEmpty();
    assertThat(diff("b\na", "@@ -2,0 +2,1 @@\n+a\n@@ -1,1 +1,0 @@\n-b\n").appliedTo("b\nc"))
        .isEmpty();
  }

  @Test
  void it_is_bounded_and_not_shown() {
    assertThat(new TextDiff("secret")).hasToString("TextDiff of 6 characters");
    assertThatThrownBy(() -> new TextDiff("x".repeat(TextDiff.MAX_LENGTH + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
