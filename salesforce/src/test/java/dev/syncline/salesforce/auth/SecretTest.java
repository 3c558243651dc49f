package dev.syncline.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  private final Secret secret = new Secret("s3cret");

  @Test
  void a_secret_shows_itself_to_its_sender_only() {
    assertThat(secret.reveal()).isEqualTo("s3cret");
    assertThat(secret).hasToString("***");
    assertThat("" + List.of(secret)).doesNotContain("s3cret");
    assertThat(secret.fingerprint()).hasSize(64).doesNotContain("s3cret");
  }

  @Test
  void a_secret_is_blotted_out_of_the_words_of_others() {
    assertThat(secret.blotOut("no s3cret here, s3cret")).isEqualTo("no *** here, ***");
  }

  @Test
  void secrets_are_equal_by_their_text() {
    assertThat(secret).isEqualTo(new Secret("s3cret")).isNotEqualTo(new Secret("other"));
    assertThat(secret).hasSameHashCodeAs(new Secret("s3cret"));
    assertThat(secret.fingerprint()).isNotEqualTo(new Secret("other").fingerprint());
  }

  @Test
  void a_blank_secret_is_refused() {
    assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
