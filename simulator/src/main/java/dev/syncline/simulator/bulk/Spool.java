package dev.syncline.simulator.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that uploads and results lie in while the simulator runs. */
public final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path folder;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder of its own among the temporary files. */
  public static Spool open() throws IOException {
    return new Spool(Files.createTempDirectory("simulator-jobs-"));
  }

  /** Where a file of this name lies, or will. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Stores an upload without holding it.
   *
   * @param most the largest size, in bytes
   * @return its size in bytes; -1 if it is too large, and then nothing of it is kept
   */
  public static long store(InputStream in, Path file, long most) throws IOException {
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      int count = in.read(buffer);
      while (count >= 0 && size <= most) {
        out.write(buffer, 0, count);
        size += count;
        count = in.read(buffer);
      }
    }
    if (size > most) {
      Files.delete(file);
      return -1;
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
