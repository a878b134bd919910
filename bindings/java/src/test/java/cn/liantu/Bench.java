package cn.liantu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.io.Writer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long a study of many firms takes, by where they come from. Bench [FIRMS [CSV [DEPTH]]]: rows of CSV, over and over. */
final class Bench {
  private static final int ROUNDS = 2;

  private Bench() {}

  private interface Make {
    Study study() throws SQLException;
  }

  public static void main(String[] words) throws IOException, SQLException {
    int count = words.length > 0 ? Integer.parseInt(words[0]) : 100_000;
    List<Map<String, String>> sample = words.length > 1 ? Sample.rowsOf(words[1]) : Sample.firms();
    String name = "企业名称";
    List<Map<String, String>> firms = new ArrayList<>(count);
    for (int i = 0; i < count; ++i) {
      Map<String, String> firm = new HashMap<>(sample.get(i % sample.size()));
      firm.put(name, firm.get(name) + i); // no duplicates
      firm.remove("统一社会信用代码");
      firms.add(firm);
    }
    List<String> headers = new ArrayList<>(firms.get(0).keySet());
    Path csv = Files.createTempFile("liantu", ".csv");
    Path database = Files.createTempFile("liantu", ".sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database); Statement statement = connection.createStatement();
        Session session = Sample.session("quartz", "photovoltaic")) {
      write(csv, headers, firms);
      insert(connection, headers, firms);
      Iterable<Map<String, String>> iterable = firms::iterator;
      for (Depth depth : words.length > 2 ? new Depth[] {Depth.valueOf(words[2])} : Depth.values()) {
        StudyOptions options = Sample.options().depth(depth);
        time(depth + " file", count, () -> session.study(Sample.options().depth(depth).firms(csv.toString())));
        time(depth + " Collection of maps", count, () -> session.study(firms, options));
        time(depth + " Iterable of maps", count, () -> session.study(iterable, options));
        time(depth + " ResultSet (SQLite)", count, () -> {
          try (ResultSet rows = statement.executeQuery("select * from firms")) {
            return session.study(rows, options);
          }
        });
      }
      time("reading the ResultSet alone", count, () -> {
        try (ResultSet rows = statement.executeQuery("select * from firms")) {
          while (rows.next()) {
            for (int i = 1; i <= headers.size(); ++i) rows.getObject(i);
          }
          return null;
        }
      });
    } finally {
      Files.delete(csv);
      Files.delete(database);
    }
  }

  private static void time(String what, int count, Make make) throws SQLException {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; ++round) {
      long begun = System.nanoTime();
      Study made = make.study();
      best = Math.min(best, System.nanoTime() - begun);
      if (made != null) made.close();
    }
    System.out.printf("%-34s %d firms %.2f s%n", what, count, best / 1e9);
  }

  private static void write(Path csv, List<String> headers, List<Map<String, String>> firms) throws IOException {
    try (Writer out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
      out.write(String.join(",", headers) + "\n");
      for (Map<String, String> firm : firms) {
        List<String> cells = new ArrayList<>();
        for (String header : headers) cells.add('"' + firm.get(header).replace("\"", "\"\"") + '"');
        out.write(String.join(",", cells) + "\n");
      }
    }
  }

  private static void insert(Connection connection, List<String> headers, List<Map<String, String>> firms) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table firms (\"" + String.join("\", \"", headers) + "\")");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into firms values (" + String.join(", ", Collections.nCopies(headers.size(), "?")) + ")")) {
      for (Map<String, String> firm : firms) {
        for (int i = 0; i < headers.size(); ++i) insert.setString(i + 1, firm.get(headers.get(i)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }
}
