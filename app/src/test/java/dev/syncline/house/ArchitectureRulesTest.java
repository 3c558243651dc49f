package dev.syncline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of {@link ArchitectureTest} can fail: each finds its breach in a few lines of source.
 */
class ArchitectureRulesTest {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

  @TempDir private Path folder;

  @Test
  void a_circle_of_packages_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.noCircles(),
                "package dev.syncline.engine.one; public class A { dev.syncline.engine.two.B b; }",
                "package dev.syncline.engine.two; public class B { dev.syncline.engine.one.A a; }"))
        .singleElement()
        .asString()
        .contains("engine.one", "engine.two");
  }

  @Test
  void an_arrow_upwards_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.arrowsOneWay(),
                "package dev.syncline.engine; public class Port {}",
                "package dev.syncline.jdbc; class Down extends dev.syncline.engine.Port {}",
                "package dev.syncline.model; class Up extends dev.syncline.engine.Port {}",
                "package dev.syncline.simulator; class Out extends dev.syncline.engine.Port {}",
                "package dev.syncline.benchmarks; class In extends dev.syncline.engine.Port {}"))
        .anySatisfy(breach -> assertThat(breach).contains("model.Up"))
        .anySatisfy(breach -> assertThat(breach).contains("simulator.Out"))
        .anySatisfy(breach -> assertThat(breach).contains("benchmarks.In"))
        .noneSatisfy(breach -> assertThat(breach).contains("jdbc.Down"));
  }

  @Test
  void a_measurement_that_calls_into_the_product_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.benchmarksStayOutside(),
                "package dev.syncline.jdbc.postgresql; public class Writer {}",
                "package dev.syncline.jdbc.embedded; public class Server {}",
                "package dev.syncline.benchmarks; class In extends"
                    + " dev.syncline.jdbc.postgresql.Writer {}",
                "package dev.syncline.benchmarks; class Out extends"
                    + " dev.syncline.jdbc.embedded.Server {}",
                "package dev.syncline.salesforce; public class Calls {}",
                "package dev.syncline.benchmarks.connector; class Proof extends"
                    + " dev.syncline.salesforce.Calls {}"))
        .isNotEmpty()
        .allSatisfy(breach -> assertThat(breach).contains("benchmarks.In"));
  }

  @Test
  void the_wall_clock_is_found_in_calls_and_in_references() {
    assertThat(breachesOfClock("Object a() { return java.time.Instant.now(); }")).hasSize(1);
    assertThat(
            breachesOfClock(
                "Object a() { return java.time.LocalDate.now(a); } java.time.ZoneId a;"))
        .hasSize(1);
    assertThat(
            breachesOfClock(
                "java.util.function.Supplier<?> a() { return java.time.Instant::now; }"))
        .hasSize(1);
    assertThat(breachesOfClock("long a() { return System.nanoTime(); }")).hasSize(1);
    assertThat(breachesOfClock("void a() throws Exception { Thread.sleep(1); }")).hasSize(1);
    assertThat(breachesOfClock("Object a() { return java.util.UUID.randomUUID(); }")).hasSize(1);
    assertThat(breachesOfClock("Object a() { return new java.util.Random(); }")).hasSize(1);
    assertThat(breachesOfClock("Object a() { return new java.security.SecureRandom(); }"))
        .hasSize(1);
  }

  @Test
  void a_clock_that_is_handed_in_is_free_and_so_is_the_wiring() {
    assertThat(breachesOfClock("Object a(java.time.InstantSource s) { return s.instant(); }"))
        .isEmpty();
    assertThat(breachesOfClock("Object a(java.time.Clock c) { return java.time.Instant.now(c); }"))
        .isEmpty();
    assertThat(breachesOfClock("Object a() { return new java.util.Random(7); }")).isEmpty();
    assertThat(
            breaches(
                ArchitectureRules.clockIsHandedIn(),
                "package dev.syncline.engine; class Other {}",
                "package dev.syncline.app.wiring; class Clocks { long a() { return"
                    + " System.nanoTime(); } }"))
        .isEmpty();
  }

  @Test
  void sql_outside_of_its_module_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.sqlInJdbcOnly(),
                "package dev.syncline.engine; class Reads { javax.sql.DataSource source; }",
                "package dev.syncline.jdbc; class Speaks { java.sql.Connection connection; }"))
        .singleElement()
        .asString()
        .contains("Reads");
  }

  @Test
  void http_outside_of_its_room_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.httpInOneRoom(),
                "package dev.syncline.salesforce.rest; class Calls { java.net.http.HttpClient c; }",
                "package dev.syncline.salesforce.http; class Room { java.net.http.HttpClient c; }"))
        .singleElement()
        .asString()
        .contains("Calls");
  }

  @Test
  void grpc_outside_of_its_room_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.grpcInOneRoom(),
                "package dev.syncline.salesforce.rest; class Calls { io.grpc.Status s; }",
                "package dev.syncline.salesforce.pubsub; class Room { io.grpc.Status s; }"))
        .singleElement()
        .asString()
        .contains("Calls");
  }

  @Test
  void a_test_double_in_production_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.doublesInTestsOnly(),
                "package dev.syncline.engine.testing; public class MemoryOrg {}",
                "package dev.syncline.app; class Wires { dev.syncline.engine.testing.MemoryOrg o;"
                    + " }"))
        .singleElement()
        .asString()
        .contains("Wires");
  }

  @Test
  void a_model_class_that_is_no_record_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.modelIsRecords(),
                "package dev.syncline.model; class Mutable { int a; }",
                "package dev.syncline.model; record Value(int a) {}",
                "package dev.syncline.model; interface Word { record Inner(int a) {} }",
                "package dev.syncline.model; enum Kind { ONE { int a() { return 1; } }; int a() {"
                    + " return 0; } }"))
        .singleElement()
        .asString()
        .contains("Mutable");
  }

  @Test
  void a_model_class_that_does_something_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.modelIsPure(),
                "package dev.syncline.model; record Reads(java.nio.file.Path path) {}",
                "package dev.syncline.model; record Value(java.util.List<java.time.Instant> times)"
                    + " {}"))
        .isNotEmpty()
        .allSatisfy(breach -> assertThat(breach).contains("Reads"));
  }

  @Test
  void a_name_that_says_nothing_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.realNames(),
                "package dev.syncline.engine; class RowManager {}",
                "package dev.syncline.engine; class RowReader { static class ReaderHelper {} }"))
        .hasSize(2);
  }

  @Test
  void printing_outside_of_commands_is_found() {
    assertThat(
            breaches(
                ArchitectureRules.standardStreamsInCommandsOnly(),
                "package dev.syncline.jdbc; class Prints { void a() { System.out.println(); } }",
                "package dev.syncline.app.cli; class Says { void a() { System.out.println(); } }"))
        .singleElement()
        .asString()
        .contains("Prints");
  }

  @Test
  void every_rule_says_how_to_mend_a_breach() {
    assertThat(ArchitectureRules.noCircles().getDescription())
        .contains("because a room that needs");
    assertThat(ArchitectureRules.clockIsHandedIn().getDescription())
        .contains("take an InstantSource");
  }

  private List<String> breachesOfClock(String member) {
    return breaches(
        ArchitectureRules.clockIsHandedIn(),
        "package dev.syncline.engine; class Sample { " + member + " }");
  }

  /** Compiles the sources and says what the rule has against them. */
  private List<String> breaches(ArchRule rule, String... sources) {
    List<JavaFileObject> files = new ArrayList<>();
    for (String source : sources) {
      String name = first(PACKAGE, source).replace('.', '/') + "/" + first(TYPE, source) + ".java";
      files.add(new Codebase.TextSource(name, source));
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options = List.of("-proc:none", "-d", folder.toString());
    assertThat(compiler.getTask(null, null, null, options, null, files).call()).isTrue();
    var classes = new ClassFileImporter().importPath(folder);
    return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
  }

  private static String first(Pattern pattern, String source) {
    var matcher = pattern.matcher(source);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
