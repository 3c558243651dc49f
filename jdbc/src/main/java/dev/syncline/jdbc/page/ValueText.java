package dev.syncline.jdbc.page;

import dev.syncline.model.Value;
import org.jspecify.annotations.Nullable;

/** Values as text parameters, in the form in which a dialect reads them. */
public final class ValueText {
  private ValueText() {}

  /** The text; null for no value. */
  public static @Nullable String of(Value value, StageLine.Forms forms) {
    return switch (value) {
      case Value.Null _ -> null;
      case Value.Text text -> text.text();
      case Value.Bool bool -> String.valueOf(bool.truth() ? forms.yes() : forms.no());
      case Value.Numeric numeric -> numeric.number().toPlainString();
      case Value.Day day -> {
        var out = new Bytes();
        TimeText.putDate(out, day.date());
        yield out.toString();
      }
      case Value.Moment moment -> {
        var out = new Bytes();
        TimeText.putMoment(out, moment.instant(), ' ');
        out.putAscii(forms.momentSuffix());
        yield out.toString();
      }
      case Value.TimeOfDay time -> {
        var out = new Bytes();
        TimeText.putTime(out, time.time());
        yield out.toString();
      }
      case Value.Compound _ -> BaseText.write(value);
    };
  }
}
