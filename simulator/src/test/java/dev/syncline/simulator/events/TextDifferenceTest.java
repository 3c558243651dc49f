package dev.syncline.simulator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Differences of long texts: when they are sent, and that the new text can be made from them. */
class TextDifferenceTest {
  private static String text(int lines) {
    return String.join(
        "\n", IntStream.range(0, lines).mapToObj(i -> "line " + i + " " + "x".repeat(40)).toList());
  }

  @Test
  void a_changed_line_is_sent_in_unified_form_after_the_hash_of_the_new_text() throws Exception {
    String before = text(40);
    String after = before.replace("line 1 ", "first ").replace("line 6 ", "sixth ");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(after.getBytes(StandardCharsets.UTF_8));
    String x = "x".repeat(40);
    assertThat(TextDifference.of(before, after).orElseThrow())
        .isEqualTo(
            "--- \n+++ "
                + HexFormat.of().formatHex(hash)
                + "\n@@ -2,1 +2,1 @@\n-line 1 "
                + x
                + "\n+first "
                + x
                + "\n@@ -7,1 +7,1 @@\n-line 6 "
                + x
                + "\n+sixth "
                + x
                + "\n");
  }

  @Test
  void lines_that_come_or_go_are_placed_after_the_line_before_them() {
    List<String> lines = new ArrayList<>(List.of(text(40).split("\n")));
    lines.remove(10);
    lines.add(20, "new");
    assertThat(TextDifference.of(text(40), String.join("\n", lines)).orElseThrow())
        .contains("@@ -11,1 +10,0 @@\n-line 10 ", "@@ -21,0 +21,1 @@\n+new\n");
  }

  @Test
  void short_values_are_sent_whole() {
    String many = text(30);
    assertThat(TextDifference.of(many.substring(0, 998), many.substring(0, 999))).isEmpty();
    assertThat(TextDifference.of(many.substring(0, 999), many.substring(0, 1000))).isPresent();
  }

  @Test
  void values_whose_length_differs_by_more_than_half_are_sent_whole() {
    String before = "y\n".repeat(100) + "x".repeat(1_800);
    assertThat(TextDifference.of(before, before + "\nz".repeat(20))).isPresent();
    assertThat(TextDifference.of(before, before + "\n" + "z".repeat(1_001))).isEmpty();
  }

  @Test
  void values_of_which_more_than_a_quarter_of_the_lines_changed_are_sent_whole() {
    assertThat(TextDifference.of(text(40), changed(40, 10))).as("20 of 80 lines").isPresent();
    assertThat(TextDifference.of(text(40), changed(40, 11))).as("22 of 80 lines").isEmpty();
  }

  private static String changed(int lines, int changes) {
    String text = text(lines);
    for (int i = 0; i < changes; i++) {
      text = text.replace("line " + i + " ", "changed " + i + " ");
    }
    return text;
  }

  @Test
  void a_difference_longer_than_the_value_is_not_sent() {
    String line = "x".repeat(1_000);
    String before = "a\nb\nc\nd\ne\nf\n" + line;
    assertThat(TextDifference.of(before, "a\nb\nc\nd\ne\nf\n" + line + "y")).isEmpty();
  }

  @Test
  void too_many_lines_are_sent_whole() {
    String before = "abc\n".repeat(TextDifference.MAX_LINES);
    assertThat(TextDifference.of(before, before + "d")).isEmpty();
  }

  @Test
  void the_new_text_can_be_made_from_the_old_one_and_the_difference() {
    var random = new Random(7);
    int sent = 0;
    for (int round = 0; round < 300; round++) {
      List<String> lines = new ArrayList<>(List.of(text(60).split("\n")));
      List<String> old = new ArrayList<>(lines);
      for (int i = random.nextInt(12); i >= 0; i--) {
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
          case 0 -> lines.remove(at);
          case 1 -> lines.add(at, "added " + random.nextInt(3));
          default -> lines.set(at, "changed " + random.nextInt(3));
        }
      }
      String after = String.join("\n", lines);
      var difference = TextDifference.of(String.join("\n", old), after);
      if (difference.isPresent()) {
        assertThat(patched(old, difference.get())).isEqualTo(after);
        sent++;
      }
    }
    assertThat(sent).isGreaterThan(200);
  }

  /** What a client does: copies what stands between the hunks, and takes the new lines of each. */
  private static String patched(List<String> old, String difference) {
    var result = new ArrayList<String>();
    int next = 0;
    for (String line : difference.split("\n")) {
      if (line.startsWith("@@ ")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",");
        int from = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
        result.addAll(old.subList(next, from));
        next = from + Integer.parseInt(range[1]);
      } else if (line.startsWith("+") && !line.startsWith("+++ ")) {
        result.add(line.substring(1));
      }
    }
    result.addAll(old.subList(next, old.size()));
    return String.join("\n", result);
  }
}
