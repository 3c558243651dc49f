package dev.syncline.app.config.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a key is for and what may stand there, beyond its Java type. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Entry {
  /** What it is for, in whole sentences. */
  String value();

  /** What holds when the key is absent. */
  String byDefault() default "";

  /** The form of the text, as a regular expression that JSON Schema understands too. */
  String pattern() default "";

  /** The form in words, such as {@code an address such as https://example.my.salesforce.com}. */
  String says() default "";

  /** The form of the names under which a group of keys holds its members. */
  Names names() default Names.CHOSEN;

  /** Whether the text may only be given by reference. */
  Secrecy secrecy() default Secrecy.OPEN;

  /** The group of the configuration whose members this text names; absent if it names none. */
  String refersTo() default "";

  /** Whether the key may be left out when that group has exactly one member. */
  boolean orTheOnlyOne() default false;

  /** The least and the greatest number that is as good as a text; empty if none is. */
  int[] numbers() default {};

  /** Other names that people try; a wrong key with such a name is told the right one. */
  String[] alsoTried() default {};
}
