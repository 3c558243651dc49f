package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that events of the org were written with, by id: an object's schema changes with its
 * fields, and older events stay readable. Holds the one lock of this package.
 */
public final class SchemaStore {
  /** The most schemas that are kept. */
  public static final int MAX_SCHEMAS = 10_000;

  /** The most object definitions whose schemas are remembered; beyond, they are drawn again. */
  private static final int MAX_DEFINITIONS = 10_000;

  private static final String SUFFIX = ".avsc";

  private final @Nullable Path directory;
  private final Map<String, EventSchema> byId = new ConcurrentHashMap<>();

  /** By definition, not by name: an object whose fields have changed has other schemas. */
  private final Map<ObjectDefinition, ChangeEventSchema> changes = new IdentityHashMap<>();

  private final Map<ObjectDefinition, EventSchema> platform = new IdentityHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  private SchemaStore(@Nullable Path directory) {
    this.directory = directory;
  }

  /** A store that ends with the process. */
  public static SchemaStore inMemory() {
    return new SchemaStore(null);
  }

  /**
   * A store in a directory, which is made if need be, with what it holds already.
   *
   * @throws UncheckedIOException if the directory cannot be read or written
   */
  public static SchemaStore in(Path directory) {
    var store = new SchemaStore(directory);
    try {
      Files.createDirectories(directory);
      for (Path file : files(directory)) {
        EventSchema schema = EventSchema.of(Files.readString(file));
        store.byId.put(schema.id(), schema);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas in " + directory + " cannot be read", e);
    }
    return store;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).toList();
    }
  }

  /** The schema of an object's change events as its fields are now. */
  public ChangeEventSchema changeEvents(ObjectDefinition object) {
    return remembered(
        changes,
        object,
        definition -> {
          ChangeEventSchema drawn = ChangeEventSchema.of(definition);
          keep(drawn.schema());
          return drawn;
        });
  }

  /** The schema of a platform event as its fields are now. */
  public EventSchema platformEvents(ObjectDefinition event) {
    return remembered(platform, event, definition -> keep(PlatformEventSchema.of(definition)));
  }

  private <S> S remembered(
      Map<ObjectDefinition, S> drawn,
      ObjectDefinition object,
      Function<ObjectDefinition, S> drawing) {
    lock.lock();
    try {
      if (drawn.size() > MAX_DEFINITIONS) {
        drawn.clear();
      }
      return drawn.computeIfAbsent(object, drawing);
    } finally {
      lock.unlock();
    }
  }

  /** The schema with this id, if the org ever used it. */
  public Optional<EventSchema> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private EventSchema keep(EventSchema schema) {
    if (byId.size() >= MAX_SCHEMAS && !byId.containsKey(schema.id())) {
      throw new IllegalStateException(
          "the org has used " + MAX_SCHEMAS + " event schemas; restart it with a new directory");
    }
    if (byId.putIfAbsent(schema.id(), schema) == null && directory != null) {
      write(directory, schema);
    }
    return schema;
  }

  private static void write(Path directory, EventSchema schema) {
    try {
      Files.writeString(directory.resolve(schema.id() + SUFFIX), schema.json());
    } catch (IOException e) {
      throw new UncheckedIOException("the schema of " + schema.name() + " cannot be kept", e);
    }
  }
}
