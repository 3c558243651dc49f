package dev.syncline.salesforce.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An exchange that did not come to its end. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kept the exchange from its end. */
  public enum Reason {
    /** No connection came about, so the other side has not seen the call. */
    UNREACHABLE,
    /** The other side could not prove who it is, or the protocol was too old. Nothing was sent. */
    UNTRUSTED,
    /** The connection or the body ended too early, or the body was garbled. */
    CUT,
    /** A deadline passed. */
    TOO_SLOW,
    /** The body was larger than allowed. */
    TOO_LARGE,
    /** This thread was asked to stop. */
    INTERRUPTED
  }

  private final Reason reason;

  public TransportException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** A failure while reading: itself if it is one already, else a cut. */
  public static TransportException of(IOException failure) {
    return failure instanceof TransportException known
        ? known
        : new TransportException(Reason.CUT, describe(failure), failure);
  }

  /** What kept the exchange from its end. */
  public Reason reason() {
    return reason;
  }

  /** Whether the other side cannot have seen the call. */
  public boolean neverSent() {
    return reason == Reason.UNREACHABLE || reason == Reason.UNTRUSTED;
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
