package dev.syncline.simulator.events.pubsub;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What calls of the Pub/Sub API fail with. Pub/Sub API Guide, "Handle Errors": the code stands in
 * the trailer {@code error-code}, the call's id in {@code rpc-id} and at the end of the message.
 * Verified: the statuses of replay ids, counts and topic mismatch (INVALID_ARGUMENT), of an unknown
 * topic (NOT_FOUND) and of authentication (UNAUTHENTICATED), and the texts of the replay id and the
 * delivery limit; all other statuses and texts are assumptions.
 */
public enum PubSubError {
  SERVICE_UNAVAILABLE(
      "service.unavailable", Code.UNAVAILABLE, "The service is unavailable. Try again later."),
  AUTH_ERROR(
      "service.auth.error",
      Code.UNAUTHENTICATED,
      "An authentication exception occurred. Provide valid authentication credentials."),
  AUTH_HEADERS_INVALID(
      "service.auth.headers.invalid",
      Code.UNAUTHENTICATED,
      "An authentication header is missing or invalid. Provide accesstoken, instanceurl and"
          + " tenantid."),
  AUTH_REFRESH_INVALID(
      "service.auth.refresh.invalid",
      Code.UNAUTHENTICATED,
      "The authentication refresh is invalid. Provide a valid token."),
  STREAM_PROTECTION(
      "service.protection.stream.limit.triggered",
      Code.RESOURCE_EXHAUSTED,
      "Too many requests were sent on the stream. Send fewer requests."),
  PROTECTION(
      "service.protection.triggered",
      Code.RESOURCE_EXHAUSTED,
      "Too many connections or requests. Try again with less load."),
  TENANT_LICENSE(
      "service.tenant.license",
      Code.PERMISSION_DENIED,
      "The org isn't licensed for the Pub/Sub API."),
  CONCURRENT_CLIENTS(
      "concurrent.client.limit.exceeded",
      Code.RESOURCE_EXHAUSTED,
      "The maximum number of concurrent clients has been exceeded."),
  TOPIC_NOT_FOUND("topic.not.found", Code.NOT_FOUND, "The topic doesn't exist."),
  TOPIC_PERMISSION(
      "topic.meta.permission",
      Code.PERMISSION_DENIED,
      "The topic can't be accessed. Check the topic name and the user's permissions."),
  TOPIC_UNAVAILABLE(
      "topic.api.unavailable",
      Code.UNAVAILABLE,
      "The topic information is unavailable. Try again later."),
  TOPIC_EMPTY("topic.validation.empty", Code.INVALID_ARGUMENT, "The topic name is blank."),
  SCHEMA_PERMISSION(
      "schema.meta.permission",
      Code.NOT_FOUND,
      "The schema can't be accessed. Check the schema ID and the user's permissions."),
  SCHEMA_UNAVAILABLE(
      "schema.api.unavailable",
      Code.UNAVAILABLE,
      "The schema information is unavailable. Try again later."),
  SCHEMA_INVALID("schema.validation.failed", Code.INVALID_ARGUMENT, "The schema ID is blank."),
  REPLAY_ID_CORRUPTED(
      "subscription.fetch.replayid.corrupted",
      Code.INVALID_ARGUMENT,
      "The Replay ID validation failed. Ensure that the Replay ID is valid."),
  REPLAY_ID_MISSING(
      "subscription.fetch.replayid.validation.failed",
      Code.INVALID_ARGUMENT,
      "The replay preset is CUSTOM and no Replay ID was provided."),
  REPLAY_REPEATED(
      "subscription.fetch.replay.repeated",
      Code.INTERNAL,
      "An event with a lower Replay ID than the previous event was received."),
  DELIVERY_LIMIT(
      "subscription.limit.exceeded",
      Code.RESOURCE_EXHAUSTED,
      "You have exceeded the event delivery limit for your org."),
  FETCH_OVERFLOW(
      "subscription.fetch.overflow",
      Code.RESOURCE_EXHAUSTED,
      "The client requested more events than it processed."),
  REQUESTED_EVENTS_INVALID(
      "subscription.fetch.requested.events.invalid",
      Code.INVALID_ARGUMENT,
      "The number of requested events must be greater than zero."),
  TOPIC_MISMATCH(
      "subscription.fetch.topic.mismatch",
      Code.INVALID_ARGUMENT,
      "The topic name can't change within a stream."),
  FETCH_INVALID(
      "subscription.fetch.request.invalid",
      Code.INVALID_ARGUMENT,
      "The fetch request asks for no events and refreshes no authentication."),
  CANNOT_SUBSCRIBE(
      "subscription.topic.cannot.subscribe",
      Code.PERMISSION_DENIED,
      "The user isn't allowed to subscribe to the topic."),
  SUBSCRIPTION_INTERNAL(
      "subscription.internal.error", Code.INTERNAL, "An internal subscription error occurred."),
  PUBLISH_TIMEOUT(
      "publish.stream.sweeper.timeout",
      Code.DEADLINE_EXCEEDED,
      "No publish request was sent for too long. Start a new stream."),
  PUBLISH_REFRESH_INVALID(
      "publish.auth.refresh.invalid",
      Code.INVALID_ARGUMENT,
      "The initial publish request can't contain an authentication refresh."),
  PUBLISH_COUNT_INVALID(
      "publish.event.count.invalid",
      Code.INVALID_ARGUMENT,
      "The publish request contains no events or too many."),
  PUBLISH_TOPIC_MISMATCH(
      "publish.topic.mismatch",
      Code.INVALID_ARGUMENT,
      "The topic name can't change within a stream."),
  PUBLISH_TOPIC_EMPTY(
      "publish.topic.validation.empty", Code.INVALID_ARGUMENT, "The topic name is blank."),
  MANAGED_ACTIVE(
      "managed.subscription.already.active",
      Code.ALREADY_EXISTS,
      "The managed subscription is active already."),
  MANAGED_STOPPED(
      "managed.subscription.config.stopped",
      Code.FAILED_PRECONDITION,
      "The managed subscription is stopped."),
  MANAGED_DELETED(
      "managed.subscription.config.deleted",
      Code.NOT_FOUND,
      "The managed subscription was deleted."),
  MANAGED_NAME_NOT_FOUND(
      "managed.subscription.developer.name.not.found",
      Code.NOT_FOUND,
      "No managed subscription has this developer name."),
  MANAGED_ID_NOT_FOUND(
      "managed.subscription.subscription.id.not.found",
      Code.NOT_FOUND,
      "No managed subscription has this ID."),
  MANAGED_ID_INVALID(
      "managed.subscription.subscription.id.invalid",
      Code.INVALID_ARGUMENT,
      "The subscription ID must have 15 or 18 characters."),
  MANAGED_ID_OR_NAME(
      "managed.subscription.id.or.developer.name.empty",
      Code.INVALID_ARGUMENT,
      "Provide the subscription ID or the developer name, one of them."),
  MANAGED_EVENTS_INVALID(
      "managed.subscription.fetch.request.events.invalid",
      Code.INVALID_ARGUMENT,
      "The number of requested events can't be negative."),
  MANAGED_FETCH_INVALID(
      "managed.subscription.fetch.request.invalid",
      Code.INVALID_ARGUMENT,
      "The fetch request asks for no events, commits nothing and refreshes no authentication."),
  MANAGED_COMMIT_RESTRICTED(
      "managed.subscription.fetch.request.commit.request.restricted",
      Code.INVALID_ARGUMENT,
      "The initial fetch request can't contain a commit request."),
  MANAGED_REFRESH_RESTRICTED(
      "managed.subscription.fetch.request.auth.request.restricted",
      Code.INVALID_ARGUMENT,
      "The initial fetch request can't contain an authentication refresh.");

  static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<String> RPC_ID =
      Metadata.Key.of("rpc-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final String PREFIX = "sfdc.platform.eventbus.grpc.";

  private final String code;
  private final Code status;
  private final String text;

  PubSubError(String code, Code status, String text) {
    this.code = PREFIX + code;
    this.status = status;
    this.text = text;
  }

  /** The error of this code, with or without the prefix that all codes have. */
  public static Optional<PubSubError> named(String code) {
    String full = code.startsWith(PREFIX) ? code : PREFIX + code;
    return Arrays.stream(values()).filter(e -> e.code.equals(full)).findFirst();
  }

  /** The whole code, as it stands in the trailer. */
  public String code() {
    return code;
  }

  Status status(String rpcId) {
    return Status.fromCode(status).withDescription(text + " rpcId: " + rpcId);
  }

  Metadata trailers(String rpcId) {
    var trailers = new Metadata();
    trailers.put(ERROR_CODE, code);
    trailers.put(RPC_ID, rpcId);
    return trailers;
  }

  /** The error as the end of a call. */
  StatusException exception(String rpcId) {
    return status(rpcId).asException(trailers(rpcId));
  }
}
