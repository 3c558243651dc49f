package dev.syncline.simulator.http;

import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlReader;
import java.io.ByteArrayInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies of requests in XML, read as the JSON that says the same: elements are properties, those
 * that come twice a list, values texts.
 */
final class XmlBodies {
  private XmlBodies() {}

  /**
   * The body whatever its root is called.
   *
   * @throws ApiException (400 XML_PARSER_ERROR) if it is no XML
   */
  static JsonNode read(byte[] body) {
    try {
      XmlElement root = XmlReader.read(new ByteArrayInputStream(body));
      return object(root);
    } catch (XmlReader.MalformedException e) {
      throw new ApiException(400, "XML_PARSER_ERROR", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode object(XmlElement element) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (XmlElement child : element.children()) {
      JsonNode before = object.get(child.name());
      JsonNode value = value(child);
      if (before == null) {
        object.set(child.name(), value);
      } else if (before instanceof ArrayNode list) {
        list.add(value);
      } else {
        object.set(child.name(), JsonNodeFactory.instance.arrayNode().add(before).add(value));
      }
    }
    String type = element.attributes().getOrDefault("type", "");
    if (!type.isEmpty()) {
      object.putObject("attributes").put("type", type);
    }
    return object;
  }

  private static JsonNode value(XmlElement element) {
    if (element.isNil()) {
      return JsonNodeFactory.instance.nullNode();
    }
    return element.children().isEmpty()
        ? JsonNodeFactory.instance.stringNode(element.text())
        : object(element);
  }
}
