package cn.liantu;

import static cn.liantu.Sample.at;
import static cn.liantu.Sample.firm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class MatchesTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Sample.session();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @AfterEach
  void everyStreamIsReleased() {
    assertEquals(0, ArrowStream.alive());
  }

  /** So many firms one after the other; `read` counts those that were asked for. */
  private static Iterable<Map<String, Object>> madeUp(int count, AtomicInteger read) {
    String[] scopes = {"高纯石英砂、石英坩埚的生产、销售", "奶牛养殖；生鲜乳收购", "五金、建材零售", "光伏支架制造"};
    return () -> IntStream.range(0, count).mapToObj(i -> {
      read.incrementAndGet();
      return firm("企业名称", "虚构省云石县第" + i + "号有限公司", "经营范围", scopes[i % scopes.length], "参保人数", i % 90);
    }).iterator();
  }

  private static Iterable<Map<String, Object>> madeUp(int count) {
    return madeUp(count, new AtomicInteger());
  }

  private static List<Object> fields(Match match) {
    return Arrays.asList(match.firm(), match.creditCode().orElse(null), match.chain(), match.node(), match.confidence(),
        match.verified(), match.rule(), match.term(), match.text());
  }

  /** The same fields of what match() tells. */
  private static List<List<Object>> told(String json) {
    List<List<Object>> out = new ArrayList<>();
    for (Object each : (List<?>) at(json, "matches")) {
      Map<?, ?> match = (Map<?, ?>) each;
      Map<?, ?> best = (Map<?, ?>) ((List<?>) match.get("evidence")).get(0);
      out.add(Arrays.asList(match.get("firm"), match.get("credit_code"), match.get("chain"), match.get("node"),
          ((Number) match.get("confidence")).doubleValue(), match.get("verified"), best.get("rule"), best.get("term"), best.get("text")));
    }
    return out;
  }

  @Test
  void theyAreWhatMatchTells() {
    List<List<Object>> wanted = told(session.match(Sample.firms()));
    assertTrue(wanted.size() > 200, wanted.size() + " matches");
    try (MatchStream matches = session.matches(Sample.firms()); Stream<Match> stream = matches.stream()) {
      assertEquals(wanted, stream.map(MatchesTest::fields).collect(Collectors.toList()));
    }
    Iterable<Map<String, String>> once = Sample.firms()::iterator;
    try (MatchStream matches = session.matches(once)) {
      for (List<Object> each : wanted) assertEquals(each, fields(matches.next()));
      assertFalse(matches.hasNext());
      assertThrows(NoSuchElementException.class, matches::next);
    }
  }

  @Test
  void rowsAreThoseOfTheTable() {
    List<Map<String, String>> firms = Sample.firms();
    try (MatchStream matches = session.matches(firms)) {
      while (matches.hasNext()) {
        Match match = matches.next();
        assertEquals(firms.get((int) match.row() - 2).get("企业名称"), match.firm());
        assertTrue(match.confidence() > 0 && match.confidence() <= 1, match.toString());
      }
    }
  }

  @Test
  void codesThatHoldAreTold() {
    List<Map<String, Object>> firms = new ArrayList<>();
    for (int i = 0; i < 11; ++i) { // nulls and texts at bits of two bytes
      firms.add(firm("企业名称", "第" + i + "石英有限公司", "经营范围", "光伏石英坩埚生产",
          "统一社会信用代码", i % 3 == 0 ? "91350211M000100Y43" : i % 3 == 1 ? null : "123"));
    }
    List<List<Object>> wanted = told(session.match(firms));
    try (MatchStream matches = session.matches(firms)) {
      assertEquals(wanted, matches.stream().map(MatchesTest::fields).collect(Collectors.toList()));
    }
    assertTrue(wanted.stream().anyMatch(match -> match.get(1) == null), wanted.toString());
  }

  @Test
  void aFirmTwiceInALongTableIsToldOnce() {
    Iterable<Map<String, Object>> twice = () -> Stream.of(madeUp(20_000), madeUp(20_000))
        .flatMap(part -> StreamSupport.stream(part.spliterator(), false)).iterator();
    try (MatchStream once = session.matches(madeUp(20_000)); MatchStream again = session.matches(twice)) {
      while (once.hasNext()) assertEquals(fields(once.next()), fields(again.next()));
      assertFalse(again.hasNext());
    }
  }

  @Test
  void ofADatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:"); Statement statement = connection.createStatement()) {
      statement.execute("create table firm (name text, scope text)");
      statement.execute("with recursive n(i) as (select 0 union all select i + 1 from n where i < 9999) insert into firm "
          + "select '第' || i || '石英有限公司', '光伏石英坩埚生产' from n");
      try (ResultSet rows = statement.executeQuery("select name as \"企业名称\", scope as \"经营范围\" from firm order by rowid");
          MatchStream matches = session.matches(rows)) {
        Iterator<Match> quartz = matches.stream().filter(match -> match.node().equals("crucible-pv")).iterator();
        for (int i = 0; i < 10_000; ++i) assertEquals("第" + i + "石英有限公司", quartz.next().firm());
        assertFalse(quartz.hasNext());
      }
      try (ResultSet rows = statement.executeQuery("select name as \"企业名称\", scope as \"经营范围\" from firm");
          MatchStream matches = session.matches(rows)) {
        matches.next();
      }
      statement.execute("drop table firm"); // nobody reads it any more
    }
  }

  @Test
  void closedEarlyItStops() {
    AtomicInteger read = new AtomicInteger();
    MatchStream matches = session.matches(madeUp(10_000_000, read));
    matches.next();
    matches.close();
    int then = read.get();
    assertTrue(then < 1_000_000, then + " firms");
    assertEquals(0, ArrowStream.alive());
    assertEquals(then, read.get(), "none is asked for after the close");
    assertThrows(IllegalStateException.class, matches::hasNext);
    assertThrows(IllegalStateException.class, matches::next);
    matches.close();
    session.matches(madeUp(10)).close(); // that nobody read
  }

  @Test
  void anotherThreadMayClose() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    MatchStream matches = session.matches(endless(asked, closed));
    Thread closer = new Thread(() -> {
      try {
        asked.await();
      } catch (InterruptedException stop) {
        return;
      }
      matches.close(); // while hasNext waits
      closed.countDown();
    });
    closer.start();
    assertThrows(IllegalStateException.class, () -> {
      while (matches.hasNext()) matches.next();
    });
    closer.join();
    waitForNone();
  }

  /** Firms without end, which wait once for the second latch. */
  private static Iterable<Map<String, Object>> endless(CountDownLatch asked, CountDownLatch wait) {
    return () -> new Iterator<Map<String, Object>>() {
      private int count;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Map<String, Object> next() {
        if (++count == 2 * ArrowStream.ROWS) {
          asked.countDown();
          try {
            assertTrue(wait.await(60, TimeUnit.SECONDS));
          } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
          }
        }
        return firm("企业名称", "第" + count + "石英有限公司", "经营范围", "石英坩埚生产");
      }
    };
  }

  private static void waitForNone() throws InterruptedException {
    for (int i = 0; i < 600 && ArrowStream.alive() > 0; ++i) Thread.sleep(50);
  }

  @Test
  void itsOwnFirmsMayCloseItButNotReadIt() throws InterruptedException {
    MatchStream[] matches = new MatchStream[1];
    Throwable[] refused = new Throwable[1];
    Iterable<Map<String, Object>> firms = () -> IntStream.range(0, 100_000).mapToObj(i -> {
      if (i == 3 * ArrowStream.ROWS) {
        refused[0] = assertThrows(IllegalStateException.class, () -> {
          while (matches[0].hasNext()) matches[0].next();
        });
        matches[0].close();
      }
      return firm("企业名称", "第" + i + "餐饮有限公司", "经营范围", "餐饮服务");
    }).iterator();
    matches[0] = session.matches(firms);
    try {
      while (matches[0].hasNext()) matches[0].next();
    } catch (IllegalStateException closed) {
      // unless all was there before
    }
    assertTrue(refused[0].getMessage().contains("own firms"), String.valueOf(refused[0]));
    waitForNone();
  }

  @Test
  void whatTheFirmsThrowComesOut() throws Exception {
    IllegalStateException thrown = new IllegalStateException("库断开");
    Iterable<Map<String, Object>> firms = () -> IntStream.range(0, 100_000).mapToObj(i -> {
      if (i == 50_000) throw thrown;
      return firm("企业名称", "第" + i + "石英有限公司", "经营范围", "石英坩埚生产");
    }).iterator();
    MatchStream matches = session.matches(firms);
    matches.next();
    assertSame(thrown, assertThrows(IllegalStateException.class, () -> {
      while (matches.hasNext()) matches.next();
    }));
    assertFalse(matches.hasNext());
    assertEquals(0, ArrowStream.alive());

    SQLException gone = new SQLException("连接已断");
    try (MatchStream ofRows = session.matches(RowsTest.rows(Collections.singletonList("企业名称"),
        Collections.singletonList(new Object[] {"甲"}), gone))) {
      assertSame(gone, assertThrows(SQLException.class, ofRows::hasNext));
    }
    Iterable<Map<String, Object>> further = () -> IntStream.range(0, 9000)
        .mapToObj(i -> firm("企业名称", "甲" + i, i < 8192 ? "经营范围" : "另一列", "餐饮")).iterator();
    try (MatchStream ofFurther = session.matches(further)) {
      assertTrue(assertThrows(IllegalArgumentException.class, () -> ofFurther.forEachRemaining(match -> { })).getMessage().contains("另一列"));
    }
  }

  @Test
  void aTableThatCannotBeUsedIsToldAsEverywhere() {
    List<Map<String, Object>> nameless = Collections.singletonList(firm("名字", "甲", "经营范围", "餐饮"));
    LiantuException wanted = assertThrows(LiantuException.class, () -> session.study(nameless, new StudyOptions()));
    try (MatchStream matches = session.matches(nameless)) {
      LiantuException failed = assertThrows(LiantuException.class, matches::hasNext);
      assertEquals(wanted.json(), failed.json());
      assertEquals(wanted.getMessage(), failed.getMessage());
      assertEquals(wanted.message(Lang.EN), failed.message(Lang.EN));
      assertEquals("row 1", failed.problems().get(0).where());
    }
    List<Map<String, Object>> none = Collections.emptyList();
    LiantuException empty = assertThrows(LiantuException.class, () -> session.study(none, new StudyOptions()));
    assertEquals(empty.json(), assertThrows(LiantuException.class, () -> session.matches(none).hasNext()).json());
    MatchStream ofClosed;
    try (Session other = Sample.session("quartz")) {
      ofClosed = other.matches(nameless);
    }
    LiantuException failed = assertThrows(LiantuException.class, ofClosed::hasNext);
    assertEquals(LiantuException.Code.BAD_INPUT, failed.code());
    assertEquals(wanted.getMessage(), failed.getMessage());
    assertEquals(wanted.message(Lang.EN), failed.message(Lang.EN));
  }

  @Test
  void itOutlivesItsSession() {
    Session other = Sample.session("quartz");
    try (MatchStream matches = other.matches(madeUp(20_000))) {
      other.close();
      int count = 0;
      for (; matches.hasNext(); ++count) assertEquals("quartz", matches.next().chain());
      assertTrue(count >= 5_000, count + " matches");
    }
    assertThrows(IllegalStateException.class, () -> other.matches(madeUp(1)));
  }

  @Test
  void onesThatAreDroppedAreReleased() throws InterruptedException {
    for (int i = 0; i < 20; ++i) session.matches(madeUp(100_000)).next();
    for (int i = 0; i < 600 && ArrowStream.alive() > 0; ++i) {
      System.gc();
      Thread.sleep(20);
    }
  }

  @Test
  void severalAtATime() {
    List<List<List<Object>>> all = IntStream.range(0, 8).parallel().mapToObj(i -> {
      try (MatchStream matches = session.matches(madeUp(3_000))) {
        return matches.stream().map(MatchesTest::fields).collect(Collectors.toList());
      }
    }).collect(Collectors.toList());
    assertEquals(1, new HashSet<>(all).size());
  }

  /** 200,000 firms and more matches than that, in a heap that holds but a few thousand. */
  @Test
  void memoryDoesNotGrowWithTheTable() throws Exception {
    String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    Process process = new ProcessBuilder(java, "-Xmx24m", "-cp", System.getProperty("java.class.path"), Large.class.getName(), "200000")
        .redirectErrorStream(true).start();
    try (Scanner said = new Scanner(process.getInputStream(), "UTF-8").useDelimiter("\\A")) {
      String text = said.hasNext() ? said.next() : "";
      if (process.waitFor() != 0) fail(text);
      System.out.print(text);
    }
  }

  /** Matches many firms and tells how much memory that took. */
  static final class Large {
    private Large() {}

    public static void main(String[] words) throws Exception {
      int firms = Integer.parseInt(words[0]);
      try (Session session = Sample.session()) {
        long[] half = new long[1];
        long count = 0;
        long begun = System.nanoTime();
        try (MatchStream matches = session.matches(madeUp(firms))) {
          while (matches.hasNext()) {
            if (matches.next().row() > firms / 4 && half[0] == 0) half[0] = LeakCheck.resident();
            ++count;
          }
        }
        long grown = LeakCheck.resident() - half[0];
        System.out.printf("%d firms, %d matches in %.1f s; %d KB resident after a quarter, %d KB more at the end%n",
            firms, count, (System.nanoTime() - begun) / 1e9, half[0], grown);
        if (grown > 24 * 1024) throw new AssertionError(grown + " KB");
      }
    }
  }
}
