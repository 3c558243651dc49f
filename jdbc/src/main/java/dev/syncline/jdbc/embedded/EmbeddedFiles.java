package dev.syncline.jdbc.embedded;

import java.nio.file.Path;

/** Where an embedded server keeps what it needs, all below one directory. */
record EmbeddedFiles(Path directory, Path binariesDirectory) {
  EmbeddedFiles {
    directory = directory.toAbsolutePath().normalize();
    binariesDirectory = binariesDirectory.toAbsolutePath().normalize();
  }

  /** The server's own data directory. */
  Path data() {
    return directory.resolve("postgresql");
  }

  /** A data directory in the making; without it there is no half made one under the real name. */
  Path unfinishedData() {
    return directory.resolve("postgresql.unfinished");
  }

  /** The password of the one database user, readable by its owner only. */
  Path password() {
    return directory.resolve("postgresql.password");
  }

  /** The port of the last start, taken again so that bookmarks and other clients keep working. */
  Path port() {
    return directory.resolve("postgresql.port");
  }

  Path log() {
    return directory.resolve("postgresql.log");
  }

  Path previousLog() {
    return directory.resolve("postgresql.log.1");
  }

  /** Locked while a process starts or stops the server. */
  Path startLock() {
    return directory.resolve("postgresql.start.lock");
  }

  /** Locked, shared, by every process that uses the server. */
  Path useLock() {
    return directory.resolve("postgresql.use.lock");
  }

  /** Written by the running server: its process id, port and state. */
  Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  /** The settings that every start writes anew. */
  Path settings() {
    return data().resolve("syncline.conf");
  }
}
