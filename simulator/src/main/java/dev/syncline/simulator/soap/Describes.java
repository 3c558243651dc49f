package dev.syncline.simulator.soap;

import dev.syncline.simulator.soap.RestCalls.Request;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What there is: {@code describeGlobal}, {@code describeSObject}, {@code describeSObjects}. The
 * partner WSDL has the parts of all these in the order of their names, which clients insist on.
 */
final class Describes {
  private static final int MAX_OBJECTS = 100;

  /** What REST tells and SOAP does not. */
  private static final Set<String> OF_REST_ALONE =
      Set.of("urls", "extendedBy", "extendsInterfaces", "sobjectDescribeOption");

  /** What must be there even without a value; other parts without one are left out. */
  private static final Set<String> NILLABLE =
      Set.of(
          "associateEntityType",
          "associateParentEntity",
          "defaultImplementation",
          "implementedBy",
          "implementsInterfaces",
          "keyPrefix",
          "networkScopeFieldName",
          "recordTypeId",
          "urlDetail",
          "urlEdit",
          "urlNew");

  private final RestCalls rest;

  Describes(RestCalls rest) {
    this.rest = rest;
  }

  /** {@code describeGlobal}. */
  void global(SoapCall call, XmlText out) throws IOException {
    JsonNode global = rest.make(call, Request.get(List.of("sobjects"), Map.of()));
    out.start("result");
    out.value("encoding", global.path("encoding").asString("UTF-8"));
    out.value("maxBatchSize", global.path("maxBatchSize").asString("200"));
    for (JsonNode object : global.path("sobjects")) {
      write(out, "sobjects", object, Map.of("idEnabled", true));
    }
    out.end();
  }

  /** {@code describeSObject}. */
  void one(SoapCall call, XmlText out) throws IOException {
    describe(call, call.required("sObjectType"), out);
  }

  /** {@code describeSObjects}. */
  void several(SoapCall call, XmlText out) throws IOException {
    List<XmlElement> types = call.operation().all("sObjectType");
    if (types.size() > MAX_OBJECTS) {
      throw new SoapFault(
          "EXCEEDED_ID_LIMIT", "cannot describe more than " + MAX_OBJECTS + " objects");
    }
    for (XmlElement type : types) {
      describe(call, type.text().strip(), out);
    }
  }

  private void describe(SoapCall call, String type, XmlText out) throws IOException {
    JsonNode described;
    try {
      described = rest.make(call, Request.get(List.of("sobjects", type, "describe"), Map.of()));
    } catch (SoapFault fault) {
      throw fault.code().equals("NOT_FOUND")
          ? new SoapFault("INVALID_TYPE", "sObject type '" + type + "' is not supported.")
          : fault;
    }
    JsonNode urls = described.path("urls");
    var more = new TreeMap<String, @Nullable Object>();
    more.put("idEnabled", true);
    more.put("urlDetail", urls.path("uiDetailTemplate").asString(null));
    more.put("urlEdit", urls.path("uiEditTemplate").asString(null));
    more.put("urlNew", urls.path("uiNewRecord").asString(null));
    write(out, "result", described, more);
  }

  private static void write(
      XmlText out, String name, JsonNode object, Map<String, @Nullable Object> more) {
    var parts = new TreeMap<String, @Nullable Object>(more);
    for (Map.Entry<String, JsonNode> part : object.properties()) {
      if (!OF_REST_ALONE.contains(part.getKey())) {
        parts.put(part.getKey(), part.getValue());
      }
    }
    out.start(name);
    parts.forEach(
        (part, value) -> {
          boolean anyType = part.equals("defaultValue") && object.has("soapType");
          if (anyType && value instanceof JsonNode scalar && !scalar.isNull()) {
            String type = scalar.isBoolean() ? "xsd:boolean" : "xsd:string";
            out.value(part, "xsi:type=\"" + type + "\"", scalar.asString());
          } else {
            write(out, part, value);
          }
        });
    out.end();
  }

  private static void write(XmlText out, String name, @Nullable Object value) {
    switch (value) {
      case JsonNode list when list.isArray() -> list.forEach(item -> write(out, name, item));
      case JsonNode object when object.isObject() -> write(out, name, object, Map.of());
      case JsonNode scalar when !scalar.isNull() -> out.value(name, scalar.asString());
      case JsonNode _ -> writeNothing(out, name);
      case null -> writeNothing(out, name);
      default -> out.value(name, value);
    }
  }

  private static void writeNothing(XmlText out, String name) {
    if (NILLABLE.contains(name)) {
      out.value(name, null);
    }
  }
}
