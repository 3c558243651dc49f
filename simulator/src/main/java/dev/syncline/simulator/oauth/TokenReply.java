package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The reply to a token request that was granted. */
final class TokenReply {
  private final OrgAddress org;
  private final ConnectedApp app;
  private final InstantSource clock;

  TokenReply(OrgAddress org, ConnectedApp app, InstantSource clock) {
    this.org = org;
    this.app = app;
    this.clock = clock;
  }

  /** What is granted; null what is not. */
  record Issued(
      String userId,
      String accessToken,
      String scope,
      @Nullable String refreshToken,
      @Nullable String idToken) {
    Issued(String userId, String accessToken, String scope) {
      this(userId, accessToken, scope, null, null);
    }

    @Override
    public String toString() {
      return "Issued[" + userId + ", " + scope + "]";
    }
  }

  /** With signature and time of issue, as most flows answer. */
  Reply signed(Call call, Issued issued) {
    String id = org.identityId(issued.userId());
    String issuedAt = Long.toString(clock.millis());
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", issued.accessToken());
    String refreshToken = issued.refreshToken();
    if (refreshToken != null) {
      body.put("refresh_token", refreshToken);
    }
    body.put("signature", signature(id + issuedAt));
    String idToken = issued.idToken();
    if (idToken != null) {
      body.put("id_token", idToken);
    }
    common(call, body, issued.userId(), issued.scope());
    body.put("issued_at", issuedAt);
    return uncached(body);
  }

  /** Without them, as the JWT bearer flow is documented to answer. */
  Reply plain(Call call, String userId, String accessToken, String scope) {
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", accessToken);
    common(call, body, userId, scope);
    return uncached(body);
  }

  private void common(Call call, Map<String, Object> body, String userId, String scope) {
    body.put("scope", scope);
    body.put("instance_url", org.seenBy(call).instanceUrl());
    body.put("id", org.identityId(userId));
    body.put("token_type", "Bearer");
  }

  private static Reply uncached(Map<String, Object> body) {
    return Reply.json(200, body)
        .with("Cache-Control", "no-cache, no-store")
        .with("Pragma", "no-cache");
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = app.clientSecret().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HmacSHA256", e);
    }
  }
}
