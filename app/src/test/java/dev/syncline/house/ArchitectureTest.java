package dev.syncline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The compiled classes of every module keep the arrows and walls of ARCHITECTURE.md. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = compiledClasses();

  /** What is on the class path, and modules that nobody imports, where they are compiled. */
  private static JavaClasses compiledClasses() {
    var locations = new HashSet<Location>(Locations.ofPackage("dev.syncline"));
    for (String module : List.of("benchmarks", "simulation")) {
      var classes = Codebase.ROOT.resolve(module + "/target/classes");
      if (Files.isDirectory(classes)) {
        locations.add(Location.of(classes));
      }
    }
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importLocations(locations);
  }

  @Test
  void every_module_is_read_and_no_test() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .contains("model", "engine", "salesforce", "jdbc", "simulator", "app")
        .doesNotContain("house");
  }

  @Test
  void rooms_do_not_go_round_in_circles() {
    ArchitectureRules.noCircles().check(CLASSES);
  }

  @Test
  void arrows_between_modules_go_one_way() {
    ArchitectureRules.arrowsOneWay().check(CLASSES);
  }

  @Test
  void measurements_stay_outside() {
    ArchitectureRules.benchmarksStayOutside().allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void time_randomness_and_ids_are_handed_in() {
    ArchitectureRules.clockIsHandedIn().check(CLASSES);
  }

  @Test
  void only_jdbc_speaks_sql() {
    ArchitectureRules.sqlInJdbcOnly().check(CLASSES);
  }

  @Test
  void only_one_room_speaks_http() {
    ArchitectureRules.httpInOneRoom().check(CLASSES);
  }

  @Test
  void only_one_room_speaks_grpc() {
    ArchitectureRules.grpcInOneRoom().check(CLASSES);
  }

  @Test
  void test_doubles_stay_in_tests() {
    ArchitectureRules.doublesInTestsOnly().check(CLASSES);
  }

  @Test
  void the_model_is_made_of_records() {
    ArchitectureRules.modelIsRecords().check(CLASSES);
  }

  @Test
  void the_model_knows_only_values() {
    ArchitectureRules.modelIsPure().check(CLASSES);
  }

  @Test
  void types_have_real_names() {
    ArchitectureRules.realNames().check(CLASSES);
  }

  @Test
  void only_commands_write_to_the_standard_streams() {
    ArchitectureRules.standardStreamsInCommandsOnly().check(CLASSES);
  }
}
