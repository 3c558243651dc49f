package dev.syncline.simulator.sample;

import java.nio.charset.StandardCharsets;

/** Columns of words, sentences and digits. */
final class TextColumns {
  private static final byte[] SPACE = {' '};
  private static final byte[] NEW_LINE = {'\n'};
  private static final int USUAL_LONG = 400;
  private static final int RARELY_LONG = 32_000;

  private TextColumns() {}

  /** One of the words that are short enough; a code when none is. */
  static Column oneOf(Word[] words, int length, long salt) {
    Word[] fitting = Vocabulary.only(words, word -> word.length() <= length);
    if (fitting.length == 0) {
      return digits(Math.max(1, length), salt);
    }
    return (index, sink) -> sink.text(pick(fitting, Draw.bits(index, salt)).utf8());
  }

  static Word pick(Word[] words, long bits) {
    return words[(int) Draw.below(bits, words.length)];
  }

  /** A text of one line. */
  static Column line(int length, long salt) {
    return oneOf(Vocabulary.only(Vocabulary.SENTENCES, Word::isSingleLine), length, salt);
  }

  /** Several sentences: mostly some hundred characters, one in 2,000 times up to 32,000. */
  static Column paragraphs(Word[] sentences, int length, long salt) {
    Word[] fitting = Vocabulary.only(sentences, word -> word.length() <= length);
    if (fitting.length == 0) {
      return digits(Math.max(1, length), salt);
    }
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      boolean rare = Draw.below(bits, 2_000) == 0;
      int most = Math.min(length, rare ? RARELY_LONG : USUAL_LONG);
      long target = 1 + Draw.below(Draw.next(bits), most);
      emitSentences(fitting, target, bits, sink);
    };
  }

  private static void emitSentences(Word[] sentences, long target, long draw, ValueSink sink) {
    long bits = draw;
    Word word = pick(sentences, Draw.mix(bits));
    long used = word.length();
    sink.startText();
    sink.part(word.utf8());
    while (true) {
      bits = Draw.next(bits);
      word = pick(sentences, bits);
      used += 1 + word.length();
      if (used > target) {
        break;
      }
      sink.part(Draw.chance(Draw.mix(bits), 15) ? NEW_LINE : SPACE);
      sink.part(word.utf8());
    }
    sink.endText();
  }

  /** Decimal digits, the first not zero; as many as fit in 12. */
  static Column digits(int length, long salt) {
    int most = Math.min(12, length);
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      sink.startText();
      sink.character('1' + (int) Draw.below(bits, 9));
      for (int i = 1; i < most; i++) {
        bits = bits * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        sink.character('0' + (int) Draw.below(bits, 10));
      }
      sink.endText();
    };
  }

  /** A year of foundation. */
  static Column year(long salt) {
    return (index, sink) ->
        DigitParts.text(1_900 + Draw.below(Draw.bits(index, salt), 120), 4, sink);
  }

  /** Two to four capital letters. */
  static Column ticker(long salt) {
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      int count = 2 + (int) Draw.below(bits, 3);
      sink.startText();
      for (int i = 0; i < count; i++) {
        bits = Draw.next(bits);
        sink.character('A' + (int) Draw.below(bits, 26));
      }
      sink.endText();
    };
  }

  /** A number in some country's spelling. */
  static Column phone(int length, long salt) {
    if (length < 20) {
      return digits(length, salt);
    }
    byte[][] patterns = {
      bytes("(###) ###-####"),
      bytes("+1 ### ### ####"),
      bytes("###.###.#### x###"),
      bytes("+49 89 ########"),
      bytes("+33 # ## ## ## ##"),
      bytes("0##-####-####"),
      bytes("+44 (0)20 #### ####"),
      bytes("##########")
    };
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      pattern(patterns[(int) Draw.below(bits, patterns.length)], Draw.next(bits), sink);
    };
  }

  static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** A whole text after a pattern: # a digit, @ a capital letter, all else itself. */
  static void pattern(byte[] pattern, long draw, ValueSink sink) {
    sink.startText();
    patternPart(pattern, draw, sink);
    sink.endText();
  }

  static void patternPart(byte[] pattern, long draw, ValueSink sink) {
    long bits = draw;
    for (byte b : pattern) {
      if (b == '#') {
        sink.character('0' + (int) Draw.below(bits, 10));
        bits = bits * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      } else if (b == '@') {
        sink.character('A' + (int) Draw.below(bits, 26));
        bits = bits * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      } else {
        sink.character(b);
      }
    }
  }
}
