package dev.syncline.simulator.outbound;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.SoapValues;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * A message as it is posted, and the reading of its answer. SOAP API Developer Guide, "Outbound
 * Messaging": empty fields are left out; since February 2026 the session id is empty.
 */
final class Envelope {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String OUTBOUND = "http://soap.sforce.com/2005/09/outbound";
  private static final String OBJECTS = "urn:sobject.enterprise.soap.sforce.com";

  private final Sender sender;

  /**
   * Who sends.
   *
   * @param orgId 18 characters
   * @param actionId 18 characters, prefix 04k
   * @param enterpriseUrl where the enterprise API answers
   * @param partnerUrl where the partner API answers
   */
  record Sender(String orgId, String actionId, String enterpriseUrl, String partnerUrl) {}

  /** A record with the id of its notification. */
  record Told(String notificationId, Row row) {}

  Envelope(Sender sender) {
    this.sender = sender;
  }

  String of(ObjectDefinition object, List<FieldDefinition> fields, List<Told> records) {
    var text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("soapenv", "Envelope", SOAP);
      out.writeNamespace("soapenv", SOAP);
      out.writeNamespace("xsd", XSD);
      out.writeNamespace("xsi", XSI);
      out.writeStartElement("soapenv", "Body", SOAP);
      out.writeStartElement("notifications");
      out.writeDefaultNamespace(OUTBOUND);
      element(out, "OrganizationId", sender.orgId());
      element(out, "ActionId", sender.actionId());
      out.writeEmptyElement("SessionId");
      out.writeAttribute("xsi", XSI, "nil", "true");
      element(out, "EnterpriseUrl", sender.enterpriseUrl());
      element(out, "PartnerUrl", sender.partnerUrl());
      for (Told told : records) {
        notification(out, object, fields, told);
      }
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a message could not be written", e);
    }
  }

  private static void notification(
      XMLStreamWriter out, ObjectDefinition object, List<FieldDefinition> fields, Told told)
      throws XMLStreamException {
    out.writeStartElement("Notification");
    element(out, "Id", told.notificationId());
    out.writeStartElement("sObject");
    out.writeAttribute("xsi", XSI, "type", "sf:" + object.name());
    out.writeNamespace("sf", OBJECTS);
    field(out, "Id", told.row().id());
    for (FieldDefinition field : fields) {
      Object value = told.row().value(field);
      if (value != null) {
        field(out, field.name(), SoapValues.text(field.type(), value));
      }
    }
    out.writeEndElement();
    out.writeEndElement();
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private static void field(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement("sf", name, OBJECTS);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  /** Whether an answer acknowledges the message: anything but {@code <Ack>true</Ack>} does not. */
  static boolean acknowledges(byte[] answer) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(answer));
      while (in.hasNext()) {
        boolean starts = in.next() == XMLStreamReader.START_ELEMENT;
        if (starts && in.getLocalName().equals("Ack") && OUTBOUND.equals(in.getNamespaceURI())) {
          return in.getElementText().strip().equals("true");
        }
      }
      return false;
    } catch (XMLStreamException e) {
      return false;
    }
  }
}
