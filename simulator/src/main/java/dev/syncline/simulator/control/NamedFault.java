package dev.syncline.simulator.control;

import dev.syncline.simulator.bulk.classic.ClassicApi;
import dev.syncline.simulator.events.streaming.StreamingApi;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.soap.SoapApi;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls with an error of the list, in the form of the API that is called.
 *
 * @param text what it says instead of the usual; null for the usual
 * @param fields the fields at fault; may be empty
 */
record NamedFault(NamedError error, @Nullable String text, List<String> fields)
    implements Endpoint {
  NamedFault {
    fields = List.copyOf(fields);
  }

  @Override
  public Reply answer(Call call) throws IOException {
    Api api = Api.of(call);
    String message = text == null ? usual(api) : text;
    return switch (api) {
      case REST -> Reply.errors(error.status(), List.of(error.entry(message, fields)));
      case SOAP -> SoapApi.fault(error.name(), message);
      case BULK -> ClassicApi.refusal(call, error.status(), error.name(), message);
      case STREAMING -> StreamingApi.refusal(call, error.status(), message);
      case OAUTH ->
          OAuthError.reply(error.status(), error.name().toLowerCase(Locale.ROOT), message);
    };
  }

  /** Of a session that has ended every API speaks in its own words. */
  private String usual(Api api) {
    if (error != NamedError.INVALID_SESSION_ID) {
      return error.message();
    }
    return switch (api) {
      case REST, OAUTH -> error.message();
      case SOAP -> "Invalid Session ID found in SessionHeader: Illegal Session";
      case BULK -> "Invalid session id";
      case STREAMING -> "Authentication invalid";
    };
  }
}
