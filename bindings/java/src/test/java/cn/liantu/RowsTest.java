package cn.liantu;

import static cn.liantu.Sample.at;
import static cn.liantu.Sample.firm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Sample.session("quartz");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @AfterEach
  void everyStreamIsReleased() {
    assertEquals(0, ArrowStream.alive());
  }

  private static Iterable<Map<String, Object>> numbered(int count, int of) {
    return () -> IntStream.range(0, count)
        .mapToObj(i -> firm("企业名称", "第" + i + "石英有限公司", "经营范围", i < of ? "石英坩埚生产" : "餐饮服务")).iterator();
  }

  private static int firmsOfCrucible(Study study) {
    for (Object node : (List<?>) at(study.coverage(), "nodes")) {
      if ("crucible-pv".equals(((Map<?, ?>) node).get("node"))) return ((BigDecimal) ((Map<?, ?>) node).get("firms")).intValue();
    }
    throw new AssertionError(study.coverage());
  }

  @Test
  void mapsAndAFileComeToTheSame() {
    Iterable<Map<String, String>> once = Sample.firms()::iterator;
    try (Study byFile = session.study(Sample.options().firms(Sample.file("firms.csv")));
        Study byMaps = session.study(Sample.firms(), Sample.options());
        Study byIterable = session.study(once, Sample.options())) {
      assertEquals(byFile.targets(), byMaps.targets());
      assertEquals(byFile.coverage(), byMaps.coverage());
      assertEquals(byFile.targets(), byIterable.targets());
    }
  }

  @Test
  void sqliteAndAFileComeToTheSame() throws SQLException {
    List<Map<String, String>> firms = Sample.firms();
    List<String> headers = new ArrayList<>(firms.get(0).keySet());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:"); Statement statement = connection.createStatement()) {
      List<String> columns = new ArrayList<>();
      List<String> selected = new ArrayList<>();
      for (int i = 0; i < headers.size(); ++i) {
        columns.add("c" + i + (headers.get(i).equals("参保人数") ? " integer" : " text"));
        selected.add("c" + i + " as \"" + headers.get(i) + "\"");
      }
      statement.execute("create table firms (" + String.join(", ", columns) + ")");
      try (PreparedStatement insert = connection.prepareStatement(
          "insert into firms values (" + String.join(", ", Collections.nCopies(headers.size(), "?")) + ")")) {
        for (Map<String, String> firm : firms) {
          for (int i = 0; i < headers.size(); ++i) insert.setString(i + 1, firm.get(headers.get(i)).isEmpty() ? null : firm.get(headers.get(i)));
          insert.executeUpdate();
        }
      }
      try (ResultSet rows = statement.executeQuery("select " + String.join(", ", selected) + " from firms order by rowid");
          Study byFile = session.study(Sample.options().firms(Sample.file("firms.csv")));
          Study byRows = session.study(rows, Sample.options())) {
        assertEquals(byFile.targets(), byRows.targets());
        assertEquals(byFile.coverage(), byRows.coverage());
      }
    }
  }

  @Test
  void manyBatchesAreReadToTheEnd() {
    try (Study study = session.study(numbered(3 * ArrowStream.ROWS + 1, 2 * ArrowStream.ROWS + 7), Sample.options().depth(Depth.NUMBERS))) {
      assertEquals(2 * ArrowStream.ROWS + 7, firmsOfCrucible(study));
    }
  }

  @Test
  void longCellsMakeBatchesOfTheirOwn() {
    char[] padding = new char[100_000];
    Arrays.fill(padding, '砂');
    String text = new String(padding);
    Iterable<Map<String, Object>> firms = () -> IntStream.range(0, 200)
        .mapToObj(i -> firm("企业名称", "第" + i + "石英有限公司", "经营范围", "石英坩埚生产", "备注栏", text)).iterator();
    try (Study study = session.study(firms, Sample.options().depth(Depth.NUMBERS))) {
      assertEquals(200, firmsOfCrucible(study));
    }
  }

  @Test
  void keysOfAllFirmsOfACollectionAreHeaders() {
    List<Map<String, Object>> firms = new ArrayList<>();
    for (int i = 0; i < 2 * ArrowStream.ROWS; ++i) firms.add(firm("企业名称", "第" + i + "有限公司"));
    firms.add(firm("企业名称", "甲石英有限公司", "经营范围", "石英坩埚生产"));
    try (Study study = session.study(firms, Sample.options())) {
      assertEquals(1, firmsOfCrucible(study));
    }
    Iterable<Map<String, Object>> once = firms::iterator;
    IllegalArgumentException failed =
        assertThrows(IllegalArgumentException.class, () -> session.study(once, Sample.options()));
    assertTrue(failed.getMessage().contains("经营范围") && failed.getMessage().contains("firm 8193"), failed.getMessage());
  }

  @Test
  void whatAnIteratorThrowsReachesTheCaller() {
    IllegalStateException thrown = new IllegalStateException("库断开");
    Iterable<Map<String, Object>> firms = () -> {
      Iterator<Map<String, Object>> good = numbered(2 * ArrowStream.ROWS, 10).iterator();
      return new Iterator<Map<String, Object>>() {
        @Override
        public boolean hasNext() {
          return true;
        }

        @Override
        public Map<String, Object> next() {
          if (!good.hasNext()) throw thrown;
          return good.next();
        }
      };
    };
    assertSame(thrown, assertThrows(IllegalStateException.class, () -> session.study(firms, Sample.options())));
  }

  @Test
  void whatADriverThrowsReachesTheCaller() {
    SQLException thrown = new SQLException("连接已断");
    ResultSet rows = rows(Collections.singletonList("企业名称"), Collections.singletonList(new Object[] {"甲"}), thrown);
    assertSame(thrown, assertThrows(SQLException.class, () -> session.study(rows, Sample.options())));
  }

  @Test
  void typesOfDriversBecomeText() throws SQLException {
    Clob clob = (Clob) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Clob.class}, (self, method, args) -> {
      if (method.getName().equals("length")) return 6L;
      assertEquals("getSubString", method.getName());
      assertEquals(1L, args[0]);
      assertEquals(6, args[1]);
      return "石英坩埚生产";
    });
    Object own = new Object() {
      @Override
      public String toString() {
        return "甲石英有限公司";
      }
    };
    ResultSet rows = rows(Arrays.asList("企业名称", "经营范围", "参保人数", "规上企业"),
        Collections.singletonList(new Object[] {own, clob, new BigDecimal("120.0"), true}), null);
    RowSource source = RowSource.of(rows);
    String[] cells = new String[4];
    assertTrue(source.next(cells));
    assertEquals(Arrays.asList("甲石英有限公司", "石英坩埚生产", "120", "是"), Arrays.asList(cells));
  }

  @Test
  void aValueThatIsNoTextIsRefusedByColumn() {
    IllegalArgumentException failed = assertThrows(IllegalArgumentException.class,
        () -> session.study(Collections.singletonList(firm("企业名称", "甲", "标签", new ArrayList<>())), Sample.options()));
    assertTrue(failed.getMessage().contains("标签"), failed.getMessage());
  }

  @Test
  void firmsGivenTwiceAreRefused() {
    LiantuException failed = assertThrows(LiantuException.class,
        () -> session.study(numbered(1, 1), Sample.options().firms(Sample.file("firms.csv"))));
    assertEquals(LiantuException.Code.MISUSE, failed.code());
  }

  @Test
  void noFirmsAreToldAsAnEmptyTable() {
    LiantuException byList = assertThrows(LiantuException.class, () -> session.study(Collections.emptyList(), Sample.options()));
    assertEquals(LiantuException.Code.BAD_INPUT, byList.code());
    assertThrows(LiantuException.class, () -> session.study(Collections.singletonList(firm("名字", "甲")), Sample.options()));
  }

  @Test
  void aWrongOptionReadsNoFirm() {
    Iterable<Map<String, Object>> firms = numbered(1, 1);
    LiantuException failed = assertThrows(LiantuException.class, () -> session.study(firms, Sample.options().date("昨天")));
    assertEquals(LiantuException.Code.MISUSE, failed.code());
  }

  /** A result set of these rows, which throws at its end, or ends. */
  static ResultSet rows(List<String> labels, List<Object[]> rows, SQLException thrown) {
    ResultSetMetaData about = (ResultSetMetaData) Proxy.newProxyInstance(RowsTest.class.getClassLoader(),
        new Class<?>[] {ResultSetMetaData.class}, (self, method, args) -> {
          if (method.getName().equals("getColumnCount")) return labels.size();
          assertEquals("getColumnLabel", method.getName());
          return labels.get((Integer) args[0] - 1);
        });
    Iterator<Object[]> rest = rows.iterator();
    Object[][] row = new Object[1][];
    return (ResultSet) Proxy.newProxyInstance(RowsTest.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (self, method, args) -> {
      switch (method.getName()) {
        case "getMetaData":
          return about;
        case "next":
          if (!rest.hasNext()) {
            if (thrown != null) throw thrown;
            return false;
          }
          row[0] = rest.next();
          return true;
        case "getObject":
          return row[0][(Integer) args[0] - 1];
        case "getString":
          return row[0][(Integer) args[0] - 1].toString();
        default:
          throw new AssertionError(method);
      }
    });
  }
}
