package dev.syncline.app.config.reading;

import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.shape.Shape;
import dev.syncline.app.config.shape.Shapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a configuration and finds everything wrong with it at once. Reads no secret. */
public final class ConfigReader {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  private ConfigReader() {}

  /**
   * Reads a file. A file that is not there or not readable is a finding like any other.
   *
   * @param name how messages call the file
   */
  public static ConfigReading read(Path file, String name) {
    Place start = new Place(name, 1, 1);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return failed(
            start,
            "the file is larger than " + MAX_BYTES + " bytes",
            "split what is not Syncline's");
      }
      return parse(decode(bytes), name);
    } catch (NoSuchFileException e) {
      return failed(
          start, "there is no such file", "name it with -c FILE, or write one with: syncline init");
    } catch (CharacterCodingException e) {
      return failed(start, "the file is not in UTF-8", "save it in UTF-8");
    } catch (IOException e) {
      return failed(
          start,
          "the file cannot be read (" + e.getClass().getSimpleName() + ")",
          "check that it is a file that this user may read");
    }
  }

  /** Reads the text of a configuration. */
  public static ConfigReading parse(String text, String name) {
    YamlText yaml = new YamlText(name);
    Place start = new Place(name, 1, 1);
    return switch (yaml.parse(text)) {
      case YamlText.Result.Broken broken ->
          new ConfigReading(Optional.empty(), List.of(broken.finding()), List.of());
      case YamlText.Result.Empty _ ->
          failed(start, "the file is empty", "begin with version: 1, or use: syncline init");
      case YamlText.Result.Tree tree -> bind(yaml, tree.root(), start);
    };
  }

  private static ConfigReading bind(YamlText yaml, Node root, Place start) {
    Optional<Finding> otherVersion = otherVersion(yaml, root);
    if (otherVersion.isPresent()) {
      return new ConfigReading(Optional.empty(), List.of(otherVersion.get()), List.of());
    }
    Notebook notebook = new Notebook(new Places(start));
    Shape shape = Shapes.of(SynclineConfig.class);
    Optional<Object> config = new Binder(yaml, notebook).bind(shape, root, "");
    notebook.close();
    List<Finding> findings =
        notebook.findings().stream()
            .sorted(
                Comparator.comparingInt((Finding f) -> f.place().line())
                    .thenComparingInt(f -> f.place().column()))
            .toList();
    boolean usable = findings.stream().noneMatch(Finding::isError);
    return new ConfigReading(
        usable ? config.map(SynclineConfig.class::cast) : Optional.empty(),
        findings,
        notebook.settings());
  }

  /** A file of another version is not judged by the rules of this one. */
  private static Optional<Finding> otherVersion(YamlText yaml, Node root) {
    if (!(root instanceof MappingNode group)) {
      return Optional.empty();
    }
    for (NodeTuple tuple : group.getValue()) {
      boolean version =
          tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("version");
      if (version
          && tuple.getValueNode() instanceof ScalarNode value
          && value.getTag().equals(Tag.INT)
          && !value.getValue().equals(Integer.toString(SynclineConfig.VERSION))) {
        return Optional.of(
            Finding.error(
                yaml.place(value),
                "version " + value.getValue() + " of the format is not known",
                "write version: "
                    + SynclineConfig.VERSION
                    + ", or use the Syncline that wrote it"));
      }
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static ConfigReading failed(Place place, String message, String hint) {
    return new ConfigReading(
        Optional.empty(), List.of(Finding.error(place, message, hint)), List.of());
  }
}
