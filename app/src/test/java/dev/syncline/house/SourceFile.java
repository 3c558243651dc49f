package dev.syncline.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import java.util.List;

/**
 * One Java source file, read and parsed.
 *
 * @param name its path relative to the root of the checkout, with forward slashes
 * @param text what it holds
 * @param tree its syntax tree
 * @param trees finds positions and documentation in the tree
 */
record SourceFile(String name, String text, CompilationUnitTree tree, DocTrees trees) {
  /** The lines of the text, without their ends. */
  List<String> lines() {
    return text.lines().toList();
  }

  /** The line, from 1, a piece of the tree begins at. */
  long firstLine(Tree piece) {
    return lineAt(trees.getSourcePositions().getStartPosition(tree, piece));
  }

  /** The line, from 1, a piece of the tree ends at. */
  long lastLine(Tree piece) {
    return lineAt(trees.getSourcePositions().getEndPosition(tree, piece));
  }

  private long lineAt(long position) {
    return tree.getLineMap().getLineNumber(position);
  }

  boolean isTest() {
    return name.contains("/src/test/");
  }

  boolean isPackageInfo() {
    return name.endsWith("package-info.java");
  }

  /** The folder the file lies in, relative to the root of the checkout. */
  String folder() {
    return name.substring(0, name.lastIndexOf('/'));
  }

  Problem problem(long line, String fact, String remedy) {
    return new Problem(name, line, fact, remedy);
  }
}
