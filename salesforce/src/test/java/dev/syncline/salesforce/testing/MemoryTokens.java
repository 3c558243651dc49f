package dev.syncline.salesforce.testing;

import dev.syncline.model.OrgName;
import dev.syncline.salesforce.auth.TokenStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A token store that lives as long as the test. */
public final class MemoryTokens implements TokenStore {
  private final Map<OrgName, StoredToken> tokens = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public Hold hold(OrgName org) {
    lock.lock();
    return new Hold() {
      @Override
      public Optional<StoredToken> token() {
        return Optional.ofNullable(tokens.get(org));
      }

      @Override
      public void keep(StoredToken token) {
        tokens.put(org, token);
      }

      @Override
      public void close() {
        lock.unlock();
      }
    };
  }

  public void put(OrgName org, StoredToken token) {
    tokens.put(org, token);
  }

  public Optional<StoredToken> token(OrgName org) {
    return Optional.ofNullable(tokens.get(org));
  }
}
