package dev.syncline.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a simulated org for the tests of a class. A parameter of type {@link SimulatedOrg} of its
 * constructor, its tests and what runs before and after them is that org.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatorExtension.class)
public @interface WithSimulatedOrg {
  /** Decides every id, value, token and fault: the same seed gives the same org. */
  long seed() default 1;

  /** How many records are generated, such as {@code "Account=20"}. */
  String[] records() default {};

  /** Schema files, relative to the folder that the tests run in. */
  String[] schema() default {};

  /** Limits of the org, such as {@code "DailyApiRequests=100"}. */
  String[] limits() default {};

  /** Whether the Pub/Sub API is encrypted, with a certificate of the simulator's own authority. */
  boolean pubsubTls() default true;

  /** Whether each test gets an org of its own, in place of one for the whole class. */
  boolean perTest() default false;
}
