package cn.liantu;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;

/** A value as a cell of a table has it: null for blank, 是 and 否, plain numbers, days. */
final class Cell {
  private Cell() {}

  /** Errors: IllegalArgumentException for a value of a type that says nothing in a cell. */
  static String text(Object value, String header) {
    if (value != null) {
      String text = known(value);
      if (text == null && !isBlank(value)) {
        String type = value.getClass().getName();
        throw new IllegalArgumentException("列 " + header + "：不能写成文字的类型 " + type + " · column " + header + ": no text of type " + type);
      }
      return text;
    }
    return null;
  }

  /** Null where the type is not known, or it is blank. */
  static String known(Object value) {
    if (value instanceof CharSequence || value instanceof Character) return value.toString();
    if (value instanceof Boolean) return (Boolean) value ? "是" : "否";
    if (value instanceof Number) return isBlank(value) ? null : number((Number) value);
    if (value instanceof java.sql.Date) return value.toString();
    if (value instanceof Date) return Instant.ofEpochMilli(((Date) value).getTime()).atZone(ZoneId.systemDefault()).toLocalDate().toString();
    if (value instanceof Instant) return ((Instant) value).atZone(ZoneId.systemDefault()).toLocalDate().toString();
    if (value instanceof TemporalAccessor) {
      LocalDate day = ((TemporalAccessor) value).query(TemporalQueries.localDate());
      return day == null ? value.toString() : day.toString();
    }
    if (value instanceof Enum) return value.toString();
    return null;
  }

  /** As text, of a column that the driver gives as it likes. */
  static String text(Clob value) throws SQLException {
    return value.getSubString(1, (int) Math.min(value.length(), Integer.MAX_VALUE));
  }

  private static boolean isBlank(Object value) {
    return (value instanceof Double || value instanceof Float)
        && (Double.isNaN(((Number) value).doubleValue()) || Double.isInfinite(((Number) value).doubleValue()));
  }

  private static String number(Number value) {
    if (!(value instanceof Double || value instanceof Float || value instanceof BigDecimal)) return value.toString();
    BigDecimal exact = new BigDecimal(value.toString());
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
