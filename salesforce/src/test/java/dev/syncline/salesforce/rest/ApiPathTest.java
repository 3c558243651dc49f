package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
  private static final URI ORG = URI.create("https://acme.my.salesforce.com");

  @ParameterizedTest
  @CsvSource({
    "/services/data/v68.0/query/01g-500, /services/data/v68.0/query/01g-500",
    "services/data/v68.0/jobs/x?locator=a%3D, /services/data/v68.0/jobs/x?locator=a%3D",
    "https://acme.my.salesforce.com/services/data/x?a=b, /services/data/x?a=b",
    "https://ACME.my.salesforce.com/services/data/x, /services/data/x"
  })
  void a_pointer_into_the_same_org_becomes_its_path(String pointer, String path) {
    assertThat(ApiPath.of(ORG, pointer)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com/services/data/x",
        "http://acme.my.salesforce.com/services/data/x",
        "https://acme.my.salesforce.com:8443/services/data/x",
        "https://acme.my.salesforce.com@evil.com/services/data/x",
        "//evil.com/services/data/x",
        "//services/data/x",
        "/secur/logout.jsp",
        "/services/../secur/x",
        "../services/data",
        "",
        "/services/data/a b",
        "javascript:alert(1)"
      })
  void a_pointer_elsewhere_is_refused(String pointer) {
    assertThatThrownBy(() -> ApiPath.of(ORG, pointer))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-POINTER"));
  }
}
