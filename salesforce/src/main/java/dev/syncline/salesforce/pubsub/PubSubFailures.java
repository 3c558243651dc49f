package dev.syncline.salesforce.pubsub;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import io.grpc.Metadata;
import io.grpc.Status;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What the ways in which calls fail come to.
 *
 * <p>Source: Pub/Sub API Guide, "Handle Errors": the code stands in the trailer {@code error-code};
 * a failure of the way to the org has none.
 */
final class PubSubFailures {
  private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
  private static final int MAX_CAUSES = 10;
  private static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

  private static final Map<String, StreamFault> BY_CODE =
      Map.ofEntries(
          Map.entry("subscription.fetch.replayid.corrupted", StreamFault.REPLAY_REFUSED),
          Map.entry("subscription.fetch.replayid.validation.failed", StreamFault.REPLAY_REFUSED),
          Map.entry("topic.not.found", StreamFault.NO_CHANNEL),
          Map.entry("topic.meta.permission", StreamFault.NO_CHANNEL),
          Map.entry("topic.validation.empty", StreamFault.NO_CHANNEL),
          Map.entry("subscription.topic.cannot.subscribe", StreamFault.NO_CHANNEL),
          Map.entry("service.tenant.license", StreamFault.NO_CHANNEL),
          Map.entry("service.auth.error", StreamFault.AUTH),
          Map.entry("service.auth.headers.invalid", StreamFault.AUTH),
          Map.entry("service.auth.refresh.invalid", StreamFault.AUTH),
          Map.entry("subscription.limit.exceeded", StreamFault.ALLOWANCE_SPENT),
          Map.entry("service.protection.triggered", StreamFault.SLOW_DOWN),
          Map.entry("service.protection.stream.limit.triggered", StreamFault.SLOW_DOWN),
          Map.entry("concurrent.client.limit.exceeded", StreamFault.SLOW_DOWN),
          Map.entry("service.unavailable", StreamFault.TRANSIENT),
          Map.entry("topic.api.unavailable", StreamFault.TRANSIENT),
          Map.entry("schema.api.unavailable", StreamFault.TRANSIENT),
          Map.entry("subscription.internal.error", StreamFault.TRANSIENT));

  private PubSubFailures() {}

  /** Which failure it is. */
  static StreamFault fault(Status status, Metadata trailers) {
    return Optional.ofNullable(BY_CODE.get(code(trailers)))
        .orElseGet(() -> byStatus(status.getCode()));
  }

  private static StreamFault byStatus(Status.Code code) {
    return switch (code) {
      case UNAUTHENTICATED -> StreamFault.AUTH;
      case NOT_FOUND, PERMISSION_DENIED -> StreamFault.NO_CHANNEL;
      case RESOURCE_EXHAUSTED -> StreamFault.SLOW_DOWN;
      case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE, DATA_LOSS ->
          StreamFault.TRANSIENT;
      case INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
          StreamFault.UNKNOWN;
    };
  }

  /**
   * The failure of a call.
   *
   * @param what was called, for the reader
   */
  static OrgException of(StreamFault fault, Status status, Metadata trailers, String what) {
    if (isUntrusted(status.getCause())) {
      return untrusted(status);
    }
    String code = code(trailers);
    String words = status.getDescription() == null ? "no words given" : status.getDescription();
    String name = code.isEmpty() ? status.getCode().toString() : code;
    return failure(fault, what + ": " + name + " (" + words + ")", status.getCause());
  }

  /**
   * Whether the org has said of what was asked for that it will not do: with the same question it
   * will say so again.
   */
  static boolean isVerdict(OrgException failure) {
    String code = failure.problem().code();
    return code.equals(StreamFault.NO_CHANNEL.code()) || code.equals(StreamFault.UNKNOWN.code());
  }

  private static boolean isUntrusted(@Nullable Throwable cause) {
    Throwable at = cause;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof CertificateException || at instanceof SSLPeerUnverifiedException) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static OrgException untrusted(Status status) {
    return new OrgException(
        new Problem(
            "ORG-UNTRUSTED",
            ErrorClass.MAPPING,
            "The Pub/Sub API could not prove who it is: " + status.getCause(),
            "If a proxy of yours stands between, name its authority's certificate under"
                + " pubsub.caCertificate."),
        status.getCause());
  }

  /** A failure in words of our own. */
  static OrgException failure(StreamFault fault, String message, @Nullable Throwable cause) {
    return new OrgException(
        new Problem(fault.code(), fault.errorClass(), message, action(fault)), cause);
  }

  private static String action(StreamFault fault) {
    return switch (fault) {
      case REPLAY_REFUSED ->
          "Nothing: what the stream has missed is polled. Replay ids expire after 72 hours, and"
              + " with a move or a restore of the org.";
      case NO_CHANNEL ->
          "Correct the channel's name; select the object for Change Data Capture; give the"
              + " integration user View All on it.";
      case AUTH -> "See the org's sign-in: syncline doctor.";
      case ALLOWANCE_SPENT ->
          "Nothing: changes are polled until the org delivers events again. More can be bought.";
      case SLOW_DOWN -> "Nothing: it is tried again later, and less often.";
      case SILENT, TRANSIENT -> "Nothing: it is subscribed again where it ended.";
      case UNKNOWN -> "It is tried again; tell the maintainers if it stays.";
    };
  }

  private static String code(Metadata trailers) {
    String code = trailers.get(ERROR_CODE);
    if (code == null) {
      return "";
    }
    return code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code;
  }
}
