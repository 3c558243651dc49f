package dev.syncline.plugin;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A point at which hooks are asked, or told. */
public enum HookPoint {
  /** Whether a row may be pushed: {@link Hooks#pushAllowed}. */
  PUSH_ALLOWED("pushAllowed"),
  /** Which record a new row is: {@link Hooks#pushRecord}. */
  PUSH_RECORD("pushRecord"),
  /** What values a row is pushed with: {@link Hooks#pushValues}. */
  PUSH_VALUES("pushValues"),
  /** A row was pushed: {@link Hooks#pushed}. */
  PUSHED("pushed"),
  /** A row was refused: {@link Hooks#pushFailed}. */
  PUSH_FAILED("pushFailed"),
  /** Whether the record of a deleted row may be deleted: {@link Hooks#deleteRecordAllowed}. */
  DELETE_RECORD_ALLOWED("deleteRecordAllowed"),
  /** Which records are pulled: {@link Hooks#pullCondition}. */
  PULL_CONDITION("pullCondition"),
  /** Whether a record may be pulled: {@link Hooks#pullAllowed}. */
  PULL_ALLOWED("pullAllowed"),
  /** Which row a new record is: {@link Hooks#pullRow}. */
  PULL_ROW("pullRow"),
  /** What a record holds, before it is mapped: {@link Hooks#pullValues}. */
  PULL_VALUES("pullValues"),
  /** What a single value is, before it is fitted to its column: {@link Hooks#pullValue}. */
  PULL_VALUE("pullValue"),
  /** What a row is written with, and whether: {@link Hooks#beforeSave}. */
  BEFORE_SAVE("beforeSave"),
  /** Whether the row of a deleted record may be deleted: {@link Hooks#deleteRowAllowed}. */
  DELETE_ROW_ALLOWED("deleteRowAllowed");

  private final String method;

  HookPoint(String method) {
    this.method = method;
  }

  /** The method of {@link Hooks} that is called at the point. */
  public String method() {
    return method;
  }

  /** The points whose methods a class has of its own. */
  public static Set<HookPoint> of(Class<? extends Hooks> type) {
    Set<HookPoint> points = EnumSet.noneOf(HookPoint.class);
    for (Method declared : Hooks.class.getMethods()) {
      for (HookPoint point : values()) {
        if (point.method.equals(declared.getName()) && hasOwn(type, declared)) {
          points.add(point);
        }
      }
    }
    return Collections.unmodifiableSet(points);
  }

  private static boolean hasOwn(Class<?> type, Method declared) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(declared.getName()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), declared.getParameterTypes()))
        .anyMatch(method -> method.getDeclaringClass() != Hooks.class);
  }
}
