package dev.syncline.salesforce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts hosts =
      AllowedHosts.of(List.of("localhost:8443", "127.0.0.1", "proxy.example.com", "sim:9000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.salesforce.com",
        "https://test.salesforce.com/",
        "https://acme.my.salesforce.com",
        "https://ACME.My.Salesforce.com",
        "https://acme.my.salesforce.com:443/services/data",
        "https://acme--dev.sandbox.my.salesforce.com",
        "https://acme-dev-ed.develop.my.salesforce.com",
        "https://agency.my.salesforce.mil",
        "https://localhost:8443",
        "http://localhost:8443/services",
        "http://127.0.0.1:40123",
        "https://proxy.example.com",
        "https://sim:9000"
      })
  void salesforce_and_named_hosts_are_allowed(String address) {
    assertThat(hosts.check(URI.create(address))).isEqualTo(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.my.salesforce.com",
        "http://login.salesforce.com",
        "http://proxy.example.com",
        "http://sim:9000",
        "https://sim",
        "https://sim:9001",
        "https://proxy.example.com:8443",
        "https://localhost:8444",
        "http://localhost:8444",
        "https://acme.my.salesforce.com:8443",
        "https://acme.my.salesforce.com:22",
        "https://my.salesforce.com",
        "https://.my.salesforce.com",
        "https://salesforce.com",
        "https://na1.salesforce.com",
        "https://evil.com",
        "https://evil.com/.my.salesforce.com",
        "https://evil.com?.my.salesforce.com",
        "https://evil.com#.my.salesforce.com",
        "https://acme.my.salesforce.com#evil",
        "https://evilmy.salesforce.com",
        "https://acme.my.salesforce.com.evil.com",
        "https://acme.my.salesforce.com.",
        "https://login.salesforce.com.",
        "https://login.salesforce.com@evil.com",
        "https://user@acme.my.salesforce.com",
        "https://user:pass@acme.my.salesforce.com",
        "https://evil.com%2f.my.salesforce.com",
        "https://evil_host.my.salesforce.com",
        "https://xn--..my.salesforce.com",
        "https://a..my.salesforce.com",
        "https://-.my.salesforce.com",
        "https://169.254.169.254",
        "http://169.254.169.254/latest/meta-data",
        "https://[::ffff:169.254.169.254]",
        "https://[::1]",
        "https://2852039166",
        "https://0x7f000001",
        "https://017700000001",
        "https://127.1",
        "https://0.0.0.0",
        "https://10.0.0.1",
        "https://192.168.0.1",
        "https://LOCALHOST",
        "https://metadata.google.internal",
        "ftp://acme.my.salesforce.com",
        "file:///etc/passwd",
        "jar:https://acme.my.salesforce.com!/",
        "javascript:alert(1)",
        "mailto:a@acme.my.salesforce.com",
        "//acme.my.salesforce.com",
        "/services/data",
        "acme.my.salesforce.com",
        "https:acme.my.salesforce.com",
        "https:///acme.my.salesforce.com"
      })
  void every_other_address_is_refused(String address) {
    assertThatThrownBy(() -> hosts.check(URI.create(address)))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("ORG-HOST-REFUSED");
              assertThat(e.errorClass()).isEqualTo(ErrorClass.MAPPING);
              assertThat(e.problem().message()).doesNotContain("pass@");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://host",
        "host/path",
        "user@host",
        "host:port",
        "host:",
        "*.example.com",
        "a b",
        "host?x",
        "host#x",
        "-host",
        "[::2]"
      })
  void an_entry_that_is_no_host_is_named(String entry) {
    assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "'");
  }

  @Test
  void a_host_may_be_named_with_several_ports() {
    AllowedHosts two = AllowedHosts.of(List.of("sim:1", "sim:2", "[::1]:3"));

    assertThat(two.check(URI.create("https://sim:1"))).isNotNull();
    assertThat(two.check(URI.create("https://sim:2"))).isNotNull();
    assertThat(two.check(URI.create("http://[::1]:3"))).isNotNull();
  }
}
