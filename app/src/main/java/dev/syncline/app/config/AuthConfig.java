package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Secrecy;
import java.util.Optional;

/** How Syncline signs in to an org: one of OAuth's flows for servers. */
@Concern(
    name = "the sign-in",
    doc = "How Syncline signs in to the org: exactly one of these flows.")
public sealed interface AuthConfig {
  /** The client credentials flow. */
  @Concern(
      name = "the client credentials flow",
      doc =
          "The client credentials flow: the app signs in as its run-as user. The simplest one for a"
              + " server; `loginUrl` must be the org's My Domain.")
  record ClientCredentials(
      @Entry(
              value = "The consumer key of the external client app or connected app.",
              alsoTried = {"consumerKey", "id", "key"})
          Setting clientId,
      @Entry(
              value = "Its consumer secret.",
              secrecy = Secrecy.REFERENCE_ONLY,
              alsoTried = {"consumerSecret", "secret", "password"})
          Setting clientSecret)
      implements AuthConfig {}

  /** The JWT bearer flow. */
  @Concern(
      name = "the JWT bearer flow",
      doc =
          "The JWT bearer flow: Syncline signs with a private key whose certificate the app holds;"
              + " the user is pre-authorised. No secret travels.")
  record Jwt(
      @Entry(
              value = "The consumer key of the external client app or connected app.",
              alsoTried = {"consumerKey", "id", "key", "issuer"})
          Setting clientId,
      @Entry(
              value = "The user name of the integration user.",
              alsoTried = {"user", "subject"})
          Setting username,
      @Entry(
              value =
                  "The private key in PEM (PKCS#8): the path of its file, or a reference whose"
                      + " content is the key.",
              secrecy = Secrecy.PATH_OR_REFERENCE,
              alsoTried = {"keyFile", "privateKeyFile", "key"})
          Setting privateKey)
      implements AuthConfig {}

  /** The refresh token flow. */
  @Concern(
      name = "the refresh token flow",
      doc =
          "The refresh token flow: a person signs in once with `syncline org login NAME`, and"
              + " Syncline keeps the refresh token in its home, or you give one here.")
  record RefreshToken(
      @Entry(
              value = "The consumer key of the external client app or connected app.",
              alsoTried = {"consumerKey", "id", "key"})
          Setting clientId,
      @Entry(
              value = "Its consumer secret, where the app requires one.",
              secrecy = Secrecy.REFERENCE_ONLY,
              alsoTried = {"consumerSecret", "secret"})
          Optional<Setting> clientSecret,
      @Entry(
              value =
                  "The refresh token to begin with. Left out, `syncline org login NAME` gets one. A"
                      + " token that the org rotates is kept in the home from then on.",
              secrecy = Secrecy.REFERENCE_ONLY,
              alsoTried = {"token"})
          Optional<Setting> refreshToken)
      implements AuthConfig {}
}
