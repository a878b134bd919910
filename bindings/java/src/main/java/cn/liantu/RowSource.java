package cn.liantu;

import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of cells under headers, one after the other. */
interface RowSource {
  List<String> headers();

  /** Puts the next row into {@code cells}, null for blank; false where there is none. */
  boolean next(String[] cells) throws SQLException;

  static RowSource of(ResultSet firms) throws SQLException {
    ResultSetMetaData about = firms.getMetaData();
    List<String> headers = new ArrayList<>();
    for (int column = 1; column <= about.getColumnCount(); ++column) headers.add(about.getColumnLabel(column));
    return new RowSource() {
      @Override
      public List<String> headers() {
        return headers;
      }

      @Override
      public boolean next(String[] cells) throws SQLException {
        if (!firms.next()) return false;
        for (int i = 0; i < cells.length; ++i) {
          Object value = firms.getObject(i + 1);
          if (value == null) {
            cells[i] = null;
          } else if (value instanceof Clob) {
            cells[i] = Cell.text((Clob) value);
          } else {
            String text = Cell.known(value);
            cells[i] = text != null || value instanceof Number ? text : firms.getString(i + 1); // a type of the driver's own
          }
        }
        return true;
      }
    };
  }

  static RowSource of(Iterable<? extends Map<String, ?>> firms) {
    Iterator<? extends Map<String, ?>> rest = firms.iterator();
    List<Map<String, ?>> first = new ArrayList<>();
    Map<String, Integer> columns = new LinkedHashMap<>();
    if (firms instanceof Collection) {
      for (Map<String, ?> firm : firms) {
        for (String header : firm.keySet()) columns.putIfAbsent(header, columns.size());
      }
    } else {
      while (first.size() < ArrowStream.ROWS && rest.hasNext()) {
        Map<String, ?> firm = rest.next();
        for (String header : firm.keySet()) columns.putIfAbsent(header, columns.size());
        first.add(firm);
      }
    }
    List<String> headers = new ArrayList<>(columns.keySet());
    Iterator<Map<String, ?>> peeked = first.iterator();
    return new RowSource() {
      private long row;

      @Override
      public List<String> headers() {
        return headers;
      }

      @Override
      public boolean next(String[] cells) {
        Iterator<? extends Map<String, ?>> from = peeked.hasNext() ? peeked : rest;
        if (!from.hasNext()) return false;
        Map<String, ?> firm = from.next();
        ++row;
        Arrays.fill(cells, null);
        for (Map.Entry<String, ?> entry : firm.entrySet()) {
          Integer column = columns.get(entry.getKey());
          if (column == null)
            throw new IllegalArgumentException("第 " + row + " 家企业的 " + entry.getKey() + " 是前面没有的表头：请放进第一家，值可为 null · firm " + row
                + " has " + entry.getKey() + ", which none before it had: put it into the first, with null");
          cells[column] = Cell.text(entry.getValue(), entry.getKey());
        }
        return true;
      }
    };
  }
}
