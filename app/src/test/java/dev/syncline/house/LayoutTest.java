package dev.syncline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every source file is laid out by google-java-format, so that no review is about layout. */
class LayoutTest {
  @Test
  void every_file_is_laid_out_by_the_formatter() {
    List<String> differing =
        Codebase.texts().entrySet().parallelStream()
            .filter(file -> !isLaidOut(file.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(differing).as("files laid out otherwise; run .ci/format").isEmpty();
  }

  @Test
  void another_layout_is_seen() {
    assertThat(isLaidOut("class A {\n  int one = 1;\n}\n")).isTrue();
    assertThat(isLaidOut("class A {\n    int one = 1;\n}\n")).isFalse();
    assertThat(isLaidOut("import java.util.List;\n\nclass A {}\n")).isFalse();
  }

  private static boolean isLaidOut(String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text).equals(text);
    } catch (FormatterException e) {
      throw new IllegalArgumentException("the formatter cannot read this:\n" + text, e);
    }
  }
}
