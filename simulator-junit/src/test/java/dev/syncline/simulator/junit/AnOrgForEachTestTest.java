package dev.syncline.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** Each test may have an org of its own. */
@WithSimulatedOrg(records = "Account=1", perTest = true, pubsubTls = false)
class AnOrgForEachTestTest {
  private static final Set<String> SEEN = new HashSet<>();

  @RepeatedTest(2)
  void nothing_is_left_of_the_test_before(SimulatedOrg org) {
    org.create("Account", "{\"Name\":\"Mine\"}");
    assertThat(org.query("SELECT Id FROM Account")).hasSize(2);
    assertThat(SEEN.add(org.accessToken() + org.instanceUrl())).isTrue();
    assertThat(org.ready().caCertificate()).isNull();
  }
}
