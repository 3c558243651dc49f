package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Accounts and opportunities made by chance, few values each so that they often meet. */
public final class RandomOpportunities {
  private static final List<String> NAMES = List.of("a", "A", "b", "ab", "BA", "bab", "Cab", "é");

  private final Schema schema = SampleSchema.schema();
  private final MemorySnapshot snapshot = new MemorySnapshot(schema);
  private final Map<String, Map<String, Object>> rows = new TreeMap<>();

  public RandomOpportunities(RandomGenerator random, int count) {
    ObjectDefinition account = schema.object("Account").orElseThrow();
    ObjectDefinition opportunity = schema.object("Opportunity").orElseThrow();
    Map<String, String> accountNames = new HashMap<>();
    for (int i = 1; i <= 8; i++) {
      String id = SampleOrg.id("001", i);
      Map<String, Object> values = new HashMap<>();
      if (random.nextInt(5) > 0) {
        values.put("Name", NAMES.get(random.nextInt(NAMES.size())));
        accountNames.put(id, (String) values.get("Name"));
      }
      snapshot.put(account, new MemoryRow(id, values, false));
    }
    for (int i = 1; i <= count; i++) {
      String id = SampleOrg.id("006", i);
      Map<String, Object> values = values(random);
      boolean deleted = random.nextInt(10) == 0;
      snapshot.put(opportunity, new MemoryRow(id, values, deleted));
      if (!deleted) {
        Map<String, Object> seen = new HashMap<>(values);
        seen.put("Id", id);
        Object accountName = accountNames.get(String.valueOf(values.get("AccountId")));
        if (accountName != null) {
          seen.put("Account.Name", accountName);
        }
        rows.put(id, seen);
      }
    }
  }

  private static Map<String, Object> values(RandomGenerator random) {
    Map<String, Object> values = new HashMap<>();
    values.put("Name", NAMES.get(random.nextInt(NAMES.size())));
    if (random.nextInt(4) > 0) {
      values.put("StageName", NAMES.get(random.nextInt(NAMES.size())));
    }
    if (random.nextInt(4) > 0) {
      values.put("Amount", new BigDecimal(random.nextInt(-3, 4)).setScale(random.nextInt(3)));
    }
    if (random.nextInt(4) > 0) {
      values.put("CloseDate", LocalDate.parse("2026-11-21").plusDays(random.nextInt(-6, 7)));
    }
    if (random.nextInt(4) > 0) {
      values.put("AccountId", SampleOrg.id("001", random.nextInt(1, 9)));
    }
    return values;
  }

  public Schema schema() {
    return schema;
  }

  public MemorySnapshot snapshot() {
    return snapshot;
  }

  /**
   * The opportunities outside the recycle bin in the order of their ids, as the oracle sees them.
   */
  public List<Map<String, Object>> rows() {
    return List.copyOf(rows.values());
  }
}
