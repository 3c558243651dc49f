package dev.syncline.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The rules on words: names, comments and what must not be said in them. */
final class WordRules {
  private static final Pattern TASK = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b(?! #\\d+\\b)");

  private static final Pattern ACCESSOR = Pattern.compile("get\\p{Lu}.*");

  /**
   * Words for types that say nothing or that mean something else here, with what to say instead.
   */
  private static final Map<Pattern, String> TYPE_WORDS = new LinkedHashMap<>();

  /** The same for comments and for names in the code. */
  private static final Map<Pattern, String> PROSE_WORDS = new LinkedHashMap<>();

  static {
    String real = "name it after what it is or does";
    TYPE_WORDS.put(Pattern.compile(".*(Utils?|Helpers?|Manager|Impl)"), real);
    TYPE_WORDS.put(Pattern.compile("I\\p{Lu}\\p{Ll}.*"), "leave out the I");
    TYPE_WORDS.put(Pattern.compile("Abstract\\p{Lu}.*"), real);
    TYPE_WORDS.put(
        Pattern.compile(".*(D[Tt][Oo]|P[Oo][Jj][Oo]|Bean)"), "a record needs no such mark");
    TYPE_WORDS.put(Pattern.compile("SObject.*|.*SObject"), "the word is object");
    TYPE_WORDS.put(Pattern.compile(".*DeadLetter.*"), "the word is parked");
    PROSE_WORDS.put(Pattern.compile("(?i)white-?list"), "the word is allow-list");
    PROSE_WORDS.put(Pattern.compile("(?i)black-?list"), "the word is deny-list");
    PROSE_WORDS.put(Pattern.compile("(?i)\\bdead[- ]?letter"), "the word is parked");
    PROSE_WORDS.put(Pattern.compile("(?i)\\bsanity[- ]check"), "say what is checked");
  }

  private WordRules() {}

  /** A comment in {@code ///}: layout breaks long ones into plain comments. */
  static List<Problem> slashComments(SourceFile file) {
    return inComments(
        file,
        comment -> comment.text().startsWith("///") ? "a comment begins with ///" : null,
        "write /** ... */ for documentation and // for a remark");
  }

  /** A task left in a comment without the number of an issue. */
  static List<Problem> tasks(SourceFile file) {
    return inComments(
        file,
        comment -> {
          var task = TASK.matcher(comment.text());
          return task.find() ? "a comment says " + task.group(1) : null;
        },
        "do it, or name the issue that will: TODO #12");
  }

  /** A word in a comment that has a better one. */
  static List<Problem> prose(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    for (Comment comment : Comment.in(file.text())) {
      PROSE_WORDS.forEach(
          (word, remedy) -> {
            var found = word.matcher(comment.text());
            if (found.find()) {
              problems.add(
                  file.problem(comment.line(), "a comment says \"" + found.group() + "\"", remedy));
            }
          });
    }
    return problems;
  }

  /** A type with a name that says nothing. */
  static List<Problem> typeNames(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        String name = type.getSimpleName().toString();
        TYPE_WORDS.forEach(
            (word, remedy) -> {
              if (word.matcher(name).matches()) {
                problems.add(
                    file.problem(file.firstLine(type), "a type is called " + name, remedy));
              }
            });
        baseClass(type, name);
        return super.visitClass(type, nothing);
      }

      private void baseClass(ClassTree type, String name) {
        if (name.startsWith("Base") && has(type.getModifiers(), Modifier.ABSTRACT)) {
          problems.add(
              file.problem(
                  file.firstLine(type),
                  "a superclass is called " + name,
                  "base means the values both sides last agreed on"));
        }
      }
    }.scan(file.tree(), null);
    return problems;
  }

  /** A method of our own called {@code get...}. */
  static List<Problem> accessors(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        if (ACCESSOR.matcher(method.getName()).matches() && !overrides(method)) {
          problems.add(
              file.problem(
                  file.firstLine(method),
                  "a method is called " + method.getName() + "()",
                  "say the noun alone, or find, fetch or read"));
        }
        return super.visitMethod(method, nothing);
      }
    }.scan(file.tree(), null);
    return problems;
  }

  /** A test that sleeps. */
  static List<Problem> sleepsInTests(SourceFile file) {
    List<Problem> problems = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void nothing) {
        if (file.isTest() && call.getMethodSelect().toString().equals("Thread.sleep")) {
          problems.add(
              file.problem(
                  file.firstLine(call),
                  "a test sleeps",
                  "wait for the thing itself: a latch, a queue, a process, a condition"));
        }
        return super.visitMethodInvocation(call, nothing);
      }
    }.scan(file.tree(), null);
    return problems;
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private static boolean has(ModifiersTree modifiers, Modifier modifier) {
    return modifiers.getFlags().contains(modifier);
  }

  private static List<Problem> inComments(SourceFile file, Finding finding, String remedy) {
    List<Problem> problems = new ArrayList<>();
    for (Comment comment : Comment.in(file.text())) {
      String fact = finding.in(comment);
      if (fact != null) {
        problems.add(file.problem(comment.line(), fact, remedy));
      }
    }
    return problems;
  }

  /** Says what is wrong with a comment, or null. */
  @FunctionalInterface
  private interface Finding {
    @Nullable String in(Comment comment);
  }
}
