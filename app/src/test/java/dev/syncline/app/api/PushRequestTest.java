package dev.syncline.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.app.api.ApiProblem.Refusal;
import dev.syncline.app.operation.AskedPush;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PushRequestTest {
  private static PushRequest read(@Nullable String query, String body) throws Refusal {
    return PushRequest.read(query, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keys_are_texts_or_whole_numbers_each_once() throws Refusal {
    PushRequest request = read(null, "{\"keys\":[\"42\", 42, 7, \"a b\"]}");
    assertThat(request.keys()).containsExactly("42", "7", "a b");
    assertThat(request.patience()).isEqualTo(PushRequest.WAIT);
  }

  @Test
  void a_request_says_how_long_it_waits() throws Refusal {
    assertThat(read("wait=0", "{\"keys\":[1]}").patience()).isEqualTo(Duration.ZERO);
    assertThat(read("wait=60", "{\"keys\":[1]}").patience()).isEqualTo(PushRequest.MAX_WAIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=61", "wait=-1", "wait=1.5", "wait=", "other=1", "wait=1&a=b"})
  void another_query_is_refused_with_what_may_be_said(String query) {
    assertThatThrownBy(() -> read(query, "{\"keys\":[1]}"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(400);
              assertThat(refusal.problem().detail()).contains(query);
              assertThat(refusal.problem().remedy()).contains("wait=SECONDS");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|no JSON object",
        "{\"keys\":[]}|/keys: 0 keys",
        "{\"keys\":1}|/keys: no array",
        "{}|/keys: no array",
        "{\"keys\":[1,1.5]}|/keys/1",
        "{\"keys\":[\"\"]}|/keys/0",
        "{\"keys\":[null]}|/keys/0",
        "{\"keys\":[99999999999999999999]}|/keys/0",
        "{\"keys\":[1],\"force\":true}|/force",
        "{\"keys\":[1]} {}|no JSON",
        "{keys:[1]}|no JSON, line 1"
      })
  void another_body_is_refused_with_the_place(String body, String place) {
    assertThatThrownBy(() -> read(null, body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.problem().detail()).contains(place));
  }

  @Test
  void more_keys_than_the_bound_are_refused() {
    String keys =
        IntStream.rangeClosed(0, AskedPush.MAX_ROWS)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    assertThatThrownBy(() -> read(null, "{\"keys\":[" + keys + "]}"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("201 keys");
  }
}
