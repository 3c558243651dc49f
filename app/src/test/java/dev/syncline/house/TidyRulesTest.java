package dev.syncline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of {@link TidyTest} can fail, and fail at the right line. */
class TidyRulesTest {
  private static final String MAIN = "model/src/main/java/dev/syncline/model/Sample.java";
  private static final String TEST = "model/src/test/java/dev/syncline/model/SampleTest.java";

  @Test
  void a_long_file_is_found() {
    assertThat(SizeRules.fileLength(source("class A {" + "\n".repeat(399) + "}\n"))).isEmpty();
    assertThat(SizeRules.fileLength(source("class A {" + "\n".repeat(400) + "}\n")))
        .singleElement()
        .hasToString(
            MAIN
                + ":401: the file has 401 lines, 400 is the most;"
                + " move what belongs together into a type of its own");
  }

  @Test
  void a_long_line_is_found_and_an_address_is_free() {
    String wide = "x".repeat(95);
    assertThat(lines(SizeRules.lineLength(source("class A {}\n//   " + wide)))).isEmpty();
    assertThat(lines(SizeRules.lineLength(source("class A {}\n//    " + wide))))
        .containsExactly(2L);
    assertThat(SizeRules.lineLength(source("// https://" + wide + "\nclass A {}"))).isEmpty();
  }

  @Test
  void a_long_method_is_found() {
    String head = "class A {\n  void a() {";
    assertThat(SizeRules.methodLength(source(head + "\n".repeat(69) + "}\n}"))).isEmpty();
    assertThat(lines(SizeRules.methodLength(source(head + "\n".repeat(70) + "}\n}"))))
        .containsExactly(2L);
  }

  @Test
  void many_parameters_are_found_and_the_components_of_a_record_are_free() {
    String seven = "int a, int b, int c, int d, int e, int f, int g";
    String eight = seven + ", int h";
    assertThat(SizeRules.parameterCount(source("class A { void a(" + seven + ") {} }"))).isEmpty();
    assertThat(SizeRules.parameterCount(source("class A { void a(" + eight + ") {} }"))).hasSize(1);
    assertThat(SizeRules.parameterCount(source("class A { A(" + eight + ") {} }"))).hasSize(1);
    assertThat(SizeRules.parameterCount(source("record A(" + eight + ") { A { check(); } }")))
        .isEmpty();
  }

  @Test
  void deep_nesting_is_found_and_a_chain_of_else_if_is_one_level() {
    assertThat(NestingRule.check(method("for (;;) { while (a) { if (b) { c(); } } }"))).isEmpty();
    assertThat(NestingRule.check(method("for (;;) { while (a) { if (b) { do {} while (c); } } }")))
        .hasSize(1);
    assertThat(NestingRule.check(method("if (a) {} else if (b) {} else if (c) {} else if (d) {}")))
        .isEmpty();
    assertThat(NestingRule.check(method("if (a) for (;;) if (b) run(() -> { if (c) {} });")))
        .isEmpty();
  }

  @Test
  void slash_comments_are_found_and_a_text_that_looks_like_one_is_not() {
    assertThat(lines(WordRules.slashComments(source("class A {\n  /// No.\n}"))))
        .containsExactly(2L);
    assertThat(
            WordRules.slashComments(
                source(
                    """
                    // Yes.
                    class A {
                      String a = "/// no \\" // comment";
                      char b = '"';
                      String c = \"""
                        /// no comment "
                        \""";
                      /* Yes /// too. */
                    }
                    """)))
        .isEmpty();
  }

  @Test
  void a_task_without_an_issue_is_found() {
    assertThat(lines(WordRules.tasks(source("class A {\n// TO" + "DO: later\n}"))))
        .containsExactly(2L);
    assertThat(WordRules.tasks(source("// TO" + "DO #12 later\nclass A {}"))).isEmpty();
    assertThat(WordRules.tasks(source("class A { String s = \"// TO" + "DO\"; }"))).isEmpty();
  }

  @Test
  void a_word_with_a_better_one_is_found() {
    assertThat(WordRules.prose(source("/** A white" + "list of hosts. */ class A {}")))
        .singleElement()
        .extracting(Problem::remedy)
        .isEqualTo("the word is allow-list");
  }

  @Test
  void names_that_say_nothing_are_found() {
    for (String name :
        List.of(
            "TextUtils", "RowHelper", "JobManager", "OrgImpl", "IOrg", "AbstractOrg", "RowDto")) {
      assertThat(WordRules.typeNames(source("class " + name + " {}"))).as(name).hasSize(1);
    }
    for (String name : List.of("Identity", "Implication", "IOBuffer", "BaseValues", "Index")) {
      assertThat(WordRules.typeNames(source("class " + name + " {}"))).as(name).isEmpty();
    }
    assertThat(WordRules.typeNames(source("abstract class BaseReader {}"))).hasSize(1);
  }

  @Test
  void a_get_method_is_found_and_one_that_a_library_asks_for_is_free() {
    assertThat(WordRules.accessors(source("class A { int getName() { return 1; } }"))).hasSize(1);
    assertThat(WordRules.accessors(source("class A { int get() { return 1; } }"))).isEmpty();
    assertThat(WordRules.accessors(source("class A { @Override int getName() { return 1; } }")))
        .isEmpty();
  }

  @Test
  void a_sleep_in_a_test_is_found() {
    String text = "class A {\n  void a() throws Exception {\n    Thread.sleep(1);\n  }\n}";
    assertThat(lines(WordRules.sleepsInTests(source(TEST, text)))).containsExactly(3L);
  }

  @Test
  void a_package_without_package_info_is_found() {
    var files = List.of(source("class A {}"), source(TEST, "class B {}"));
    assertThat(DocumentationRules.missingPackageInfo(files))
        .extracting(Problem::file)
        .containsExactly(
            "model/src/main/java/dev/syncline/model/package-info.java",
            "model/src/test/java/dev/syncline/model/package-info.java");
    var explained =
        List.of(files.getFirst(), files.getLast(), packageInfo("/** A. */ @NullMarked package a;"));
    assertThat(DocumentationRules.missingPackageInfo(explained)).isEmpty();
  }

  @Test
  void a_package_info_that_says_too_little_is_found() {
    assertThat(DocumentationRules.packageInfo(packageInfo("/** A. */ @NullMarked package a;")))
        .isEmpty();
    assertThat(DocumentationRules.packageInfo(packageInfo("/** A. */ package a;"))).hasSize(1);
    assertThat(DocumentationRules.packageInfo(packageInfo("@NullMarked package a;"))).hasSize(1);
  }

  @Test
  void a_public_type_without_a_first_sentence_is_found() {
    assertThat(
            lines(
                DocumentationRules.firstSentence(
                    source(
                        """
                        /** Says it. */
                        public class A {
                          /** @param none nothing */
                          public static class Tagged {}
                          class Hidden {}
                          /** Says it. */
                          public interface B {
                            record InInterface() {}
                          }
                        }
                        """))))
        .containsExactly(4L, 8L);
  }

  private static SourceFile method(String body) {
    return source("class A { void a() { " + body + " } }");
  }

  private static SourceFile packageInfo(String text) {
    return source("model/src/main/java/dev/syncline/model/package-info.java", text);
  }

  private static SourceFile source(String text) {
    return source(MAIN, text);
  }

  private static SourceFile source(String name, String text) {
    return Codebase.parse(Map.of(name, text)).getFirst();
  }

  private static List<Long> lines(List<Problem> problems) {
    return problems.stream().map(Problem::line).toList();
  }
}
