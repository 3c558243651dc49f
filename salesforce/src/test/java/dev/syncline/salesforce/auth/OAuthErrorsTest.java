package dev.syncline.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          invalid_grant | authentication failure | login history
          invalid_grant | user hasn't approved this consumer | pre-authorise
          invalid_grant | expired authorization code | works once
          invalid_grant | audience is invalid | My Domain
          invalid_grant | expired access/refresh token | syncline org login
          invalid_grant | invalid assertion | certificate
          invalid_grant | no client credentials user enabled | Run As
          invalid_grant | inactive user | Activate
          invalid_grant | ip restricted | IP restrictions
          invalid_client_id | client identifier invalid | consumer key
          invalid_client | invalid client credentials | consumer secret
          invalid_app_access | user is not admin approved to access this app | permission set
          redirect_uri_mismatch | redirect_uri must match configuration | callback
          unsupported_grant_type | grant type not supported | Enable this flow
          inactive_user | user is inactive | Activate
          inactive_org | organization is inactive | locked or suspended
          invalid_scope | the requested scope is not allowed | refresh_token
          something_new | nobody has seen this | login history
          """)
  void a_rejection_keeps_the_words_of_the_org_and_adds_a_remedy(
      String error, String description, String remedy) {
    Problem problem = OAuthErrors.problem(error, description);

    assertThat(problem.code()).isEqualTo("AUTH-REJECTED");
    assertThat(problem.errorClass()).isEqualTo(ErrorClass.ACCESS);
    assertThat(problem.message()).contains(error).contains("\"" + description + "\"");
    assertThat(problem.action()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limit_exceeded, LIMIT-SIGN-INS, LIMIT",
    "server_error, ORG-UNAVAILABLE, TRANSIENT",
    "temporarily_unavailable, ORG-UNAVAILABLE, TRANSIENT",
    "unknown_error, ORG-UNAVAILABLE, TRANSIENT"
  })
  void an_error_that_passes_is_no_rejection(String error, String code, ErrorClass errorClass) {
    Problem problem = OAuthErrors.problem(error, "retry your request");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.errorClass()).isEqualTo(errorClass);
  }
}
