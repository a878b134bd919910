package cn.liantu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options by name; the library itself says what is wrong with them. */
abstract class Options<T extends Options<T>> {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * 其他选项. An option by its name in the C interface; null takes it away again.
   *
   * @param key such as {@code table_title}
   * @param value text, a number, a Boolean, a Map or an Iterable of these
   * @return this
   */
  public T set(String key, Object value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
    @SuppressWarnings("unchecked")
    T self = (T) this;
    return self;
  }

  /**
   * As the C interface takes them.
   *
   * @return a JSON object
   */
  public String toJson() {
    return JsonWriter.write(values);
  }

  @Override
  public String toString() {
    return toJson();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  T list(String key, String... words) {
    List<String> copy = new ArrayList<>(Arrays.asList(words));
    return set(key, copy);
  }
}
