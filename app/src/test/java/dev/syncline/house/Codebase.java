package dev.syncline.house;

import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The sources of every module of this checkout, as texts and as syntax trees. */
final class Codebase {
  /** The root of the checkout; the build hands it in. */
  static final Path ROOT =
      Path.of(System.getProperty("syncline.root", "..")).toAbsolutePath().normalize();

  private Codebase() {}

  /** Every Java file below a module's {@code src}, by its path relative to the root. */
  static Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(Codebase::isModule).toList()) {
        addTexts(module.resolve("src"), texts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static boolean isModule(Path folder) {
    return Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("src"));
  }

  private static void addTexts(Path folder, Map<String, String> texts) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = ROOT.relativize(file).toString().replace('\\', '/');
        texts.put(name, Files.readString(file));
      }
    }
  }

  /** Parses texts, each under the name it is given with. */
  static List<SourceFile> parse(Map<String, String> texts) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> sources = new ArrayList<>();
    texts.forEach((name, text) -> sources.add(new TextSource(name, text)));
    var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
    var trees = DocTrees.instance(task);
    List<SourceFile> files = new ArrayList<>();
    try {
      for (var tree : task.parse()) {
        String name = tree.getSourceFile().toUri().getPath().substring(1);
        String text = Objects.requireNonNull(texts.get(name), name);
        files.add(new SourceFile(name, text, tree, trees));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(files);
  }

  /** A source that is a text in memory. */
  static final class TextSource extends SimpleJavaFileObject {
    private final String text;

    TextSource(String name, String text) {
      super(URI.create("text:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
