package dev.syncline.app.wiring;

import dev.syncline.app.config.HomeConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.jdbc.DatabaseSettings;
import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import dev.syncline.jdbc.home.HomeStore;
import dev.syncline.jdbc.home.KeptToken;
import dev.syncline.jdbc.home.TokenHold;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.OrgName;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.TokenStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the orgs' refresh tokens in Syncline's home, opened when a token is first asked for. */
final class HomeTokens implements TokenStore, AutoCloseable {
  private static final DatabaseName HOME = new DatabaseName("home");

  private final Optional<HomeConfig> config;
  private final SettingReader settings;
  private final DatabaseWiring databases;
  private @Nullable HomeStore store;

  HomeTokens(Optional<HomeConfig> config, SettingReader settings, DatabaseWiring databases) {
    this.config = config;
    this.settings = settings;
    this.databases = databases;
  }

  @Override
  public Hold hold(OrgName org) {
    return new HomeHold(store().holdToken(org));
  }

  private HomeStore store() {
    HomeStore open = store;
    if (open == null) {
      open = new HomeStore(config.map(this::given).orElseGet(this::embedded));
      open.install();
      store = open;
    }
    return open;
  }

  private DatabaseSettings given(HomeConfig home) {
    return DatabaseSettings.of(
        HOME,
        settings.read(home.url()),
        home.username().map(settings::read),
        home.password().map(settings::read));
  }

  private DatabaseSettings embedded() {
    EmbeddedPostgres.Access access = databases.server().access();
    return DatabaseSettings.of(
        HOME, access.url(), Optional.of(access.username()), Optional.of(access.password()));
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  /** One org's token, held in the home. */
  private record HomeHold(TokenHold hold) implements Hold {
    @Override
    public Optional<StoredToken> token() {
      return hold.token()
          .map(kept -> new StoredToken(new Secret(kept.refreshToken()), kept.origin()));
    }

    @Override
    public void keep(StoredToken token) {
      hold.keep(new KeptToken(token.refreshToken().reveal(), token.origin()));
    }

    @Override
    public void close() {
      hold.close();
    }
  }
}
