package cn.liantu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The made-up county that ships. */
final class Sample {
  private Sample() {}

  static Path data() {
    String data = System.getenv("LIANTU_DATA");
    if (data == null) throw new IllegalStateException("LIANTU_DATA is not set");
    return Paths.get(data);
  }

  static String file(String name) {
    return data().resolve("samples/demo-county").resolve(name).toString();
  }

  static Session session(String... chains) {
    SessionOptions options = new SessionOptions().data(data().toString());
    return Liantu.open(chains.length == 0 ? options : options.chain(chains));
  }

  static StudyOptions options() {
    return new StudyOptions().date("2026-09-30");
  }

  static Study study(Session session) {
    return session.study(options().firms(file("firms.csv")).county(file("county.json")));
  }

  /** The rows of firms.csv. */
  static List<Map<String, String>> firms() {
    return rowsOf(file("firms.csv"));
  }

  /** The rows of a CSV in UTF-8. */
  static List<Map<String, String>> rowsOf(String csv) {
    try {
      String text = new String(Files.readAllBytes(Paths.get(csv)), StandardCharsets.UTF_8);
      Iterator<List<String>> rows = rows(text.replace("\ufeff", "")).iterator();
      List<String> headers = rows.next();
      List<Map<String, String>> out = new ArrayList<>();
      while (rows.hasNext()) {
        Iterator<String> cells = rows.next().iterator();
        Map<String, String> firm = new LinkedHashMap<>();
        for (String header : headers) firm.put(header, cells.next());
        out.add(firm);
      }
      return out;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<List<String>> rows(String csv) {
    List<List<String>> out = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); ++i) {
      char c = csv.charAt(i);
      if (c == '"') {
        if (!quoted && i > 0 && csv.charAt(i - 1) == '"') cell.append(c); // "" within quotes
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        cell.append(c);
      } else if (c != '\r') {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          out.add(row);
          row = new ArrayList<>();
        }
      }
    }
    return out;
  }

  static Map<String, Object> firm(Object... entries) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) out.put((String) entries[i], entries[i + 1]);
    return out;
  }

  /** A value of JSON by keys and indices. */
  static Object at(String json, Object... path) {
    Object value = JsonReader.read(json);
    for (Object step : path) value = step instanceof Integer ? ((List<?>) value).get((Integer) step) : ((Map<?, ?>) value).get(step);
    return value;
  }
}
