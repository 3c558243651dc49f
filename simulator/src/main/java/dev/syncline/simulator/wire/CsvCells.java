package dev.syncline.simulator.wire;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.sample.ValueSink;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes cells into one growing buffer, each in quotes and followed by the delimiter. */
final class CsvCells implements ValueSink {
  private static final int START_BYTES = 1 << 16;
  private static final int LONGEST_SCALAR = 64;
  private static final byte[] TRUE = {'"', 't', 'r', 'u', 'e', '"'};
  private static final byte[] FALSE = {'"', 'f', 'a', 'l', 's', 'e', '"'};

  private final byte delimiter;
  private byte[] bytes = new byte[START_BYTES];
  private int length;

  CsvCells(byte delimiter) {
    this.delimiter = delimiter;
  }

  int size() {
    return length;
  }

  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  /** Puts the end of the line where the last cell's delimiter stands. */
  void replaceLastDelimiter(byte[] lineEnding) {
    reserve(lineEnding.length);
    length--;
    for (byte b : lineEnding) {
      bytes[length++] = b;
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private void quoteAndDelimit() {
    bytes[length++] = '"';
    bytes[length++] = delimiter;
  }

  @Override
  public void empty() {
    reserve(3);
    bytes[length++] = '"';
    quoteAndDelimit();
  }

  @Override
  public void truth(boolean value) {
    byte[] word = value ? TRUE : FALSE;
    reserve(word.length + 1);
    System.arraycopy(word, 0, bytes, length, word.length);
    length += word.length;
    bytes[length++] = delimiter;
  }

  @Override
  public void integer(long value) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    length = Digits.integer(value, bytes, length);
    quoteAndDelimit();
  }

  @Override
  public void number(long unscaled, int scale) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    length = Digits.number(unscaled, scale, bytes, length);
    quoteAndDelimit();
  }

  @Override
  public void number(BigDecimal value) {
    text(Digits.text(value).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void date(long epochDay) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    length = Dates.date(epochDay, bytes, length);
    quoteAndDelimit();
  }

  @Override
  public void datetime(long epochSecond) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    length = Dates.datetime(epochSecond, bytes, length);
    quoteAndDelimit();
  }

  @Override
  public void time(long millisecondOfDay) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    length = Dates.time(millisecondOfDay, bytes, length);
    quoteAndDelimit();
  }

  @Override
  public void id(IdSpace space, long number) {
    reserve(LONGEST_SCALAR);
    bytes[length++] = '"';
    space.write(number, bytes, length);
    length += RecordIds.LONG;
    quoteAndDelimit();
  }

  @Override
  public void startText() {
    reserve(1);
    bytes[length++] = '"';
  }

  @Override
  public void part(byte[] utf8) {
    reserve(2 * utf8.length);
    byte[] into = bytes;
    int at = length;
    for (byte b : utf8) {
      into[at++] = b;
      if (b == '"') {
        into[at++] = '"';
      }
    }
    length = at;
  }

  @Override
  public void character(int ascii) {
    reserve(2);
    bytes[length++] = (byte) ascii;
    if (ascii == '"') {
      bytes[length++] = '"';
    }
  }

  @Override
  public void endText() {
    reserve(2);
    quoteAndDelimit();
  }
}
