package dev.syncline.simulator.events.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a log's segments, named after their first positions. Not thread-safe. */
final class SegmentFiles implements AutoCloseable {
  private static final String SUFFIX = ".events";

  private final Path directory;
  private final boolean temporary;
  private @Nullable FileChannel newest;

  private SegmentFiles(Path directory, boolean temporary) {
    this.directory = directory;
    this.temporary = temporary;
  }

  static SegmentFiles open(@Nullable Path directory) {
    try {
      if (directory == null) {
        return new SegmentFiles(Files.createTempDirectory("simulator-events-"), true);
      }
      Files.createDirectories(directory);
      return new SegmentFiles(directory, false);
    } catch (IOException e) {
      throw new UncheckedIOException("the event log cannot be made in " + directory, e);
    }
  }

  Path directory() {
    return directory;
  }

  /** The first positions of the segments that are there, in ascending order. */
  List<Long> firstPositions() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the event log in " + directory + " cannot be read", e);
    }
  }

  Segment load(long first) {
    try {
      return Segment.parse(first, Files.readAllBytes(path(first)));
    } catch (IOException e) {
      throw new UncheckedIOException("events from " + first + " cannot be read", e);
    }
  }

  /** Begins the file of the segment that is appended to from now on. */
  void begin(long first) {
    try {
      closeNewest();
      newest =
          FileChannel.open(path(first), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("the event log cannot grow in " + directory, e);
    }
  }

  /** Appends to the newest file; returns before the disk has it. */
  void append(ByteBuffer record) {
    FileChannel channel = newest;
    if (channel == null) {
      throw new IllegalStateException("no segment was begun");
    }
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the event log cannot grow in " + directory, e);
    }
  }

  void delete(long first) {
    try {
      Files.deleteIfExists(path(first));
    } catch (IOException e) {
      throw new UncheckedIOException("events from " + first + " cannot be removed", e);
    }
  }

  private Path path(long first) {
    return directory.resolve(String.format(Locale.ROOT, "%019d%s", first, SUFFIX));
  }

  private void closeNewest() throws IOException {
    if (newest != null) {
      newest.close();
    }
  }

  @Override
  public void close() {
    try {
      closeNewest();
      if (temporary) {
        firstPositions().forEach(this::delete);
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the event log in " + directory + " cannot be closed", e);
    }
  }
}
