package dev.syncline.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.salesforce.testing.TurnedTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenOwnerTest {
  private final TurnedTime time = new TurnedTime();
  private final AtomicInteger signIns = new AtomicInteger();
  private boolean refuses;
  private String presented = "key";

  private final SignIn signIn =
      new SignIn() {
        @Override
        public AccessToken signIn() {
          int number = signIns.incrementAndGet();
          if (refuses) {
            throw new OrgException(OAuthErrors.problem("invalid_grant", "authentication failure"));
          }
          return token(number);
        }

        @Override
        public String presented() {
          return presented;
        }
      };
  private final TokenOwner owner = new TokenOwner(signIn, time);

  @Test
  void the_first_caller_signs_in_and_later_ones_use_the_token() {
    AccessToken first = owner.current();

    assertThat(owner.current()).isSameAs(first);
    assertThat(signIns).hasValue(1);
  }

  @Test
  void many_callers_that_find_the_token_expired_cause_one_sign_in() throws Exception {
    int callers = 16;
    CountDownLatch allStarted = new CountDownLatch(callers);
    CountDownLatch signingIn = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    TokenOwner slow =
        new TokenOwner(
            new SignIn() {
              @Override
              public AccessToken signIn() {
                int number = count.incrementAndGet();
                if (number > 1) {
                  signingIn.countDown();
                  await(mayFinish);
                }
                return token(number);
              }

              @Override
              public String presented() {
                return "";
              }
            },
            time);
    AccessToken expired = slow.current();
    slow.accepted(expired);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AccessToken>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  allStarted.countDown();
                  return slow.renewed(expired);
                }));
      }
      allStarted.await();
      signingIn.await();
      mayFinish.countDown();
      for (Future<AccessToken> answer : answers) {
        assertThat(answer.get().number()).isEqualTo(2);
      }
    }
    assertThat(count).hasValue(2);
  }

  @Test
  void a_refusal_is_remembered_and_the_org_asked_ever_less_often() {
    refuses = true;
    List<Duration> gaps = new ArrayList<>();
    Duration sinceLast = Duration.ZERO;

    for (int second = 0; second < 20 * 60; second++) {
      int before = signIns.get();
      assertThatThrownBy(owner::current)
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("AUTH-REJECTED");
                assertThat(e.errorClass()).isEqualTo(ErrorClass.ACCESS);
                assertThat(e.problem().message()).contains("\"authentication failure\"");
              });
      if (signIns.get() > before) {
        gaps.add(sinceLast);
        sinceLast = Duration.ZERO;
      }
      time.advance(Duration.ofSeconds(1));
      sinceLast = sinceLast.plusSeconds(1);
    }

    assertThat(gaps)
        .containsExactly(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
  }

  @Test
  void after_a_refusal_a_new_credential_is_tried_at_once() {
    refuses = true;
    assertThatThrownBy(owner::current).isInstanceOf(OrgException.class);
    refuses = false;
    assertThatThrownBy(owner::current).isInstanceOf(OrgException.class);

    presented = "new key";

    assertThat(owner.current().number()).isEqualTo(2);
  }

  @Test
  void after_a_refusal_somebody_may_ask_for_another_try() {
    refuses = true;
    assertThatThrownBy(owner::current).isInstanceOf(OrgException.class);
    refuses = false;

    owner.tryAgain();

    assertThat(owner.current().number()).isEqualTo(2);
  }

  @Test
  void a_session_that_is_refused_at_once_does_not_lead_to_a_stream_of_sign_ins() {
    AccessToken first = owner.current();

    assertThatThrownBy(() -> owner.renewed(first))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> assertThat(e.problem().code()).isEqualTo("AUTH-SESSION-REFUSED"));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(owner::current).isInstanceOf(OrgException.class);
    }
    assertThat(signIns).hasValue(1);

    time.advance(Duration.ofMinutes(1));
    assertThat(owner.current().number()).isEqualTo(2);
  }

  @Test
  void a_failure_that_passes_is_not_remembered() {
    AtomicInteger tries = new AtomicInteger();
    TokenOwner flaky =
        new TokenOwner(
            new SignIn() {
              @Override
              public AccessToken signIn() {
                if (tries.incrementAndGet() == 1) {
                  throw new OrgException(OAuthErrors.problem("server_error", ""));
                }
                return token(1);
              }

              @Override
              public String presented() {
                return "";
              }
            },
            time);

    assertThatThrownBy(flaky::current).isInstanceOf(OrgException.class);
    assertThat(flaky.current().number()).isEqualTo(1);
  }

  private static AccessToken token(long number) {
    return new AccessToken(
        new Secret("00D!" + number),
        URI.create("https://acme.my.salesforce.com"),
        Optional.empty(),
        number);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
