package dev.syncline.salesforce.auth;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportProblem;
import dev.syncline.salesforce.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Asks an org's token endpoint, once per call, and says what its answers mean.
 *
 * <p>Source: Salesforce Help, "OAuth 2.0 endpoints": {@code POST /services/oauth2/token}.
 */
final class TokenEndpoint {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MAX_TOKEN_LENGTH = 8_000;

  private final HttpCaller http;
  private final URI tokenUrl;
  private final CallLimits limits;
  private final AtomicLong signIns = new AtomicLong();

  TokenEndpoint(HttpCaller http, URI loginUrl, CallLimits limits) {
    this.http = http;
    this.tokenUrl = loginUrl.resolve("/services/oauth2/token");
    this.limits = limits;
  }

  /**
   * Asks for a token.
   *
   * @param secrets what stands in the form and must not come back in the org's words
   */
  TokenReply ask(Map<String, String> form, List<Secret> secrets) {
    HttpCall call =
        HttpCall.of(HttpMethod.POST, tokenUrl, FORM, encoded(form), limits)
            .with("Accept", "application/json");
    try (HttpReply reply = http.call(call)) {
      Optional<JsonNode> body = Json.tree(reply.readAll());
      if (reply.status() == 200) {
        return body.flatMap(this::accepted).orElseThrow(() -> notSalesforce(reply.status()));
      }
      throw body.flatMap(json -> rejected(json, secrets))
          .orElseGet(() -> notSalesforce(reply.status()));
    } catch (TransportException e) {
      throw TransportProblem.of(e, tokenUrl);
    }
  }

  private Optional<TokenReply> accepted(JsonNode json) {
    Optional<String> token = Json.text(json, "access_token").filter(TokenEndpoint::isToken);
    Optional<String> instance = Json.text(json, "instance_url");
    if (token.isEmpty() || instance.isEmpty()) {
      return Optional.empty();
    }
    URI instanceUrl = http.hosts().check(address(instance.get()));
    AccessToken access =
        new AccessToken(
            new Secret(token.get()),
            instanceUrl,
            Json.text(json, "id").map(TokenEndpoint::address),
            signIns.incrementAndGet());
    return Optional.of(new TokenReply(access, Json.text(json, "refresh_token").map(Secret::new)));
  }

  private static Optional<OrgException> rejected(JsonNode json, List<Secret> secrets) {
    return Json.text(json, "error")
        .map(
            error -> {
              String description = Json.text(json, "error_description").orElse("");
              return new OrgException(
                  OAuthErrors.problem(blotOut(error, secrets), blotOut(description, secrets)));
            });
  }

  private OrgException notSalesforce(int status) {
    boolean broken = status >= 500 || status == 429 || status == 420;
    return broken
        ? new OrgException(
            new Problem(
                "ORG-UNAVAILABLE",
                ErrorClass.TRANSIENT,
                tokenUrl.getHost() + " answered the sign-in with HTTP " + status,
                "Nothing: it is tried again. See status.salesforce.com for the org's instance."))
        : new OrgException(
            new Problem(
                "ORG-NOT-SALESFORCE",
                ErrorClass.MAPPING,
                tokenUrl.getHost()
                    + " answered the sign-in with HTTP "
                    + status
                    + ", but not as an org does",
                "Check loginUrl: it must be the org's My Domain or a Salesforce login host,"
                    + " without a redirect in between."));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new OrgException(
          new Problem(
              "ORG-HOST-REFUSED",
              ErrorClass.MAPPING,
              "The token reply names an address that is none",
              "Check loginUrl: it must be the org's My Domain or a Salesforce login host."));
    }
  }

  private static String blotOut(String words, List<Secret> secrets) {
    String safe = words;
    for (Secret secret : secrets) {
      safe = secret.blotOut(safe);
    }
    return safe;
  }

  /** Whether the text can stand in a header. */
  private static boolean isToken(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TOKEN_LENGTH
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  private static byte[] encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What the endpoint gave: an access token and, in some flows, a refresh token. */
  record TokenReply(AccessToken access, Optional<Secret> refreshToken) {}
}
