package dev.syncline.salesforce.rest;

import dev.syncline.model.Problem;
import java.util.List;

/** What came of a call that changes something. */
public sealed interface Sent<T> {
  /** The org's answer. */
  record Answered<T>(T value) implements Sent<T> {}

  /** The org refused what was asked, and did none of it. */
  record Refused<T>(int status, List<OrgError> errors) implements Sent<T> {
    public Refused {
      errors = List.copyOf(errors);
    }
  }

  /** The answer was lost: it was done or not. */
  record Lost<T>(Problem problem) implements Sent<T> {}
}
