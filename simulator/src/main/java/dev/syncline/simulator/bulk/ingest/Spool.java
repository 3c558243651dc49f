package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that uploads and results lie in while the simulator runs. */
final class Spool implements AutoCloseable {
  /** The largest upload, in bytes. Bulk API 2.0 Developer Guide, limits: 150 MB. */
  static final long MAX_UPLOAD = 150_000_000;

  private static final int BUFFER = 1 << 16;

  private final Path folder;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder of its own among the temporary files. */
  static Spool open() throws IOException {
    return new Spool(Files.createTempDirectory("simulator-jobs-"));
  }

  /** The files of a job. */
  JobFiles files(String id) {
    return JobFiles.in(folder, id);
  }

  /**
   * Stores an upload without holding it.
   *
   * @return its size in bytes
   * @throws ApiException (400) if it is too large; nothing of it is kept
   */
  static long store(InputStream in, Path file) throws IOException {
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      int count = in.read(buffer);
      while (count >= 0 && size <= MAX_UPLOAD) {
        out.write(buffer, 0, count);
        size += count;
        count = in.read(buffer);
      }
    }
    if (size > MAX_UPLOAD) {
      Files.delete(file);
      throw new ApiException(
          400,
          "CLIENTINPUTERROR",
          "The content is larger than " + MAX_UPLOAD + " bytes: use several jobs.");
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
