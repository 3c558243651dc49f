package dev.syncline.engine.mapping;

import dev.syncline.model.FieldName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some lines of a mapping, to be carried without the others.
 *
 * @param whole the mapping with all of its lines
 * @param narrow the same with these lines alone; what bases hold of the others stays
 */
public record Narrowing(ResolvedMapping whole, ResolvedMapping narrow) {
  /** A mapping narrowed to these lines; those that it has not are left out. */
  public static Narrowing of(ResolvedMapping whole, Collection<FieldName> lines) {
    List<FieldBinding> wanted =
        whole.bindings().stream().filter(b -> lines.contains(b.field().name())).toList();
    List<FieldBinding> others =
        Stream.concat(
                whole.bindings().stream().filter(b -> !wanted.contains(b)),
                whole.outOfService().stream())
            .toList();
    return new Narrowing(
        whole,
        new ResolvedMapping(
            whole.mapping(),
            whole.object(),
            whole.table(),
            whole.rowKey(),
            wanted,
            whole.rows(),
            others));
  }

  /** The values of a base in the order of all lines, from those in the order of the narrow ones. */
  public <T> List<Optional<T>> inOrder(List<Optional<T>> values) {
    List<FieldBinding> narrow = this.narrow.remembered();
    return whole.remembered().stream().map(b -> values.get(narrow.indexOf(b))).toList();
  }
}
