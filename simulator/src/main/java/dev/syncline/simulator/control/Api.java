package dev.syncline.simulator.control;

import dev.syncline.simulator.http.Call;
import java.util.List;
import java.util.Locale;

/** The APIs of the org, each of which words its errors in its own way. */
enum Api {
  REST,
  SOAP,
  /** Bulk API 1.0; that of 2.0 is a part of REST. */
  BULK,
  STREAMING,
  OAUTH;

  /** The API that a call goes to, by its path. */
  static Api of(Call call) {
    List<String> path =
        call.path().stream().limit(2).map(segment -> segment.toLowerCase(Locale.ROOT)).toList();
    if (path.isEmpty()) {
      return REST;
    }
    return switch (String.join("/", path)) {
      case "services/soap" -> SOAP;
      case "services/async" -> BULK;
      case "services/oauth2" -> OAUTH;
      default -> path.getFirst().equals("cometd") ? STREAMING : REST;
    };
  }
}
