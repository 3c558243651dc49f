package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Keeps the last value as the object that a row answers with. Not for several threads. */
final class ValueCollector implements ValueSink {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private @Nullable Object value;

  /** The value that was received last. */
  @Nullable Object value() {
    return value;
  }

  @Override
  public void empty() {
    value = null;
  }

  @Override
  public void truth(boolean truth) {
    value = truth;
  }

  @Override
  public void integer(long number) {
    value = BigDecimal.valueOf(number);
  }

  @Override
  public void number(long unscaled, int scale) {
    number(BigDecimal.valueOf(unscaled, scale));
  }

  @Override
  public void number(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public void date(long epochDay) {
    value = LocalDate.ofEpochDay(epochDay);
  }

  @Override
  public void datetime(long epochSecond) {
    value = Instant.ofEpochSecond(epochSecond);
  }

  @Override
  public void time(long millisecondOfDay) {
    value = LocalTime.ofNanoOfDay(millisecondOfDay * 1_000_000);
  }

  @Override
  public void id(IdSpace space, long number) {
    value = space.id(number);
  }

  @Override
  public void startText() {
    text.reset();
  }

  @Override
  public void part(byte[] utf8) {
    text.write(utf8, 0, utf8.length);
  }

  @Override
  public void character(int ascii) {
    text.write(ascii);
  }

  @Override
  public void endText() {
    value = text.toString(StandardCharsets.UTF_8);
  }
}
