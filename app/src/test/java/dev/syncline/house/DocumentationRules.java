package dev.syncline.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The rules on what must be said: every room and every public type says what it is. */
final class DocumentationRules {
  private DocumentationRules() {}

  /**
   * A folder of sources without a package-info, in the tests only where the main sources have none.
   */
  static List<Problem> missingPackageInfo(List<SourceFile> files) {
    Set<String> explained =
        files.stream()
            .filter(SourceFile::isPackageInfo)
            .map(SourceFile::folder)
            .collect(Collectors.toSet());
    Set<String> folders =
        files.stream().map(SourceFile::folder).collect(Collectors.toCollection(TreeSet::new));
    List<Problem> problems = new ArrayList<>();
    for (String folder : folders) {
      boolean explainedInMain = explained.contains(folder.replace("/src/test/", "/src/main/"));
      if (!explained.contains(folder) && !explainedInMain) {
        problems.add(
            new Problem(
                folder + "/package-info.java",
                1,
                "the package has no package-info",
                "write one that says what the room is for, marked @NullMarked"));
      }
    }
    return problems;
  }

  /**
   * A package-info that leaves out the mark that no type is null, or, in the main sources, what the
   * room is for.
   */
  static List<Problem> packageInfo(SourceFile file) {
    if (!file.isPackageInfo()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    var declaration = file.tree().getPackage();
    boolean marked =
        declaration.getAnnotations().stream()
            .anyMatch(
                annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
    if (!marked) {
      problems.add(file.problem(1, "the package is not @NullMarked", "mark it"));
    }
    if (!file.isTest() && !file.text().stripLeading().startsWith("/**")) {
      problems.add(file.problem(1, "the package has no documentation", "say what the room is for"));
    }
    return problems;
  }

  /** A public type of the main sources whose documentation has no first sentence. */
  static List<Problem> firstSentence(SourceFile file) {
    if (file.isTest()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        if (isPublic(getCurrentPath(), type)) {
          if (!hasFirstSentence(file, getCurrentPath())) {
            problems.add(
                file.problem(
                    file.firstLine(type),
                    "the public type " + type.getSimpleName() + " has no first sentence",
                    "say in one sentence what it is, in the words of the design"));
          }
          return super.visitClass(type, nothing);
        }
        return null;
      }
    }.scan(file.tree(), null);
    return problems;
  }

  private static boolean isPublic(TreePath path, ClassTree type) {
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
        || path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
  }

  private static boolean hasFirstSentence(SourceFile file, TreePath path) {
    var documentation = file.trees().getDocCommentTree(path);
    return documentation != null && !documentation.getFirstSentence().isEmpty();
  }
}
