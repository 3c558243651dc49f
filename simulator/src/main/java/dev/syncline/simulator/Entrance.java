package dev.syncline.simulator;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.oauth.ConnectedApp;
import dev.syncline.simulator.oauth.RecordUsers;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.oauth.Users;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SplittableRandom;

/** Who may come in, and with what. */
record Entrance(Users users, TokenStore tokens, Sessions sessions) {
  private static final long TOKENS = 1;
  private static final long APPLICATION = 2;

  /**
   * The entrance of an org that nobody has come into.
   *
   * @param seed decides every token
   */
  static Entrance of(OrgData data, long seed, InstantSource clock) {
    Users users = new RecordUsers(data);
    var random = new SplittableRandom(seed ^ TOKENS << 32);
    var tokens = new TokenStore(data::organizationId, clock, random);
    return new Entrance(users, tokens, new Sessions(tokens, users));
  }

  static ConnectedApp application(SimulatorSettings settings, RSAPublicKey key) {
    var random = new SplittableRandom(settings.seed() ^ APPLICATION << 32);
    String id = "3MVG9" + letters(random, 80);
    String secret = letters(random, 64).toUpperCase(Locale.ROOT);
    return new ConnectedApp(id, secret, key, settings.behaviour().redirectUris());
  }

  private static String letters(SplittableRandom random, int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(Character.forDigit(random.nextInt(36), 36));
    }
    return text.toString();
  }
}
