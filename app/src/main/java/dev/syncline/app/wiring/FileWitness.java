package dev.syncline.app.wiring;

import dev.syncline.jdbc.identity.Witness;
import dev.syncline.model.DatabaseName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps in a file how far a database had come when it was last used from here. It stands beside the
 * data of the embedded server, so that it is not put back with them.
 */
final class FileWitness implements Witness {
  private final Path file;

  private FileWitness(Path file) {
    this.file = file;
  }

  /**
   * The witness of a database.
   *
   * @param home the folder of what Syncline keeps on this machine
   */
  static FileWitness of(Path home, DatabaseName name) {
    return new FileWitness(home.resolve("seen").resolve(name.value() + ".txt"));
  }

  @Override
  public Optional<Sight> last() {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() == 2 && lines.get(1).matches("\\d{1,18}")
          ? Optional.of(new Sight(lines.getFirst(), Long.parseLong(lines.get(1))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void keep(Sight sight) {
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.createTempFile(file.getParent(), "seen", ".new");
      Files.writeString(
          written, sight.place() + "\n" + sight.token() + "\n", StandardCharsets.UTF_8);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
