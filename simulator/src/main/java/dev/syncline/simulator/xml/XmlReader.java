package dev.syncline.simulator.xml;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a bounded document into elements. Document types and entities of its own are refused. */
public final class XmlReader {
  /** How deep elements lie within one another at most. */
  static final int MAX_DEPTH = 64;

  private XmlReader() {}

  /** A document that cannot be read; the message says why. */
  public static final class MalformedException extends Exception {
    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Reads a document as a whole.
   *
   * @param in bounded by the caller
   * @throws MalformedException if it is no well-formed XML, or has a document type
   */
  public static XmlElement read(InputStream in) throws MalformedException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new MalformedException("A document type declaration is not allowed.");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          XmlElement root = element(reader, 1);
          while (reader.hasNext()) {
            reader.next();
          }
          return root;
        }
      }
      throw new MalformedException("The document has no element.");
    } catch (XMLStreamException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private static XmlElement element(XMLStreamReader reader, int depth)
      throws XMLStreamException, MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("Elements lie more than " + MAX_DEPTH + " deep.");
    }
    String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    String name = reader.getLocalName();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    List<XmlElement> children = new ArrayList<>();
    var text = new StringBuilder();
    int event = reader.next();
    while (event != XMLStreamConstants.END_ELEMENT) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedException("The entity " + reader.getLocalName() + " is unknown.");
        default -> {}
      }
      event = reader.next();
    }
    return new XmlElement(namespace, name, attributes, children, text.toString());
  }
}
