package cn.liantu;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, BigDecimals, Booleans and null: for what the library itself wrote. */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object out = reader.value();
    reader.space();
    if (reader.at != text.length()) throw reader.wrong();
    return out;
  }

  private Object value() {
    space();
    if (at == text.length()) throw wrong();
    switch (text.charAt(at)) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      case 't':
        return word("true", Boolean.TRUE);
      case 'f':
        return word("false", Boolean.FALSE);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> out = new LinkedHashMap<>();
    ++at;
    if (passed('}')) return out;
    do {
      space();
      String key = string();
      must(':');
      out.put(key, value());
    } while (passed(','));
    must('}');
    return out;
  }

  private List<Object> array() {
    List<Object> out = new ArrayList<>();
    ++at;
    if (passed(']')) return out;
    do {
      out.add(value());
    } while (passed(','));
    must(']');
    return out;
  }

  private String string() {
    if (at == text.length() || text.charAt(at) != '"') throw wrong();
    ++at;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') return out.toString();
      if (c < 0x20) break;
      out.append(c == '\\' ? escaped() : c);
    }
    throw wrong();
  }

  private char escaped() {
    if (at == text.length()) throw wrong();
    char c = text.charAt(at++);
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) return "\"\\/\b\f\n\r\t".charAt(known);
    if (c != 'u' || at + 4 > text.length()) throw wrong();
    int code = 0;
    for (int i = 0; i < 4; ++i) {
      int digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0) throw wrong();
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private BigDecimal number() {
    int begin = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) ++at;
    try {
      return new BigDecimal(text.substring(begin, at));
    } catch (NumberFormatException bad) {
      throw wrong();
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) throw wrong();
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) ++at;
  }

  private boolean passed(char c) {
    space();
    if (at == text.length() || text.charAt(at) != c) return false;
    ++at;
    return true;
  }

  private void must(char c) {
    if (!passed(c)) throw wrong();
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("不是 JSON · no JSON, at " + at);
  }
}
