package dev.syncline.simulator.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a request. Names are local ones: where namespaces matter, the reader asks for them.
 *
 * @param attributes by local name
 * @param text the characters directly within, in one piece
 */
public record XmlElement(
    String namespace,
    String name,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text) {
  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** The first child of this name. */
  public Optional<XmlElement> find(String child) {
    return children.stream().filter(element -> element.name.equals(child)).findFirst();
  }

  /** All children of this name. */
  public List<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name.equals(child)).toList();
  }

  /** The stripped text of the first child of this name; empty when it is absent or nil. */
  public Optional<String> textOf(String child) {
    return find(child).filter(element -> !element.isNil()).map(element -> element.text.strip());
  }

  /** The stripped texts of all children of this name. */
  public List<String> textsOf(String child) {
    return all(child).stream().map(element -> element.text.strip()).toList();
  }

  /** Whether the element says that it has no value. */
  public boolean isNil() {
    String nil = attributes.getOrDefault("nil", "");
    return nil.equals("true") || nil.equals("1");
  }
}
