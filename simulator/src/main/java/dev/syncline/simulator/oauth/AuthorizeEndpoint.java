package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /services/oauth2/authorize}: the page of the web-server flow. A {@code login_hint} that
 * names a user of the org signs that user in and approves at once; without one a form asks.
 */
final class AuthorizeEndpoint implements Endpoint {
  private final OAuthSettings settings;
  private final TokenStore tokens;
  private final Users users;

  AuthorizeEndpoint(OAuthSettings settings, TokenStore tokens, Users users) {
    this.settings = settings;
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public Reply answer(Call call) throws IOException {
    boolean posted = call.method().equals("POST");
    Parameters asked = posted ? call.form() : call.query();
    try {
      new ClientCheck(settings.app()).checkId(asked.find("client_id").orElse(""));
      String redirectUri = asked.find("redirect_uri").orElse("");
      if (!settings.app().mayRedirectTo(redirectUri)) {
        throw new OAuthException(
            400, "redirect_uri_mismatch", "redirect_uri must match configuration");
      }
      return authorize(asked, redirectUri, posted);
    } catch (OAuthException e) {
      return e.reply();
    }
  }

  private Reply authorize(Parameters asked, String redirectUri, boolean posted) {
    if (!asked.find("response_type").orElse("").equals("code")) {
      return refused(
          asked, redirectUri, "unsupported_response_type", "response type not supported");
    }
    Optional<String> challenge = asked.filled("code_challenge");
    if (challenge.isPresent() && !asked.find("code_challenge_method").orElse("").equals("S256")) {
      return refused(asked, redirectUri, "invalid_request", "code challenge method must be S256");
    }
    String username = asked.filled(posted ? "username" : "login_hint").orElse("");
    Optional<OrgUser> user = users.named(username).filter(OrgUser::active);
    if (user.isEmpty()) {
      return form(asked, posted ? "No active user of this org has that username." : "");
    }
    String scope = TokenEndpoint.scope(asked.find("scope").orElse(""), true);
    String clientId = settings.app().clientId();
    String code =
        tokens.issueCode(
            new CodeRequest(
                user.get().id(),
                clientId,
                redirectUri,
                scope,
                challenge.orElse(null),
                asked.filled("nonce").orElse(null)));
    var answer = new LinkedHashMap<String, String>();
    answer.put("code", code);
    asked.find("state").ifPresent(state -> answer.put("state", state));
    return redirect(redirectUri, answer);
  }

  private static Reply refused(Parameters asked, String redirectUri, String error, String text) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("error", error);
    answer.put("error_description", text);
    asked.find("state").ifPresent(state -> answer.put("state", state));
    return redirect(redirectUri, answer);
  }

  private static Reply redirect(String uri, Map<String, String> answer) {
    var location = new StringBuilder(uri);
    char separator = uri.indexOf('?') < 0 ? '?' : '&';
    for (var entry : answer.entrySet()) {
      location.append(separator).append(entry.getKey()).append('=');
      location.append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return Reply.empty(302).with("Location", location.toString());
  }

  private Reply form(Parameters asked, String problem) {
    var hidden = new StringBuilder();
    asked
        .all()
        .forEach(
            (name, value) -> {
              if (!name.equals("username")) {
                hidden.append("<input type=\"hidden\" name=\"").append(escape(name));
                hidden.append("\" value=\"").append(escape(value)).append("\">\n");
              }
            });
    String username = asked.find("username").orElse(users.integrationUser().username());
    String page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Simulated org: allow access?</title></head>
        <body>
        <h1>Allow access?</h1>
        <p>This is a simulated org. Any active user may sign in without a password.</p>
        <p>%s</p>
        <form method="post" action="/services/oauth2/authorize">
        %s<label>Username <input name="username" value="%s"></label>
        <button type="submit">Allow</button>
        </form>
        </body>
        </html>
        """
            .formatted(escape(problem), hidden, escape(username));
    return Reply.text(200, "text/html;charset=UTF-8", page);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
