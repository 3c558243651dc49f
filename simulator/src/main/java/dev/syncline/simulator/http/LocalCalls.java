package dev.syncline.simulator.http;

import dev.syncline.simulator.http.Disturbance.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.DateGenerator;
import tools.jackson.core.JsonGenerator;

/** Answers calls of this process as the server would, disturbed and damaged alike. */
public final class LocalCalls {
  private final Dispatcher dispatcher;
  private final Traffic traffic;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * Calls that are answered by the same dispatcher as those of a server.
   *
   * @param clock tells the {@code Date} of each answer
   */
  public LocalCalls(Dispatcher dispatcher, Traffic traffic, Pause pause, InstantSource clock) {
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.traffic = traffic;
    this.pause = pause;
  }

  /**
   * Answers one call; never throws for what the call says.
   *
   * @param uri path and query string, percent-encoded
   * @param body as it is sent
   */
  public LocalAnswer answer(String method, String uri, Headers headers, byte[] body) {
    try {
      Router.Match found = find(method, uri, headers, body);
      try {
        return answer(found, () -> find(method, uri, headers, body));
      } finally {
        traffic.left(found.call());
      }
    } catch (ApiException e) {
      return whole(e.reply());
    } catch (IOException e) {
      throw new UncheckedIOException("a body in memory could not be read or written", e);
    }
  }

  @FunctionalInterface
  private interface Finding {
    Router.Match find() throws IOException;
  }

  private Router.Match find(String method, String uri, Headers headers, byte[] body)
      throws IOException {
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    String query = question < 0 ? null : uri.substring(question + 1);
    Body sent = () -> CallHandler.unpacked(new ByteArrayInputStream(body), headers);
    return dispatcher.find(Call.to(method, path, query, headers, sent));
  }

  private LocalAnswer answer(Router.Match found, Finding again) throws IOException {
    Disturbance disturbance = traffic.arriving(found.call(), found.route());
    if (!disturbance.delay().isZero()) {
      pause.hold(disturbance.delay());
    }
    if (disturbance.damage() instanceof Damage.Reset) {
      return LocalAnswer.reset();
    }
    Endpoint instead = disturbance.instead();
    Router.Match match = found;
    if (disturbance.twice()) {
      whole(dispatcher.answer(found));
      match = again.find();
    }
    Reply reply = instead == null ? dispatcher.answer(match) : dispatcher.answer(match, instead);
    return damaged(whole(reply), disturbance.damage());
  }

  private static LocalAnswer damaged(LocalAnswer answer, Damage damage) {
    return switch (damage) {
      case Damage.None _ -> answer;
      case Damage.Reset _, Damage.DropAnswer _ -> LocalAnswer.reset();
      case Damage.Stall(long after) -> cut(answer, after, LocalAnswer.Ending.STALLED);
      case Damage.Truncate(long after, boolean clean) ->
          answer.body().length <= after
              ? answer
              : cut(answer, after, clean ? LocalAnswer.Ending.WHOLE : LocalAnswer.Ending.CUT);
    };
  }

  private static LocalAnswer cut(LocalAnswer answer, long after, LocalAnswer.Ending ending) {
    byte[] all = answer.body();
    if (all.length < after) {
      return answer;
    }
    byte[] kept = Arrays.copyOf(all, (int) after);
    return new LocalAnswer(answer.status(), answer.headers(), kept, ending);
  }

  /** The reply with its content made; what is refused while it is made is the answer instead. */
  private LocalAnswer whole(Reply reply) {
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    headers.put("Date", DateGenerator.formatDate(clock.millis()));
    var out = new ByteArrayOutputStream();
    try {
      switch (reply.content()) {
        case Reply.Content.Nothing _ -> {}
        case Reply.Content.Bytes(String type, byte[] bytes) -> {
          headers.put("Content-Type", type);
          out.write(bytes);
        }
        case Reply.Content.Json(Reply.JsonBody body) -> {
          headers.put("Content-Type", Reply.JSON);
          JsonGenerator json = Json.generator(out, false);
          body.write(json);
          json.close();
        }
        case Reply.Content.Stream(String type, Reply.StreamBody body) -> {
          headers.put("Content-Type", type);
          body.write(out);
        }
      }
    } catch (ApiException e) {
      return whole(e.reply());
    } catch (IOException e) {
      throw new UncheckedIOException("an answer in memory could not be written", e);
    }
    return new LocalAnswer(reply.status(), headers, out.toByteArray(), LocalAnswer.Ending.WHOLE);
  }
}
