package cn.liantu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void writesWhatOptionsHold() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("文字", "石英\"\\\n\u0000\u001f😀/");
    value.put("n", Arrays.asList(1, 2L, -0.5, new BigDecimal("1E+3"), true, null));
    value.put("path", Paths.get("a", "b"));
    value.put("none", Collections.emptyMap());
    assertEquals("{\"文字\": \"石英\\\"\\\\\\u000a\\u0000\\u001f😀/\", \"n\": [1, 2, -0.5, 1E+3, true, null], \"path\": \"a/b\", \"none\": {}}",
        JsonWriter.write(value));
  }

  @Test
  void halfAPairIsReplaced() {
    assertEquals("\"\ufffda\ufffd\"", JsonWriter.write("\ud83da\ude00"));
  }

  @Test
  void refusesWhatJsonHasNot() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Float.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(new Object()));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Collections.singletonMap(1, 2)));
  }

  @Test
  void readsWhatItWrites() {
    String text = "{\"a\": [\"\\u77f3\\u82f1\\t\\ud83d\\ude00\", -1.5e2, true, false, null, {}, []]}";
    Object read = JsonReader.read(text);
    assertEquals(Collections.singletonMap("a",
        Arrays.asList("石英\t😀", new BigDecimal("-1.5e2"), true, false, null, Collections.emptyMap(), Collections.emptyList())), read);
    assertEquals(read, JsonReader.read(JsonWriter.write(read)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "[1 2]", "{\"a\" 1}", "\"a", "\"\\x\"", "\"\\u12g4\"", "tru", "-", "1 2", "\"\n\""})
  void refusesWhatIsNoJson(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text));
  }

  @Test
  void optionsAreNamedAsTheLibraryNamesThem() {
    assertEquals("{\"data\": \"d\", \"chain\": [\"quartz\", \"photovoltaic\"], \"chains_dir\": \"c\", \"policy\": {\"rank\": {\"known_min\": 0.5}}, "
        + "\"profile\": \"p\", \"threads\": 2}", new SessionOptions().data("d").chain("quartz", "photovoltaic").chainsDir("c")
        .policy(Collections.singletonMap("rank", Collections.singletonMap("known_min", 0.5))).profile("p").threads(2).toJson());
    assertEquals("{\"lang\": \"en\", \"dpi\": 72.0}", new PublishOptions().lang(Lang.EN).dpi(72).chain("x").set("chain", null).toJson());
  }
}
