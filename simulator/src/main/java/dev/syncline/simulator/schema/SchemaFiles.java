package dev.syncline.simulator.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads schemas: the standard objects that come along, and a user's own files, in YAML or as the
 * describes of a real org ({@code .json}).
 */
public final class SchemaFiles {
  /** The largest schema file that is read, in bytes. */
  public static final long MAX_FILE_BYTES = 4 << 20;

  /** The largest file of describes that is read, in bytes. */
  public static final long MAX_DESCRIBE_BYTES = 64 << 20;

  private static final List<String> STANDARD =
      List.of(
          "Account",
          "Contact",
          "Lead",
          "Opportunity",
          "Task",
          "User",
          "Organization",
          "Profile",
          "UserRole",
          "Group",
          "RecordType",
          "PermissionSet",
          "PushTopic",
          "StreamingChannel",
          "Case",
          "Event",
          "Campaign",
          "CampaignMember",
          "Product2",
          "Pricebook2",
          "PricebookEntry",
          "OpportunityLineItem",
          "OpportunityContactRole",
          "AccountContactRelation",
          "Asset",
          "Contract",
          "Order",
          "OrderItem",
          "Individual",
          "DandbCompany",
          "BusinessProcess",
          "UserLicense",
          "PermissionSetLicense",
          "QueueRoutingConfig");

  private final Problems problems = new Problems();
  private final Map<String, ObjectDraft> drafts = new LinkedHashMap<>();

  private SchemaFiles() {}

  /** The standard objects as a new org has them. */
  public static Schema standard() {
    return load(List.of());
  }

  /**
   * The standard objects with a user's custom objects and fields.
   *
   * @throws SchemaException if a file is missing, unreadable or wrong; it lists every problem
   */
  public static Schema load(List<Path> files) {
    return load(files, List.of());
  }

  /**
   * The standard objects with a user's custom objects and fields, changed afterwards.
   *
   * @param changes texts of the same format as the files, in the order in which they were made
   * @throws SchemaException if a file or a change is wrong; it lists every problem
   */
  public static Schema load(List<Path> files, List<String> changes) {
    var load = new SchemaFiles();
    STANDARD.forEach(load::readStandard);
    files.forEach(load::readFile);
    for (int i = 0; i < changes.size(); i++) {
      load.problems.enter("change " + (i + 1));
      load.read(changes.get(i), false);
    }
    load.problems.throwIfAny();
    KeyPrefixes.assign(load.drafts.values(), load.problems);
    var schema =
        new Schema(
            load.drafts.values().stream()
                .filter(draft -> !draft.dropped)
                .map(ObjectDraft::build)
                .toList());
    References.check(schema, load.drafts, load.problems);
    RulesCheck.check(schema, load.drafts, load.problems);
    load.problems.throwIfAny();
    return schema;
  }

  private void readStandard(String object) {
    String resource = "standard/" + object + ".yaml";
    problems.enter(resource);
    try (InputStream in = SchemaFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        problems.inFile("the file is not in the jar", "build the simulator again");
      } else {
        read(new String(in.readAllBytes(), StandardCharsets.UTF_8), true);
      }
    } catch (IOException e) {
      problems.inFile("cannot be read: " + e.getMessage(), "build the simulator again");
    }
  }

  /** Whether a file holds describes of a real org, in place of declarations in YAML. */
  static boolean isDescribe(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private void readFile(Path file) {
    problems.enter(file.toString());
    try {
      long most = isDescribe(file) ? MAX_DESCRIBE_BYTES : MAX_FILE_BYTES;
      if (Files.size(file) > most) {
        problems.inFile("larger than " + most + " bytes", "split it into several files");
      } else if (isDescribe(file)) {
        new DescribeReader(drafts, problems).read(Files.readString(file));
      } else {
        read(Files.readString(file), false);
      }
    } catch (IOException e) {
      problems.inFile(
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "check that the file exists, is UTF-8 and may be read");
    }
  }

  private void read(String text, boolean standard) {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
      problems.at(line, column, "no YAML: " + e.getProblem(), "correct the line");
      return;
    } catch (YamlEngineException e) {
      problems.inFile("no YAML: " + e.getMessage(), "correct the file");
      return;
    }
    if (root.isEmpty()) {
      problems.inFile("is empty", "start it with objects:");
      return;
    }
    YamlMap map = YamlMap.of(problems, root.get());
    var reader = new ObjectReader(drafts, standard);
    map.map("objects").ifPresent(objects -> objects.forEach(reader::read));
    map.map(OutboundMessageFiles.KEY);
    if (!map.has("objects") && !map.has(OutboundMessageFiles.KEY)) {
      map.problem("nothing is declared", "start the file with objects:");
    }
    map.rejectOthers();
  }
}
