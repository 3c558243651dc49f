package dev.syncline.salesforce.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkOperation.Kind;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.FunctionTransport;
import dev.syncline.salesforce.testing.Shapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of results that come shuffled, in parts, twice or not at all. */
class BulkIngestTest {
  private static final String HANDLE = "INGEST:68.0:750000000000001AAA";
  private static final FieldName KEY = new FieldName("Key__c");

  private final Map<String, String> files = new HashMap<>();
  private final ApiFixture fixture = new ApiFixture(this::answer);

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_row_gets_its_own_result_over_two_hundred_seeds(Kind kind) {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<RecordWrite> writes = writes(kind, 60);
      Map<String, String> expected = outcome(kind, writes, random);
      Map<String, String> seen = new HashMap<>();

      job(kind)
          .results(
              writes, result -> assertThat(seen.put(result.row().value(), shown(result))).isNull());

      assertThat(seen).as("seed " + seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Key__c|",
        "Key__c|003000000000001AAA,true,k9|",
        "Key__c|003000000000001AAA,true,k0|003000000000001AAA,true,k0|",
        "Key__c|003000000000001AAA,true|",
        "Key__c|,true,k0|",
        "Text__c|003000000000001AAA,true,k0|",
        "Key__c|003000000000001AAA,true,\"k0"
      })
  void results_that_do_not_account_for_every_row_once_are_refused_whole(String lines) {
    String file = lines.isEmpty() ? "" : "sf__Id,sf__Created," + lines.replace('|', '\n');
    files.put("successfulResults", file);
    List<RecordResult> seen = new ArrayList<>();

    assertThatThrownBy(() -> job(Kind.UPSERT).results(writes(Kind.UPSERT, 1), seen::add))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("BULK-RESULTS");
              assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
            });
    assertThat(seen).isEmpty();
  }

  @Test
  void the_words_of_a_failed_row_are_taken_apart_also_where_they_hold_colons() {
    files.put("successfulResults", "");
    files.put(
        "failedResults",
        """
        "sf__Id","sf__Error","Key__c","Text__c"
        "","FIELD_CUSTOM_VALIDATION_EXCEPTION:No: not 10:30:Text__c,Key__c --","k0","t"
        "","DUPLICATE_VALUE:duplicate value found: Key__c duplicates value \
        on record with id: 1:--","k1","t"
        "","odd words","k2","t"
        """);
    Map<String, RecordResult.Refused> seen = new HashMap<>();

    job(Kind.UPSERT)
        .results(
            writes(Kind.UPSERT, 3),
            result -> seen.put(result.row().value(), (RecordResult.Refused) result));

    assertThat(seen.values())
        .extracting(refused -> refused.refusal() + " " + refused.problem().message())
        .containsExactlyInAnyOrder(
            "PERMANENT FIELD_CUSTOM_VALIDATION_EXCEPTION: No: not 10:30 (fields: Text__c, Key__c)",
            "RACED DUPLICATE_VALUE: duplicate value found: Key__c duplicates value on record with"
                + " id: 1",
            "PERMANENT UNKNOWN: odd words");
  }

  @Test
  void the_file_has_a_column_for_every_field_that_some_row_writes() throws IOException {
    List<RecordWrite> writes =
        List.of(
            new RecordWrite.Upsert(
                new RowKey("1"), KEY, new Value.Text("a,\"b\""), List.of(plain("A", Value.NULL))),
            new RecordWrite.Upsert(
                new RowKey("2"),
                KEY,
                new Value.Text("c"),
                List.of(
                    plain("B", new Value.Text("two\nlines")),
                    new FieldWrite.ParentKey(
                        new FieldName("AccountId"), "Account", KEY, new Value.Text("p")))));

    job(Kind.UPSERT).upload(writes);

    HttpCall put =
        fixture.transport.calls().stream()
            .filter(call -> call.upload().isPresent())
            .findFirst()
            .orElseThrow();
    try (InputStream file = put.upload().orElseThrow().content().get()) {
      byte[] bytes = file.readAllBytes();
      assertThat(new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(
              "Key__c,A,B,Account.Key__c\n" + "\"a,\"\"b\"\"\",#N/A,,\n" + "c,,\"two\nlines\",p\n");
      assertThat(put.upload().orElseThrow().length()).isEqualTo(bytes.length);
    }
  }

  private BulkWriting job(Kind kind) {
    Optional<FieldName> key = kind == Kind.UPSERT ? Optional.of(KEY) : Optional.empty();
    var object = Shapes.object(Map.of("Key__c", FieldType.STRING, "Text__c", FieldType.STRING));
    return BulkIngest.resume(fixture.api, new BulkOperation(object, kind, key), HANDLE);
  }

  private static List<RecordWrite> writes(Kind kind, int count) {
    List<RecordWrite> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RowKey row = new RowKey("r" + i);
      List<FieldWrite> fields = List.of(plain("Text__c", new Value.Text("t")));
      writes.add(
          switch (kind) {
            case CREATE ->
                new RecordWrite.Create(row, List.of(plain("Text__c", new Value.Text("t" + i))));
            case UPSERT -> new RecordWrite.Upsert(row, KEY, new Value.Text("k" + i), fields);
            case UPDATE -> new RecordWrite.Update(row, id(i), fields);
            case DELETE -> new RecordWrite.Delete(row, id(i));
          });
    }
    return writes;
  }

  /** Spreads the rows over the three files at random; answers with what each came to. */
  private Map<String, String> outcome(Kind kind, List<RecordWrite> writes, Random random) {
    List<String> columns =
        switch (kind) {
          case CREATE -> List.of("Text__c");
          case UPSERT -> List.of("Text__c", "Key__c");
          case UPDATE -> List.of("Text__c", "Id");
          case DELETE -> List.of("Id");
        };
    String header = String.join(",", columns) + "\n";
    StringBuilder successful = new StringBuilder("sf__Id,sf__Created," + header);
    StringBuilder failed = new StringBuilder("sf__Id,sf__Error," + header);
    StringBuilder unprocessed = new StringBuilder(header);
    Map<String, String> expected = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i : order) {
      String cells = cells(kind, i);
      int what = random.nextInt(100);
      String row = writes.get(i).row().value();
      if (what < 7) {
        failed.append("%s,STRING_TOO_LONG:no %d:Text__c --,%s\n".formatted("", i, cells));
        expected.put(row, "STRING_TOO_LONG: no " + i + " (fields: Text__c)");
      } else if (what < 10) {
        unprocessed.append(cells).append('\n');
        expected.put(row, "unprocessed");
      } else {
        successful.append("%s,true,%s\n".formatted(id(i), cells));
        expected.put(row, id(i).value());
      }
    }
    files.put("successfulResults", successful.toString());
    files.put("failedResults", failed.toString());
    files.put("unprocessedrecords", unprocessed.toString());
    return expected;
  }

  private static String cells(Kind kind, int number) {
    return switch (kind) {
      case CREATE -> "t" + number;
      case UPSERT -> "t,k" + number;
      case UPDATE -> "t," + id(number);
      case DELETE -> id(number).value();
    };
  }

  private static String shown(RecordResult result) {
    return switch (result) {
      case RecordResult.Done done -> done.id().value();
      case RecordResult.Refused refused -> refused.problem().message();
      case RecordResult.Unprocessed _ -> "unprocessed";
      case RecordResult.Unanswered _ -> "unanswered";
    };
  }

  private static RecordId id(int number) {
    return RecordId.of("003%012d".formatted(number));
  }

  private static FieldWrite plain(String name, Value value) {
    return new FieldWrite.Plain(new FieldName(name), value);
  }

  private HttpReply answer(HttpCall call) {
    String path = call.uri().getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      case "successfulResults", "failedResults", "unprocessedrecords" ->
          HttpReply.of(200, Map.of("Content-Type", "text/csv"), files.getOrDefault(last, ""));
      case "batches" -> HttpReply.of(201, Map.of(), "");
      default -> FunctionTransport.json(200, "{\"state\":\"UploadComplete\"}");
    };
  }
}
