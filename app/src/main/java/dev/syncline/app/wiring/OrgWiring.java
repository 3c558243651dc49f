package dev.syncline.app.wiring;

import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.worker.Pace;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgLogin;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.TokenStore;
import dev.syncline.salesforce.pubsub.PubSubAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;

/** Makes orgs of what the configuration says; the secrets are looked up here. */
final class OrgWiring {
  private final SettingReader settings;
  private final Pace pace;

  OrgWiring(SettingReader settings, Pace pace) {
    this.settings = settings;
    this.pace = pace;
  }

  SalesforceOrg connect(OrgName name, OrgConfig config, TokenStore tokens) {
    return SalesforceOrg.connect(
        settings(name, config, credentials(config.auth())),
        new OrgEnvironment(pace.clock(), pace.random(), pace.waiter(), tokens));
  }

  /** What signs a person in with their browser. */
  OrgLogin login(OrgName name, OrgConfig config, AuthConfig.RefreshToken auth) {
    Credentials.RefreshToken credentials = refreshToken(auth);
    return new OrgLogin(settings(name, config, credentials), credentials, new SecureRandom());
  }

  private OrgSettings settings(OrgName name, OrgConfig config, Credentials credentials) {
    OrgSettings standard = OrgSettings.of(name, loginUrl(config), credentials);
    return new OrgSettings(
        name,
        standard.loginUrl(),
        standard.credentials(),
        config.apiVersion(),
        config.allowHosts(),
        standard.wire(),
        standard.reading(),
        new OrgSettings.Listening(pubSub(config), ChangeStream.SILENCE));
  }

  private PubSubAddress pubSub(OrgConfig config) {
    return config
        .pubsub()
        .map(own -> PubSubAddress.of(own.endpoint(), own.caCertificate().map(settings::read)))
        .orElse(PubSubAddress.SALESFORCE);
  }

  private URI loginUrl(OrgConfig config) {
    String text = settings.read(config.loginUrl());
    try {
      return new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw new OrgException(
          new Problem(
              "CONFIG-VALUE",
              ErrorClass.MAPPING,
              "What loginUrl refers to is no address",
              "store an address such as https://example.my.salesforce.com there"),
          e);
    }
  }

  private Credentials credentials(AuthConfig auth) {
    return switch (auth) {
      case AuthConfig.ClientCredentials app ->
          new Credentials.ClientCredentials(
              settings.read(app.clientId()), new Secret(settings.read(app.clientSecret())));
      case AuthConfig.Jwt jwt ->
          new Credentials.JwtBearer(
              settings.read(jwt.clientId()),
              settings.read(jwt.username()),
              new Secret(settings.read(jwt.privateKey())));
      case AuthConfig.RefreshToken token -> refreshToken(token);
    };
  }

  private Credentials.RefreshToken refreshToken(AuthConfig.RefreshToken token) {
    return new Credentials.RefreshToken(
        settings.read(token.clientId()),
        token.clientSecret().map(settings::read).map(Secret::new),
        token.refreshToken().map(settings::read).map(Secret::new));
  }
}
