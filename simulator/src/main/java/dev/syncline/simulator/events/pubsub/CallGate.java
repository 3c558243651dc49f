package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.EventIds;
import dev.syncline.simulator.events.EventUsers;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in whose headers name the org and a session of it. Pub/Sub API Guide,
 * "Authentication": {@code accesstoken}, {@code instanceurl} and {@code tenantid}, which is the
 * org's id; that ids of 15 characters and older forms that contain the id are taken too is an
 * assumption. The instance URL must be there and is not compared: clients reach the simulator by
 * several names.
 */
final class CallGate implements ServerInterceptor {
  private static final Metadata.Key<String> TOKEN = key("accesstoken");
  private static final Metadata.Key<String> INSTANCE = key("instanceurl");
  private static final Metadata.Key<String> TENANT = key("tenantid");
  private static final int SHORT_ID = 15;

  private final Supplier<String> orgId;
  private final EventUsers users;
  private final EventIds ids;
  private final PubSubFaults faults;
  private final AtomicLong calls = new AtomicLong();

  CallGate(Supplier<String> orgId, EventUsers users, EventIds ids, PubSubFaults faults) {
    this.orgId = orgId;
    this.users = users;
    this.ids = ids;
    this.faults = faults;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String rpcId = ids.call(calls.incrementAndGet());
    Optional<PubSubError> fault =
        faults.next(String.valueOf(call.getMethodDescriptor().getBareMethodName()));
    if (fault.isPresent()) {
      return refuse(call, fault.get(), rpcId);
    }
    String token = headers.get(TOKEN);
    String tenant = headers.get(TENANT);
    if (blank(token) || blank(headers.get(INSTANCE)) || tenant == null || tenant.isBlank()) {
      return refuse(call, PubSubError.AUTH_HEADERS_INVALID, rpcId);
    }
    Optional<String> user = token == null ? Optional.empty() : users.userOf(token);
    if (user.isEmpty() || !tenant.contains(orgId.get().substring(0, SHORT_ID))) {
      return refuse(call, PubSubError.AUTH_ERROR, rpcId);
    }
    Context context =
        Context.current().withValue(CallContext.KEY, new CallContext(rpcId, user.get()));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  private static <Q, A> ServerCall.Listener<Q> refuse(
      ServerCall<Q, A> call, PubSubError error, String rpcId) {
    call.close(error.status(rpcId), error.trailers(rpcId));
    return new ServerCall.Listener<>() {};
  }
}
