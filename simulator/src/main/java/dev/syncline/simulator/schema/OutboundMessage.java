package dev.syncline.simulator.schema;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workflow's outbound message: of which records an address is to be told, and when. Names are
 * resolved when a message is sent, so that it outlives a change of the schema.
 *
 * @param name of the message; unique
 * @param object whose records it tells of, by API name
 * @param fields which fields it carries besides the id, by API name
 * @param endpoint where it is posted to
 * @param on what must happen to a record
 * @param skipIntegrationUser whether what the integration user writes is not told of: in real orgs
 *     its profile lacks "Send Outbound Messages", which breaks loops
 */
public record OutboundMessage(
    String name,
    String object,
    List<String> fields,
    URI endpoint,
    Set<Event> on,
    boolean skipIntegrationUser) {
  /** What happens to a record. No message is sent when a record is deleted. */
  public enum Event {
    CREATE,
    UPDATE;

    /** The event of this word; empty when it is none. */
    static Optional<Event> named(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "create" -> Optional.of(CREATE);
        case "update" -> Optional.of(UPDATE);
        default -> Optional.empty();
      };
    }
  }

  /** The most fields of a message: a bound of the simulator. */
  public static final int MAX_FIELDS = 500;

  /**
   * @throws IllegalArgumentException if something is missing, with what and how to mend it
   */
  public OutboundMessage {
    fields = List.copyOf(fields);
    on = Set.copyOf(on);
    if (name.isBlank() || on.isEmpty()) {
      throw new IllegalArgumentException(
          "an outbound message needs a name, and create or update to be sent on");
    }
    boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!web || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "the endpoint of " + name + " must be an http or https address; got " + endpoint);
    }
  }

  /**
   * A message whose words are checked against a schema.
   *
   * @throws IllegalArgumentException if the object, a field, the address or a word is wrong; the
   *     message names it
   */
  public static OutboundMessage checked(Draft draft, Schema schema) {
    ObjectDefinition object =
        schema
            .object(draft.object())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no object " + draft.object()));
    if (draft.fields().size() > MAX_FIELDS) {
      throw new IllegalArgumentException("a message carries at most " + MAX_FIELDS + " fields");
    }
    List<String> fields =
        draft.fields().stream()
            .map(
                field ->
                    object
                        .field(field)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    object.name() + " has no field " + field))
                        .name())
            .filter(field -> !field.equals("Id"))
            .distinct()
            .toList();
    Set<Event> on =
        draft.on().stream()
            .map(
                word ->
                    Event.named(word)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "on: " + word + " is neither create nor update")))
            .collect(Collectors.toUnmodifiableSet());
    return new OutboundMessage(
        draft.name(),
        object.name(),
        fields,
        URI.create(draft.endpoint()),
        on,
        draft.skipIntegrationUser());
  }

  /** A message as it was written down, not yet checked. */
  public record Draft(
      String name,
      String object,
      List<String> fields,
      String endpoint,
      List<String> on,
      boolean skipIntegrationUser) {}
}
