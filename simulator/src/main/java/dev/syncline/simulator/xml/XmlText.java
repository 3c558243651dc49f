package dev.syncline.simulator.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** XML while it is written, element by element. Not for several threads. */
public final class XmlText {
  private static final String NIL = " xsi:nil=\"true\"";

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Starts a document. */
  public XmlText() {
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }

  /** Opens an element. */
  public XmlText start(String name) {
    return start(name, "");
  }

  /**
   * Opens an element with attributes.
   *
   * @param attributes as they stand in the tag, such as {@code xsi:type="sf:sObject"}; escaped by
   *     the caller
   */
  public XmlText start(String name, String attributes) {
    text.append('<').append(name);
    if (!attributes.isEmpty()) {
      text.append(' ').append(attributes);
    }
    text.append('>');
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public XmlText end() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element with a text; without a value it is nil. */
  public XmlText value(String name, @Nullable Object value) {
    if (value == null) {
      text.append('<').append(name).append(NIL).append("/>");
      return this;
    }
    start(name);
    escape(value.toString());
    return end();
  }

  /** An element with attributes and a text; see {@link #start(String, String)}. */
  public XmlText value(String name, String attributes, String value) {
    start(name, attributes);
    escape(value);
    return end();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#xD;");
        default -> {
          // Characters that XML 1.0 does not have cannot be sent at all.
          boolean allowed = c >= ' ' || c == '\n' || c == '\t';
          text.append(allowed && c != '\uFFFE' && c != '\uFFFF' ? c : '?');
        }
      }
    }
  }

  /** Takes what has been written so far, so that long documents need not be held. */
  public String take() {
    String written = text.toString();
    text.setLength(0);
    return written;
  }

  /** The whole text, every element closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("the element " + open.peek() + " is open");
    }
    return text.toString();
  }
}
