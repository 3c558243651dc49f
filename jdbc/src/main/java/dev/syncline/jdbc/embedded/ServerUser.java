package dev.syncline.jdbc.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the server runs. PostgreSQL refuses root, so for root the server's programs are started
 * through whatever the machine has: a user namespace of their own, in which root has no rights, or
 * the user {@code nobody}.
 *
 * @param prefix what stands before every command line; empty when we are not root
 * @param owner the number of the user who must own the files
 */
record ServerUser(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;

  ServerUser {
    prefix = List.copyOf(prefix);
  }

  /** Finds out as whom this process may start the server. */
  static ServerUser find(ServerPrograms programs) {
    int us = currentUser();
    if (us != ROOT) {
      return new ServerUser(List.of(), us);
    }
    List<String> tried = new ArrayList<>();
    for (ServerUser candidate : candidates()) {
      List<String> command = new ArrayList<>(candidate.prefix());
      command.add("true");
      ServerPrograms.Answer answer = programs.run(command);
      if (answer.succeeded()) {
        return candidate;
      }
      tried.add(String.join(" ", candidate.prefix()) + ": " + answer.words().strip());
    }
    throw EmbeddedProblems.noUnprivilegedUser(String.join("; ", tried));
  }

  /** Gives a file, or a directory with all that is in it, to the server's user. */
  void own(Path path) throws IOException {
    if (prefix.isEmpty() || (int) Files.getAttribute(path, "unix:uid") == owner) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Fails if the server's user cannot enter the directory. */
  void checkCanEnter(Path directory, ServerPrograms programs) {
    if (prefix.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("test", "-x", directory.toString()));
    if (!programs.run(command).succeeded()) {
      throw EmbeddedProblems.unreachableDirectory(directory, "nobody");
    }
  }

  private static List<ServerUser> candidates() {
    String nobody = Integer.toString(NOBODY);
    return List.of(
        new ServerUser(List.of("unshare", "--user"), ROOT),
        new ServerUser(
            List.of("setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups"), NOBODY),
        new ServerUser(List.of("runuser", "-u", "nobody", "--"), NOBODY));
  }

  private static int currentUser() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      throw EmbeddedProblems.unsupportedMachine("this system", "one without /proc");
    }
  }
}
