package dev.syncline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every source file of every module keeps the rules of the house. */
class TidyTest {
  private static final List<SourceFile> FILES = Codebase.parse(Codebase.texts());

  @Test
  void every_module_is_read() {
    assertThat(FILES)
        .extracting(file -> file.name().substring(0, file.name().indexOf('/')))
        .contains(
            "model",
            "engine",
            "salesforce",
            "jdbc",
            "simulator",
            "app",
            "benchmarks",
            "simulation");
  }

  @Test
  void files_are_short() {
    assertNone(SizeRules::fileLength);
  }

  @Test
  void methods_are_short() {
    assertNone(SizeRules::methodLength);
  }

  @Test
  void lines_are_short() {
    assertNone(SizeRules::lineLength);
  }

  @Test
  void parameters_are_few() {
    assertNone(SizeRules::parameterCount);
  }

  @Test
  void branches_and_loops_stand_three_deep_at_most() {
    assertNone(NestingRule::check);
  }

  @Test
  void documentation_is_written_in_one_way() {
    assertNone(WordRules::slashComments);
  }

  @Test
  void tasks_name_their_issue() {
    assertNone(WordRules::tasks);
  }

  @Test
  void comments_use_the_words_of_the_house() {
    assertNone(WordRules::prose);
  }

  @Test
  void types_have_real_names() {
    assertNone(WordRules::typeNames);
  }

  @Test
  void methods_are_not_called_get() {
    assertNone(WordRules::accessors);
  }

  @Test
  void tests_do_not_sleep() {
    assertNone(WordRules::sleepsInTests);
  }

  @Test
  void every_package_says_what_it_is_for() {
    assertThat(DocumentationRules.missingPackageInfo(FILES)).isEmpty();
    assertNone(DocumentationRules::packageInfo);
  }

  @Test
  void every_public_type_says_what_it_is() {
    assertNone(DocumentationRules::firstSentence);
  }

  private static void assertNone(Function<SourceFile, List<Problem>> rule) {
    assertThat(FILES.stream().map(rule).flatMap(List::stream).map(Problem::toString))
        .as("places that break the rule")
        .isEmpty();
  }
}
