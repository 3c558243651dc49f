package dev.syncline.simulator.events.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.pubsub.wire.TopicRequest;
import dev.syncline.simulator.schema.Schema;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted calls are trusted by who trusts the simulator's authority, and by nobody else. */
class TlsTest {
  private static final CertificateAuthority.Sources SOURCES =
      new CertificateAuthority.Sources(InstantSource.system(), new SecureRandom());

  private static String call(CertificateAuthority authority, Path trusted) throws Exception {
    var schema = new Schema(List.of(PubSubFixture.ACCOUNT));
    var setting =
        new OrgEvents.Setting(
            PubSubFixture.ORG,
            () -> schema,
            InstantSource.system(),
            1,
            null,
            token -> Optional.of(PubSubFixture.USER),
            EventAllowance.unlimited());
    var settings = PubSubSettings.usual("127.0.0.1", 0, true);
    try (var events = new OrgEvents(setting);
        var server =
            PubSubServer.start(
                settings,
                authority.issue("127.0.0.1"),
                events,
                new ManagedSubscriptions(),
                InstantSource.system())) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.port())
              .sslContext(GrpcSslContexts.forClient().trustManager(trusted.toFile()).build())
              .build();
      try {
        return topicName(channel);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static String topicName(ManagedChannel channel) {
    var headers = new Metadata();
    for (String name : List.of("accesstoken", "instanceurl")) {
      headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), "x");
    }
    headers.put(Metadata.Key.of("tenantid", Metadata.ASCII_STRING_MARSHALLER), PubSubFixture.ORG);
    return ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
            PubSubMethods.GET_TOPIC,
            CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(30)),
            TopicRequest.newBuilder().setTopicName(PubSubFixture.ALL).build())
        .getTopicName();
  }

  @Test
  void a_client_that_trusts_the_authority_is_served() throws Exception {
    try (var authority = CertificateAuthority.temporary(SOURCES)) {
      assertThat(Files.readString(authority.file())).startsWith("-----BEGIN CERTIFICATE-----\n");
      assertThat(call(authority, authority.file())).isEqualTo(PubSubFixture.ALL);
    }
  }

  @Test
  void a_client_that_trusts_another_authority_is_not() throws Exception {
    try (var authority = CertificateAuthority.temporary(SOURCES);
        var other = CertificateAuthority.temporary(SOURCES)) {
      assertThatThrownBy(() -> call(authority, other.file()))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("UNAVAILABLE");
    }
  }

  @Test
  void the_authority_of_a_directory_stays_the_same_and_its_key_is_secret(@TempDir Path directory)
      throws Exception {
    Path trusted;
    try (var first = CertificateAuthority.in(directory, SOURCES)) {
      trusted = Files.copy(first.file(), directory.resolve("trusted.pem"));
    }
    try (var second = CertificateAuthority.in(directory, SOURCES)) {
      assertThat(call(second, trusted)).isEqualTo(PubSubFixture.ALL);
    }
    Path key = directory.resolve("pubsub-ca-key.pem");
    if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }
    Files.writeString(key, "rubbish");
    assertThatThrownBy(() -> CertificateAuthority.in(directory, SOURCES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remove it to have a new one made");
  }

  @Test
  void an_authority_that_is_about_to_expire_is_replaced(@TempDir Path directory) throws Exception {
    var past = InstantSource.fixed(Instant.now().minus(Duration.ofDays(3_500)));
    String old;
    try (var first =
        CertificateAuthority.in(
            directory, new CertificateAuthority.Sources(past, new SecureRandom()))) {
      old = Files.readString(first.file());
    }
    try (var second = CertificateAuthority.in(directory, SOURCES)) {
      assertThat(Files.readString(second.file())).isNotEqualTo(old);
      assertThat(call(second, second.file())).isEqualTo(PubSubFixture.ALL);
    }
  }

  @Test
  void the_file_of_a_temporary_authority_goes_with_it() throws Exception {
    Path file;
    try (var authority = CertificateAuthority.temporary(SOURCES)) {
      file = authority.file();
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }
}
