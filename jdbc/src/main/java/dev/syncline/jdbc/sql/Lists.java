package dev.syncline.jdbc.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of statements over a list of things. */
public final class Lists {
  /** The most things of one statement; longer lists are cut into pieces. */
  public static final int MAX_PIECE = 1_000;

  private Lists() {}

  /** So many question marks, separated by commas; at least one. */
  public static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /** The values of the list behind those that stand first, in one array. */
  public static @Nullable Object[] parameters(Collection<?> list, @Nullable Object... first) {
    List<@Nullable Object> all = new ArrayList<>(first.length + list.size());
    Collections.addAll(all, first);
    all.addAll(list);
    return all.toArray();
  }

  /** The list in pieces of bounded size, in its order. */
  public static <T> List<List<T>> pieces(Collection<T> whole) {
    List<T> list = List.copyOf(whole);
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < list.size(); from += MAX_PIECE) {
      pieces.add(list.subList(from, Math.min(list.size(), from + MAX_PIECE)));
    }
    return pieces;
  }
}
