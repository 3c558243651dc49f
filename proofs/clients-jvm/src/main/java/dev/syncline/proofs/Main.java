package dev.syncline.proofs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Drives a running simulated org with JVM clients of Salesforce: {@code run INSTANCE_JSON_FILE}.
 */
public final class Main {
  private Main() {}

  @FunctionalInterface
  private interface Proof {
    void run(Instance instance, Checks checks) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Instance instance = Instance.read(Path.of(arguments[0]));
    String only = arguments.length > 1 ? arguments[1] : "";
    Map<String, Proof> proofs = new LinkedHashMap<>();
    proofs.put("force-partner-api", SoapProof::run);
    proofs.put("force-wsc bulk", BulkOneProof::run);
    proofs.put("camel-salesforce REST", CamelRestProof::run);
    proofs.put("camel-salesforce Bulk", CamelBulkProof::run);
    proofs.put("camel-salesforce Pub/Sub", CamelPubSubProof::run);
    int count = 0;
    var failures = new ArrayList<String>();
    var counts = new ArrayList<String>();
    for (Map.Entry<String, Proof> proof : proofs.entrySet()) {
      if (proof.getKey().contains(only)) {
        var checks = new Checks(proof.getKey());
        checks.part("the whole", () -> proof.getValue().run(instance, checks));
        count += checks.count();
        failures.addAll(checks.failures());
        counts.add("\"" + proof.getKey() + "\":" + checks.count());
      }
    }
    System.out.println(
        "{\"checks\":%d,\"failed\":%d,\"clients\":{%s},\"failures\":%s}"
            .formatted(count, failures.size(), String.join(",", counts), list(failures)));
    System.exit(failures.isEmpty() && count > 0 ? 0 : 1);
  }

  private static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .toList()
        .toString();
  }
}
