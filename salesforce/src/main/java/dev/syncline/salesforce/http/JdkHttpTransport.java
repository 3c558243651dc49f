package dev.syncline.salesforce.http;

import dev.syncline.salesforce.http.TransportException.Reason;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The transport over the JDK's client: HTTP/1.1, TLS 1.2 or later, no redirects, no cookies.
 *
 * <p>The deadline for the head is kept here by cancelling, because the JDK's own timeout leaves the
 * connection open.
 */
public final class JdkHttpTransport implements HttpTransport, AutoCloseable {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final ExecutorService threads;
  private final HttpClient client;

  public JdkHttpTransport(Duration connectTimeout, SSLContext trust) {
    SSLParameters tls = new SSLParameters();
    tls.setProtocols(PROTOCOLS);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .sslContext(trust)
            .sslParameters(tls)
            .executor(threads)
            .build();
  }

  @Override
  public HttpReply exchange(HttpCall call) throws TransportException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request(call), HttpResponse.BodyHandlers.ofInputStream());
    Duration head =
        call.limits().head().compareTo(call.limits().total()) < 0
            ? call.limits().head()
            : call.limits().total();
    try {
      HttpResponse<InputStream> response = answer.get(head.toNanos(), TimeUnit.NANOSECONDS);
      return new HttpReply(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      abandon(answer);
      throw new TransportException(Reason.TOO_SLOW, "no answer came within " + head, e);
    } catch (InterruptedException e) {
      abandon(answer);
      Thread.currentThread().interrupt();
      throw new TransportException(Reason.INTERRUPTED, "asked to stop", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw new TransportException(Reason.CUT, "the client was closed", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private static HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri()).method(call.method().name(), body(call));
    call.headers().forEach(request::setHeader);
    return request.build();
  }

  private static HttpRequest.BodyPublisher body(HttpCall call) {
    if (call.upload().isPresent()) {
      Upload upload = call.upload().get();
      HttpRequest.BodyPublisher content =
          HttpRequest.BodyPublishers.ofInputStream(upload.content());
      return HttpRequest.BodyPublishers.fromPublisher(content, upload.length());
    }
    return call.body().length == 0
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofByteArray(call.body());
  }

  /** Cancels, and closes a body that arrived in the same moment. */
  private static void abandon(CompletableFuture<HttpResponse<InputStream>> answer) {
    if (!answer.cancel(true) && !answer.isCompletedExceptionally()) {
      HttpResponse<InputStream> late = answer.join();
      new HttpReply(late.statusCode(), late.headers().map(), late.body()).close();
    }
  }

  private static TransportException failure(Throwable cause) {
    Reason reason =
        switch (cause) {
          case HttpConnectTimeoutException _,
              ConnectException _,
              UnresolvedAddressException _,
              UnknownHostException _,
              NoRouteToHostException _ ->
              Reason.UNREACHABLE;
          case SSLHandshakeException handshake ->
              brokeOff(handshake.getCause()) ? Reason.UNREACHABLE : Reason.UNTRUSTED;
          case HttpTimeoutException _ -> Reason.TOO_SLOW;
          default -> Reason.CUT;
        };
    return new TransportException(reason, words(cause), cause);
  }

  private static boolean brokeOff(@Nullable Throwable cause) {
    return cause instanceof EOFException || cause instanceof SocketException;
  }

  /** The first message along the chain of causes: the JDK's outer ones are often empty. */
  private static String words(Throwable failure) {
    Throwable at = failure;
    while (at.getMessage() == null && at.getCause() != null) {
      at = at.getCause();
    }
    return at instanceof UnresolvedAddressException
        ? "the host name is unknown"
        : at.getClass().getSimpleName() + (at.getMessage() == null ? "" : ": " + at.getMessage());
  }
}
