package cn.liantu;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;

/** Maps, lists and plain values as JSON. */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();

  static String write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Object value) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof CharSequence || value instanceof Path) {
      text(value.toString());
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Number) {
      number((Number) value);
    } else if (value instanceof Map) {
      object((Map<?, ?>) value);
    } else if (value instanceof Iterable) {
      array((Iterable<?>) value);
    } else {
      throw new IllegalArgumentException("JSON 不能表示 · JSON has no " + value.getClass().getName());
    }
  }

  private void number(Number value) {
    if (value instanceof Double || value instanceof Float) {
      if (Double.isNaN(value.doubleValue()) || Double.isInfinite(value.doubleValue()))
        throw new IllegalArgumentException("JSON 不能表示 · JSON has no " + value);
    } else if (!(value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte
        || value instanceof BigInteger || value instanceof BigDecimal)) {
      throw new IllegalArgumentException("JSON 不能表示 · JSON has no " + value.getClass().getName());
    }
    out.append(value);
  }

  private void object(Map<?, ?> value) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      if (!(entry.getKey() instanceof String))
        throw new IllegalArgumentException("键不是文字 · a key that is no String: " + entry.getKey());
      if (!first) out.append(", ");
      first = false;
      text((String) entry.getKey());
      out.append(": ");
      value(entry.getValue());
    }
    out.append('}');
  }

  private void array(Iterable<?> value) {
    out.append('[');
    boolean first = true;
    for (Object each : value) {
      if (!first) out.append(", ");
      first = false;
      value(each);
    }
    out.append(']');
  }

  private void text(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); ++i) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
      } else if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
        out.append(c).append(value.charAt(++i));
      } else {
        out.append(Character.isSurrogate(c) ? '\ufffd' : c); // half a pair is no UTF-8
      }
    }
    out.append('"');
  }
}
