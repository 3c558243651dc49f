package dev.syncline.simulator.sample;

import dev.syncline.simulator.sample.Vocabulary.NamePool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The names of an object's people: first, last and mail name of a record belong together. */
final class People {
  /** How often each pool of {@link Vocabulary#NAMES} is drawn, in a hundred. */
  private static final int[] WEIGHTS = {62, 12, 2, 5, 2, 3, 4, 2, 3, 1, 2, 2};

  private static final NamePool[] BY_PERCENT = byPercent();
  private static final byte[] SPACE = {' '};

  private final long salt;

  People(long salt) {
    this.salt = salt;
  }

  private static NamePool[] byPercent() {
    var pools = new NamePool[100];
    int at = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      for (int n = 0; n < WEIGHTS[i]; n++) {
        pools[at++] = Vocabulary.NAMES[i];
      }
    }
    if (at != pools.length) {
      throw new IllegalStateException("the weights of the name pools add up to " + at);
    }
    return pools;
  }

  private static NamePool pool(long bits) {
    return BY_PERCENT[(int) Draw.below(bits, 100)];
  }

  private static long draw(long bits, int which) {
    return Draw.mix(bits + which);
  }

  private Word given(long index, int which) {
    long bits = Draw.bits(index, salt);
    return TextColumns.pick(pool(bits).first(), draw(bits, which));
  }

  private Word family(long index) {
    long bits = Draw.bits(index, salt);
    return TextColumns.pick(pool(bits).last(), draw(bits, 2));
  }

  /** A part of names: a word, or null where the part is empty. */
  interface NamePart extends LongFunction<@Nullable Word>, Column {
    @Override
    default void emit(long index, ValueSink sink) {
      Word word = apply(index);
      if (word == null) {
        sink.empty();
      } else {
        sink.text(word.utf8());
      }
    }
  }

  NamePart first(Column.Emptiness emptiness) {
    return index -> emptiness.at(index) ? null : given(index, 1);
  }

  /** A second given name, of the same language. */
  NamePart middle(Column.Emptiness emptiness) {
    return index -> emptiness.at(index) ? null : given(index, 3);
  }

  NamePart last(Column.Emptiness emptiness) {
    return index -> emptiness.at(index) ? null : family(index);
  }

  NamePart suffix(Column.Emptiness emptiness) {
    return index ->
        emptiness.at(index)
            ? null
            : TextColumns.pick(Vocabulary.SUFFIXES, Draw.bits(index, salt + 4));
  }

  /** The parts that are not empty, with spaces between them. */
  static Column whole(List<NamePart> parts) {
    List<NamePart> kept = new ArrayList<>(parts);
    return (index, sink) -> {
      boolean started = false;
      sink.startText();
      for (NamePart part : kept) {
        Word word = part.apply(index);
        if (word != null) {
          if (started) {
            sink.part(SPACE);
          }
          sink.part(word.utf8());
          started = true;
        }
      }
      sink.endText();
    };
  }

  /** The given name in ASCII, as a part of a text. */
  void firstAscii(long index, ValueSink sink) {
    long bits = Draw.bits(index, salt);
    sink.part(TextColumns.pick(pool(bits).firstAscii(), draw(bits, 1)).utf8());
  }

  /** The family name in ASCII, as a part of a text. */
  void lastAscii(long index, ValueSink sink) {
    long bits = Draw.bits(index, salt);
    sink.part(TextColumns.pick(pool(bits).lastAscii(), draw(bits, 2)).utf8());
  }
}
