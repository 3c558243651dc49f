package dev.syncline.app.config.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a record of the configuration is for. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Concern {
  /** How messages call it, such as {@code an org}. */
  String name();

  /** What it is for, in whole sentences. */
  String doc();

  /** The key that is meant when a plain text stands where the keys were expected. */
  String shorthand() default "";

  /** The one word that stands for this record. */
  String word() default "";
}
