package dev.syncline.simulator.sample;

import dev.syncline.simulator.sample.Vocabulary.Place;
import java.util.Optional;

/** The components of one compound address: they belong to one place, or are empty together. */
final class AddressColumns {
  private static final byte[] NEW_LINE = {'\n'};
  private static final byte[] CARRIAGE_RETURN = {'\r', '\n'};
  private static final byte[] ACCURACY = TextColumns.bytes("Address");

  private final Column.Emptiness emptiness;
  private final long salt;

  AddressColumns(Column.Emptiness emptiness) {
    this.emptiness = emptiness;
    this.salt = emptiness.salt();
  }

  /** The column of a component by the end of its name; empty when it is no part of an address. */
  Optional<Column> component(String name, int length) {
    if (name.endsWith("Street")) {
      return Optional.of(this::street);
    } else if (name.endsWith("City")) {
      return Optional.of((index, sink) -> word(index, sink, place(index).city()));
    } else if (name.endsWith("State")) {
      return Optional.of((index, sink) -> word(index, sink, place(index).state()));
    } else if (name.endsWith("PostalCode")) {
      return Optional.of(this::postalCode);
    } else if (name.endsWith("Country")) {
      return Optional.of((index, sink) -> word(index, sink, place(index).country()));
    } else if (name.endsWith("Latitude")) {
      return Optional.of((index, sink) -> degrees(index, sink, true));
    } else if (name.endsWith("Longitude")) {
      return Optional.of((index, sink) -> degrees(index, sink, false));
    } else if (name.endsWith("GeocodeAccuracy") && length >= ACCURACY.length) {
      return Optional.of(this::accuracy);
    }
    return Optional.empty();
  }

  private boolean isEmpty(long index) {
    return emptiness.at(index);
  }

  private long bits(long index) {
    return Draw.bits(index, salt);
  }

  private Place place(long index) {
    return Vocabulary.PLACES[(int) Draw.below(bits(index), Vocabulary.PLACES.length)];
  }

  private void word(long index, ValueSink sink, Word word) {
    if (isEmpty(index) || word.length() == 0) {
      sink.empty();
    } else {
      sink.text(word.utf8());
    }
  }

  private void street(long index, ValueSink sink) {
    if (isEmpty(index)) {
      sink.empty();
      return;
    }
    long bits = Draw.mix(bits(index));
    sink.startText();
    DigitParts.part(1 + Draw.below(bits, 9_999), 1, sink);
    sink.character(' ');
    bits = Draw.next(bits);
    sink.part(TextColumns.pick(Vocabulary.STREETS, bits).utf8());
    bits = Draw.next(bits);
    if (Draw.chance(bits, 22)) {
      sink.part(Draw.chance(Draw.mix(bits), 20) ? CARRIAGE_RETURN : NEW_LINE);
      bits = Draw.next(bits);
      TextColumns.patternPart(
          TextColumns.pick(Vocabulary.UNITS, bits).utf8(), Draw.next(bits), sink);
    }
    sink.endText();
  }

  private void postalCode(long index, ValueSink sink) {
    byte[] pattern = place(index).postalPattern();
    if (isEmpty(index) || pattern.length == 0) {
      sink.empty();
    } else {
      TextColumns.pattern(pattern, Draw.mix(bits(index) + 1), sink);
    }
  }

  /** Most addresses have no geocode; the others lie within 0.05 degrees of their place. */
  private boolean isGeocoded(long index) {
    return !isEmpty(index) && Draw.chance(Draw.mix(bits(index) + 2), 35);
  }

  private void degrees(long index, ValueSink sink, boolean north) {
    if (!isGeocoded(index)) {
      sink.empty();
      return;
    }
    Place place = place(index);
    long offset = Draw.below(Draw.mix(bits(index) + (north ? 3 : 4)), 100_001) - 50_000;
    sink.number((north ? place.latitude() : place.longitude()) + offset, 6);
  }

  /**
   * A component of a geolocation field, with as many digits as it keeps.
   *
   * @param scale digits after the point
   */
  Column location(boolean north, int scale) {
    int kept = Math.min(6, scale);
    long unit = DigitParts.power(6 - kept);
    return (index, sink) -> {
      if (isEmpty(index)) {
        sink.empty();
      } else {
        Place place = place(index);
        long offset = Draw.below(Draw.mix(bits(index) + (north ? 3 : 4)), 100_001) - 50_000;
        sink.number(((north ? place.latitude() : place.longitude()) + offset) / unit, kept);
      }
    };
  }

  private void accuracy(long index, ValueSink sink) {
    if (isGeocoded(index)) {
      sink.text(ACCURACY);
    } else {
      sink.empty();
    }
  }
}
