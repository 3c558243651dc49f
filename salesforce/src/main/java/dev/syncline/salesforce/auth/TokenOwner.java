package dev.syncline.salesforce.auth;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of an org's access token in this process: however many callers find the token
 * expired, one signs in and the others get the result. A refusal is remembered, so that an org that
 * refuses is asked once a minute at first and once in five minutes later. The only class of this
 * room with a lock.
 */
public final class TokenOwner {
  /** How long an org that refused is left alone, by the number of refusals in a row. */
  static final List<Duration> PAUSES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));

  private final SignIn signIn;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AccessToken token;
  private boolean proven;
  private @Nullable Refusal refusal;

  public TokenOwner(SignIn signIn, InstantSource clock) {
    this.signIn = signIn;
    this.clock = clock;
  }

  /** The token to use now; signs in if there is none. */
  public AccessToken current() {
    lock.lock();
    try {
      return token == null ? renew() : token;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The token to use after the org answered 401 to this one: the newer one if somebody else has
   * signed in meanwhile, else that of a new sign-in.
   */
  public AccessToken renewed(AccessToken refused) {
    lock.lock();
    try {
      AccessToken present = token;
      if (present != null && present.number() != refused.number()) {
        return present;
      }
      if (present != null && !proven) {
        token = null;
        throw remember(neverAccepted());
      }
      token = null;
      return renew();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the org took this token: if it refuses it later, the token has expired. */
  public void accepted(AccessToken used) {
    lock.lock();
    try {
      if (token != null && token.number() == used.number()) {
        proven = true;
        refusal = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a refusal, so that the next call signs in: somebody says that it will work now. */
  public void tryAgain() {
    lock.lock();
    try {
      refusal = null;
    } finally {
      lock.unlock();
    }
  }

  private AccessToken renew() {
    Refusal before = refusal;
    if (before != null && clock.instant().isBefore(before.until()) && before.stillStands(signIn)) {
      throw new OrgException(before.problem());
    }
    try {
      AccessToken fresh = signIn.signIn();
      token = fresh;
      proven = false;
      return fresh;
    } catch (OrgException e) {
      throw e.errorClass() == ErrorClass.ACCESS ? remember(e) : e;
    }
  }

  private OrgException remember(OrgException refused) {
    int count = refusal == null ? 1 : refusal.count() + 1;
    Instant until = clock.instant().plus(PAUSES.get(Math.min(count, PAUSES.size()) - 1));
    Problem problem =
        new Problem(
            refused.problem().code(),
            refused.problem().errorClass(),
            refused.problem().message() + " (not asked again before " + until + ")",
            refused.problem().action());
    refusal = new Refusal(problem, until, count, signIn.presented());
    return new OrgException(problem, refused);
  }

  private static OrgException neverAccepted() {
    return new OrgException(
        new Problem(
            "AUTH-SESSION-REFUSED",
            ErrorClass.ACCESS,
            "The org signed Syncline in and then refused the session at once",
            "See the user's login history in Setup: the app's IP relaxation, the profile's login"
                + " hours and IP ranges, and the permission 'API Enabled'."));
  }

  /** That the org refused, and until when it is left alone. */
  private record Refusal(Problem problem, Instant until, int count, String presented) {
    boolean stillStands(SignIn signIn) {
      return presented.equals(signIn.presented());
    }
  }
}
