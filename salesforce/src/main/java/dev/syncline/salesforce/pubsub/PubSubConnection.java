package dev.syncline.salesforce.pubsub;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.TrustedAuthorities;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one org, made with the first call. Its lock guards the making and the closing.
 */
final class PubSubConnection implements AutoCloseable {
  /** Pub/Sub API Guide, "Subscribe RPC": answers have at most 3 MB; a little more is let in. */
  static final int MAX_ANSWER_BYTES = 4 << 20;

  /** How long a call with one answer may take. */
  static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final long SECONDS_TO_CLOSE = 2;

  private final PubSubAddress address;
  private final AllowedHosts hosts;
  private final PubSubSession session;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ManagedChannel channel;
  private boolean closed;

  PubSubConnection(PubSubAddress address, AllowedHosts hosts, PubSubSession session) {
    this.address = address;
    this.hosts = hosts;
    this.session = session;
  }

  PubSubSession session() {
    return session;
  }

  /**
   * Makes a call with one answer; signs in anew once where the session is refused.
   *
   * @throws OrgException see {@link StreamFault}
   */
  <Q, A> A call(MethodDescriptor<Q, A> method, Q request, String what) {
    AccessToken token = session.tokens().current();
    try {
      return accepted(token, call(method, request, token));
    } catch (StatusRuntimeException refused) {
      if (fault(refused) != StreamFault.AUTH) {
        throw failure(refused, what);
      }
    }
    AccessToken fresh = session.tokens().renewed(token);
    try {
      return accepted(fresh, call(method, request, fresh));
    } catch (StatusRuntimeException failed) {
      throw failure(failed, what);
    }
  }

  /** A call with many answers, not started yet. It has no deadline: silence ends it. */
  <Q, A> ClientCall<Q, A> open(MethodDescriptor<Q, A> method) {
    return channel().newCall(method, CallOptions.DEFAULT);
  }

  private <A> A accepted(AccessToken token, A answer) {
    session.tokens().accepted(token);
    return answer;
  }

  private <Q, A> A call(MethodDescriptor<Q, A> method, Q request, AccessToken token) {
    var signed = MetadataUtils.newAttachHeadersInterceptor(session.headers(token));
    return ClientCalls.blockingUnaryCall(
        ClientInterceptors.intercept(channel(), signed),
        method,
        CallOptions.DEFAULT.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS),
        request);
  }

  private static StreamFault fault(StatusRuntimeException failed) {
    return PubSubFailures.fault(failed.getStatus(), trailers(failed));
  }

  private static OrgException failure(StatusRuntimeException failed, String what) {
    return PubSubFailures.of(fault(failed), failed.getStatus(), trailers(failed), what);
  }

  private static Metadata trailers(StatusRuntimeException failed) {
    Metadata trailers = failed.getTrailers();
    return trailers == null ? new Metadata() : trailers;
  }

  private ManagedChannel channel() {
    lock.lock();
    try {
      if (closed) {
        throw PubSubFailures.failure(StreamFault.TRANSIENT, "The org was closed", null);
      }
      ManagedChannel known = channel;
      if (known == null) {
        known = connect();
        channel = known;
      }
      known.resetConnectBackoff();
      return known;
    } finally {
      lock.unlock();
    }
  }

  private ManagedChannel connect() {
    URI endpoint = hosts.checkPubSub(address.endpoint());
    // Never shut down: calls are told of their end after the connection has ended.
    Executor threads = task -> Thread.ofVirtual().name("syncline-pubsub").start(task);
    return Grpc.newChannelBuilderForAddress(
            endpoint.getHost(), endpoint.getPort(), credentials(endpoint))
        .executor(threads)
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .userAgent("syncline")
        .build();
  }

  private ChannelCredentials credentials(URI endpoint) {
    if (endpoint.getScheme().equals("http")) {
      return InsecureChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder()
          .trustManager(TrustedAuthorities.managers(address.caCertificate()))
          .build();
    } catch (IllegalArgumentException e) {
      throw new OrgException(
          new Problem(
              "CONFIG-VALUE",
              ErrorClass.MAPPING,
              String.valueOf(e.getMessage()),
              "Name a file of PEM certificates under pubsub.caCertificate."),
          e);
    }
  }

  /** Ends all calls. */
  @Override
  public void close() {
    ManagedChannel open;
    lock.lock();
    try {
      closed = true;
      open = channel;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.shutdownNow();
      awaitEnd(open);
    }
  }

  private static void awaitEnd(ManagedChannel open) {
    try {
      open.awaitTermination(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
