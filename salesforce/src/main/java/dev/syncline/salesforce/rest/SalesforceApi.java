package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.worker.Waiter;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.auth.TokenOwner;
import dev.syncline.salesforce.budget.BudgetKeeper;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.http.TransportProblem;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.Retries.Fate;
import dev.syncline.salesforce.rest.Retries.Try;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/**
 * The one caller of an org's resources: signs each call, signs in anew once after a 401, notes what
 * the answer says about the budget, tries again where that helps, and turns everything else into an
 * {@link OrgException} with the org's own words.
 */
public final class SalesforceApi {
  /** The client id by which change events name our own writes; see Sforce-Call-Options. */
  public static final String CLIENT = "Syncline";

  private static final int NOT_MODIFIED = 304;

  private final HttpCaller http;
  private final TokenOwner tokens;
  private final BudgetKeeper budget;
  private final CallSettings settings;
  private final Retries retries;
  private final AtomicLong calls = new AtomicLong();

  public SalesforceApi(
      HttpCaller http,
      TokenOwner tokens,
      BudgetKeeper budget,
      CallSettings settings,
      Waiter waiter,
      RandomGenerator random) {
    this.http = http;
    this.tokens = tokens;
    this.budget = budget;
    this.settings = settings;
    this.retries = new Retries(settings.retries(), waiter, random);
  }

  /** Makes something of a good answer while its body streams by. */
  @FunctionalInterface
  public interface ReplyReader<T> {
    /**
     * Reads the answer to its end. A failure counts as a cut answer, so it may be called again with
     * another one.
     */
    T read(HttpReply reply) throws IOException;
  }

  /** What the reader makes of the answer, whose status is 2xx or 304. */
  public <T> T call(ApiCall call, ReplyReader<T> reader) {
    return retries.run(call.harmless(), () -> attempt(call, reply -> consume(reply, reader)));
  }

  /** The answer as one JSON value. */
  public JsonNode json(ApiCall call) {
    return call(
        call,
        reply ->
            Json.tree(reply.readAll())
                .orElseThrow(
                    () -> new TransportException(Reason.CUT, "the answer is not JSON", null)));
  }

  /**
   * Makes a call that changes something, and never again once it may have reached the org, except
   * where the org has certainly done nothing: no connection, a refused session, too many long
   * requests at a time.
   *
   * @throws OrgException when nothing was done for a reason that is not the call's own: limits,
   *     sign-in, outage
   */
  public <T> Sent<T> send(ApiCall call, ReplyReader<T> reader) {
    return retries.run(false, () -> settled(attempt(call, reply -> consume(reply, reader))));
  }

  /** The answer with its body still to come; the caller reads it to the end and closes it. */
  public HttpReply open(ApiCall call) {
    return retries.run(call.harmless(), () -> attempt(call, reply -> reply));
  }

  /** Where the org is, which needs a sign-in. */
  public URI instanceUrl() {
    return retries.<AccessToken>run(true, this::signedIn).instanceUrl();
  }

  /** The token that calls are made with at the moment, which may need a sign-in. */
  public AccessToken token() {
    return retries.run(true, this::signedIn);
  }

  /** The calls made since the start of this process. */
  public long callsMade() {
    return calls.get();
  }

  /** What a failure while reading an answer's body means. */
  public static OrgException bodyFailure(IOException failure, URI instanceUrl) {
    return TransportProblem.of(TransportException.of(failure), instanceUrl);
  }

  /** What a failure of the JSON parser over a body means. */
  public static TransportException jsonFailure(JacksonException failure) {
    return switch (failure) {
      case JacksonIOException io when io.getCause() != null -> TransportException.of(io.getCause());
      case StreamConstraintsException tooMuch ->
          new TransportException(Reason.TOO_LARGE, tooMuch.getOriginalMessage(), tooMuch);
      default -> new TransportException(Reason.CUT, "the JSON is cut or garbled", failure);
    };
  }

  private static <T> Try<Sent<T>> settled(Try<T> tried) {
    return switch (tried) {
      case Try.Done<T>(T value) -> new Try.Done<>(new Sent.Answered<>(value));
      case Try.Failed<T>(OrgException failure, Repeat repeat, var pause, Fate fate) ->
          switch (fate) {
            case Fate.NotDone _ -> new Try.Failed<>(failure, repeat, pause, fate);
            case Fate.Refused(int status, List<OrgError> errors) ->
                new Try.Done<>(new Sent.Refused<>(status, errors));
            case Fate.Unknown _ -> new Try.Done<>(new Sent.Lost<>(failure.problem()));
          };
    };
  }

  private Try<AccessToken> signedIn() {
    try {
      return new Try.Done<>(tokens.current());
    } catch (OrgException e) {
      return notSent(e, Retries.beforeSending(e));
    }
  }

  private static <T> Try<T> notSent(OrgException failure, Repeat repeat) {
    return new Try.Failed<>(failure, repeat, Optional.empty(), new Fate.NotDone());
  }

  private <T> Try<T> attempt(ApiCall call, ReplyReader<T> reader) {
    return switch (signedIn()) {
      case Try.Done<AccessToken>(AccessToken token) -> attempt(call, token, reader, true);
      case Try.Failed<AccessToken>(OrgException failure, Repeat repeat, var _, var _) ->
          notSent(failure, repeat);
    };
  }

  private <T> Try<T> attempt(
      ApiCall call, AccessToken token, ReplyReader<T> reader, boolean mayRenew) {
    URI uri = uri(token, call);
    try {
      HttpReply reply = http.call(signed(call, uri, token, settings.limits(call)));
      calls.incrementAndGet();
      reply.header("Sforce-Limit-Info").ifPresent(budget::noteAnswer);
      if (reply.status() / 100 == 2 || reply.status() == NOT_MODIFIED) {
        tokens.accepted(token);
        return new Try.Done<>(reader.read(reply));
      }
      try (reply) {
        return refused(call, token, reader, reply, mayRenew);
      }
    } catch (TransportException e) {
      Repeat repeat =
          switch (e.reason()) {
            case UNREACHABLE -> Repeat.ALWAYS;
            case CUT, TOO_SLOW -> Repeat.IF_HARMLESS;
            case UNTRUSTED, TOO_LARGE, INTERRUPTED -> Repeat.NEVER;
          };
      Fate fate = e.neverSent() ? new Fate.NotDone() : new Fate.Unknown();
      return new Try.Failed<>(TransportProblem.of(e, uri), repeat, Optional.empty(), fate);
    } catch (IOException e) {
      return new Try.Failed<>(
          bodyFailure(e, uri), Repeat.IF_HARMLESS, Optional.empty(), new Fate.Unknown());
    }
  }

  private <T> Try<T> refused(
      ApiCall call, AccessToken token, ReplyReader<T> reader, HttpReply reply, boolean mayRenew)
      throws TransportException {
    if (reply.status() == 401) {
      AccessToken fresh;
      try {
        fresh = tokens.renewed(token);
      } catch (OrgException e) {
        return notSent(e, Retries.beforeSending(e));
      }
      if (mayRenew) {
        return attempt(call, fresh, reader, false);
      }
    } else if (reply.status() < 500) {
      tokens.accepted(token);
    }
    return ErrorReply.read(call, reply, token.token());
  }

  private static <T> T consume(HttpReply reply, ReplyReader<T> reader) throws IOException {
    try (reply) {
      return reader.read(reply);
    } catch (JacksonException e) {
      throw jsonFailure(e);
    }
  }

  private static URI uri(AccessToken token, ApiCall call) {
    URI instance = token.instanceUrl();
    return URI.create(instance.getScheme() + "://" + instance.getRawAuthority() + call.path());
  }

  private static HttpCall signed(ApiCall call, URI uri, AccessToken token, CallLimits limits) {
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.put("Authorization", "Bearer " + token.token().reveal());
    headers.put("Sforce-Call-Options", "client=" + CLIENT);
    headers.putIfAbsent("Accept", "application/json");
    if (call.body().length > 0) {
      headers.putIfAbsent("Content-Type", "application/json");
    }
    return new HttpCall(call.method(), uri, headers, call.body(), call.upload(), limits);
  }
}
