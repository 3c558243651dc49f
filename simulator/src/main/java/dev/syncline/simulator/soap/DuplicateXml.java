package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.DuplicateResult;
import dev.syncline.simulator.xml.XmlText;

/** What a duplicate rule found, as SOAP shows it. SOAP API Developer Guide, DuplicateResult. */
final class DuplicateXml {
  private DuplicateXml() {}

  static void write(XmlText out, DuplicateResult result) {
    out.start("duplicateResult");
    out.value("allowSave", result.allowSave());
    out.value("duplicateRule", result.rule());
    out.value("duplicateRuleEntityType", result.entityType());
    out.value("errorMessage", result.errorMessage());
    out.start("matchResults");
    out.value("entityType", result.entityType());
    out.value("matchEngine", "ExactMatchEngine");
    for (String id : result.matchIds()) {
      out.start("matchRecords").value("matchConfidence", "100.0");
      out.start("record", "xsi:type=\"sf:sObject\"");
      out.value("sf:type", result.entityType()).value("sf:Id", id).value("sf:Id", id);
      out.end().end();
    }
    out.value("rule", result.rule() + "_Match");
    out.value("size", result.matchIds().size());
    out.value("success", true);
    out.end().end();
  }
}
