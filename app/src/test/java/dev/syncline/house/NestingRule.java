package dev.syncline.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule on how deep branches and loops may stand in each other. A chain of {@code else if} is
 * one level, {@code try} is none, and a lambda or an inner class begins anew.
 */
final class NestingRule extends TreeScanner<@Nullable Void, Integer> {
  static final int MAX_DEPTH = 3;

  private final SourceFile file;
  private final List<Problem> problems = new ArrayList<>();

  private NestingRule(SourceFile file) {
    this.file = file;
  }

  /** A branch or loop inside more than 3 others. */
  static List<Problem> check(SourceFile file) {
    var rule = new NestingRule(file);
    rule.scan(file.tree(), 0);
    return rule.problems;
  }

  @Override
  public @Nullable Void visitIf(IfTree branch, Integer depth) {
    int inside = enter(branch, depth);
    scan(branch.getThenStatement(), inside);
    boolean chained = branch.getElseStatement() instanceof IfTree;
    return scan(branch.getElseStatement(), chained ? depth : inside);
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree loop, Integer depth) {
    return super.visitForLoop(loop, enter(loop, depth));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, Integer depth) {
    return super.visitEnhancedForLoop(loop, enter(loop, depth));
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree loop, Integer depth) {
    return super.visitWhileLoop(loop, enter(loop, depth));
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree loop, Integer depth) {
    return super.visitDoWhileLoop(loop, enter(loop, depth));
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree branch, Integer depth) {
    return super.visitSwitch(branch, enter(branch, depth));
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, Integer depth) {
    return super.visitLambdaExpression(lambda, 0);
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, Integer depth) {
    return super.visitClass(type, 0);
  }

  private int enter(Tree statement, int depth) {
    if (depth == MAX_DEPTH) {
      problems.add(
          file.problem(
              file.firstLine(statement),
              "this stands inside " + MAX_DEPTH + " other branches or loops",
              "leave early, or give the inner part a name of its own"));
    }
    return depth + 1;
  }
}
