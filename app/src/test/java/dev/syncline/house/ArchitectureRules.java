package dev.syncline.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** The rules on what may use what, each with the reason that says how to mend a breach. */
final class ArchitectureRules {
  private static final String ROOT = "dev.syncline";

  /** Where the real clock, randomness and ids are made and handed on. */
  private static final String[] WIRING = {
    ROOT + ".app",
    ROOT + ".app.wiring..",
    ROOT + ".simulator",
    ROOT + ".simulation",
    ROOT + ".benchmarks..",
  };

  /** Where a person is spoken to. */
  private static final String[] SPEAKING = {
    ROOT + ".app",
    ROOT + ".app.cli..",
    ROOT + ".simulator",
    ROOT + ".simulation",
    ROOT + ".benchmarks..",
  };

  /** What a value may be made of, and what the compiler adds to records and switches. */
  private static final String[] VALUE_PACKAGES = {
    "java.lang",
    "java.lang.annotation",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.time..",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "org.jspecify.annotations",
    ROOT + ".model..",
  };

  /** Proofs of what the connector does, which call it themselves. */
  private static final String CONNECTOR = ROOT + ".benchmarks.connector..";

  /** Proofs of many workers at once, which have them in their own process. */
  private static final String WORKERS = ROOT + ".benchmarks.contention..";

  private ArchitectureRules() {}

  /** Rule 1. */
  static ArchRule noCircles() {
    return slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a room that needs a room that needs it cannot be read alone: move the type both need"
                + " into the lower of the two, or hand it in as an interface of the lower one");
  }

  /** Rule 2. */
  static ArchRule arrowsOneWay() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("model")
        .definedBy(ROOT + ".model..")
        .layer("plugin")
        .definedBy(ROOT + ".plugin..")
        .layer("engine")
        .definedBy(ROOT + ".engine..")
        .layer("salesforce")
        .definedBy(ROOT + ".salesforce..")
        .layer("jdbc")
        .definedBy(ROOT + ".jdbc..")
        .layer("simulator")
        .definedBy(ROOT + ".simulator..")
        .layer("simulation")
        .definedBy(ROOT + ".simulation..")
        .layer("app")
        .definedBy(ROOT + ".app..")
        .layer("benchmarks")
        .definedBy(
            resideInAPackage(ROOT + ".benchmarks..")
                .and(not(resideInAPackage(CONNECTOR)))
                .and(not(resideInAPackage(WORKERS))))
        .layer("proofs of the connector")
        .definedBy(CONNECTOR)
        .layer("proofs of workers")
        .definedBy(WORKERS)
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("plugin")
        .mayOnlyAccessLayers("model")
        .whereLayer("engine")
        .mayOnlyAccessLayers("model", "plugin")
        .whereLayer("salesforce")
        .mayOnlyAccessLayers("model", "engine")
        .whereLayer("jdbc")
        .mayOnlyAccessLayers("model", "engine")
        .whereLayer("simulator")
        .mayNotAccessAnyLayer()
        .whereLayer("simulation")
        .mayOnlyAccessLayers("model", "engine", "salesforce", "simulator")
        .whereLayer("app")
        .mayOnlyAccessLayers("model", "plugin", "engine", "salesforce", "jdbc", "simulator")
        .whereLayer("benchmarks")
        .mayOnlyAccessLayers("jdbc")
        .whereLayer("proofs of the connector")
        .mayOnlyAccessLayers("model", "engine", "salesforce", "benchmarks")
        .whereLayer("proofs of workers")
        .mayOnlyAccessLayers("model", "engine", "salesforce", "jdbc", "benchmarks")
        .because(
            "the arrows of ARCHITECTURE.md go one way: let the engine declare a port, implement it"
                + " in the connector, and join the two in the app's wiring; the simulator shares"
                + " nothing with the product, so that a shared misreading cannot hide");
  }

  /**
   * Rule 2, for what drives the product from outside; it may start the same server. Proofs of the
   * connector call the connector: the product chooses the way of a write by itself, so that no user
   * can ask for each of them.
   */
  static ArchRule benchmarksStayOutside() {
    return noClasses()
        .that(
            resideInAPackage(ROOT + ".benchmarks..")
                .and(not(resideInAPackage(CONNECTOR)))
                .and(not(resideInAPackage(WORKERS))))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAnyPackage(ROOT + ".benchmarks..", ROOT + ".jdbc.embedded.."))))
        .because(
            "a measurement sees what a user sees: run ./syncline and look at its ports, tables and"
                + " output instead of calling into it");
  }

  /** Rule 3. */
  static ArchRule clockIsHandedIn() {
    return noClasses()
        .that(not(resideInAnyPackage(WIRING)))
        .should()
        .accessTargetWhere(takenStatically())
        .because(
            "a seed must replay a day: take an InstantSource, a RandomGenerator or an id source as"
                + " a constructor parameter; the real ones are made only in the wiring");
  }

  /** Rule 4, first half. */
  static ArchRule sqlInJdbcOnly() {
    return noClasses()
        .that(not(resideInAnyPackage(ROOT + ".jdbc..", ROOT + ".benchmarks..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .because("SQL lives in the jdbc module: ask the engine's Database port for what you need");
  }

  /** Rule 4, second half. */
  static ArchRule httpInOneRoom() {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".salesforce.http..",
                    ROOT + ".simulator.outbound..",
                    ROOT + ".simulator.junit..",
                    ROOT + ".benchmarks..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .because(
            "deadlines, size limits, hosts and budget are kept in one room: call through"
                + " salesforce.http instead of a client of your own");
  }

  /** Rule 4, for events. */
  static ArchRule grpcInOneRoom() {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".salesforce.pubsub..",
                    ROOT + ".simulator.events.pubsub..",
                    ROOT + ".benchmarks..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..")
        .because(
            "connections, deadlines and sizes of messages are kept in one room: subscribe through"
                + " the engine's ChangeStreams instead of a client of your own");
  }

  /** Rule 5. */
  static ArchRule doublesInTestsOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("..testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "..testing..")
        .because(
            "a test double must not run in production: declare a port and hand in the real one");
  }

  /** Rule 6, first half. */
  static ArchRule modelIsRecords() {
    return classes()
        .that()
        .resideInAPackage(ROOT + ".model..")
        .and(not(interfacesOrEnums()))
        .should()
        .beRecords()
        .because(
            "the model is values: make it a record (checks go into its compact constructor), or"
                + " move what does something to the engine");
  }

  /** Rule 6, second half. */
  static ArchRule modelIsPure() {
    return classes()
        .that()
        .resideInAPackage(ROOT + ".model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(VALUE_PACKAGES)
        .because(
            "the words depend on nothing but values: move what needs more to the engine or to a"
                + " connector");
  }

  /** Rule 7. */
  static ArchRule realNames() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .because("such a name says nothing: name the type after what it is or does");
  }

  /** Rule 8. */
  static ArchRule standardStreamsInCommandsOnly() {
    return noClasses()
        .that(not(resideInAnyPackage(SPEAKING)))
        .should(ACCESS_STANDARD_STREAMS)
        .because(
            "standard output carries data for scripts: log through SLF4J, or return what is to be"
                + " said and let the command print it");
  }

  private static DescribedPredicate<JavaClass> interfacesOrEnums() {
    return DescribedPredicate.describe(
        "interfaces or enums", type -> type.isInterface() || type.isEnum());
  }

  private static DescribedPredicate<JavaAccess<?>> takenStatically() {
    return DescribedPredicate.describe("clock, sleep, randomness or id", StaticSources::covers);
  }
}
