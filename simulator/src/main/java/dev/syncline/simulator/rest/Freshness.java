package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** How new a record is, for conditional calls. */
final class Freshness {
  private Freshness() {}

  /** By SystemModstamp, else LastModifiedDate, else CreatedDate; accounts have a tag too. */
  static Preconditions of(ObjectDefinition object, Row row) {
    Instant modified =
        Stream.of("SystemModstamp", "LastModifiedDate", "CreatedDate")
            .map(object::field)
            .flatMap(Optional::stream)
            .map(field -> stamp(row, field))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(Instant.EPOCH);
    boolean tagged = object.name().equals("Account");
    return new Preconditions(modified, tagged ? tag(row.id() + modified) : null);
  }

  private static Optional<Instant> stamp(Row row, FieldDefinition field) {
    return row.value(field) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  private static String tag(String state) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(state.getBytes(StandardCharsets.UTF_8));
      return '"' + Base64.getEncoder().encodeToString(digest) + '"';
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks SHA-1", e);
    }
  }
}
