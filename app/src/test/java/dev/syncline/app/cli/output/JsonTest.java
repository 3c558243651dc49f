package dev.syncline.app.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class JsonTest {
  @Test
  void a_tree_on_one_line_keeps_the_order_of_its_keys() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of(1, 2L, new BigDecimal("1E+3")));
    tree.put("a", Map.of());
    tree.put("n", Json.Nothing.NULL);
    tree.put("t", true);

    assertThat(Json.line(tree)).isEqualTo("{\"z\":[1,2,1000],\"a\":{},\"n\":null,\"t\":true}");
  }

  @Test
  void an_indented_tree_has_two_spaces_a_level() {
    assertThat(Json.indented(Map.of("a", List.of("b", List.of()))))
        .isEqualTo(
            """
            {
              "a": [
                "b",
                []
              ]
            }\
            """);
  }

  @Test
  void any_text_comes_back_as_it_was() {
    String text = "\"\\\n\r\t\u0000\u001b\u007f\u009b\u2028\u202e ü 株 👩‍🚀 /";

    assertThat(JsonMapper.builder().build().readTree(Json.line(List.of(text))).get(0).asString())
        .isEqualTo(text);
    assertThat(Json.line(text)).doesNotContain("\n", "\u001b", "\u009b", "\u202e");
  }

  @Test
  void what_has_no_form_in_json_is_refused() {
    assertThatThrownBy(() -> Json.line(1.5d)).isInstanceOf(IllegalArgumentException.class);
  }
}
