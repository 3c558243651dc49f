package dev.syncline.model;

/** Who goes first, and who waits first when calls run short. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW
}
