package cn.liantu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 会话：产业链、行业分类、规则. Chains, classification and rules, read once; it never changes, and any number of threads
 * may use it at a time. Studies of it stay good when it is closed. Use after the close: IllegalStateException.
 */
public final class Session extends Handle {
  Session(Pointer pointer) {
    super("会话 · session", pointer, Natives.library()::liantu_session_close);
  }

  /**
   * 已载入的产业链. All chains that are loaded.
   *
   * @return a JSON array of {@code {"id", "name", "nodes", "links"}}
   */
  public String chains() {
    return known("chains");
  }

  /**
   * 现行规则. The rules in force.
   *
   * @return a JSON object
   */
  public String policy() {
    return known("policy");
  }

  /**
   * 一条产业链的全部. One chain, whole.
   *
   * @param id such as {@code quartz}
   * @return a JSON object
   */
  public String chain(String id) {
    return known("chain:" + id);
  }

  String known(String what) {
    return use(session -> Natives.text((library, error) -> library.liantu_session_json(session, what, error)));
  }

  /**
   * 对应少量企业. Matches a few firms to nodes; {@link #matches(Iterable)} is for many.
   *
   * @param firms each by header: 企业名称, 经营范围 …; values as for a study
   * @return JSON: {@code {"matches": [...]}}
   * @throws LiantuException where they cannot be used
   */
  public String match(Iterable<? extends Map<String, ?>> firms) {
    List<Map<String, String>> texts = new ArrayList<>();
    for (Map<String, ?> firm : firms) {
      Map<String, String> cells = new LinkedHashMap<>();
      firm.forEach((header, value) -> cells.put(header, Cell.text(value, header)));
      texts.add(cells);
    }
    return match(JsonWriter.write(texts));
  }

  /**
   * The same of firms that are JSON already.
   *
   * @param firms a JSON array of objects whose keys are headers
   * @return JSON: {@code {"matches": [...]}}
   * @throws LiantuException where they cannot be used
   */
  public String match(String firms) {
    return use(session -> Natives.text((library, error) -> library.liantu_session_match(session, firms, error)));
  }

  /**
   * 对应任意多的企业. Matches any number of firms of the program, as the matches are asked for: memory does not grow with
   * them. They are read one after the other, on a thread of the library's; headers and values as for a study.
   *
   * @param firms each by header
   * @return to be closed; it stays good when the session is closed
   * @see MatchStream what it throws
   */
  public MatchStream matches(Iterable<? extends Map<String, ?>> firms) {
    return matches(RowSource.of(firms));
  }

  /**
   * 对应数据库里的企业. The same of a result set, from the row after where it stands: column labels are the headers. Close it
   * yourself, after the matches, and leave its connection alone until then.
   *
   * @param firms a query's result
   * @return to be closed; it stays good when the session is closed
   * @throws SQLException as the driver does
   * @see MatchStream what it throws
   */
  public MatchStream matches(ResultSet firms) throws SQLException {
    return matches(RowSource.of(firms));
  }

  private MatchStream matches(RowSource firms) {
    MatchStream.FirstRows rows = new MatchStream.FirstRows(firms);
    try (ArrowStream stream = new ArrowStream(rows)) {
      Memory out = new Memory(ArrowReader.STREAM_SIZE);
      use(session -> {
        Natives.done((library, error) -> library.liantu_session_match_stream(session, stream.pointer(), out, error));
        return null;
      });
      return new MatchStream(this, rows, stream, out);
    }
  }

  /**
   * 分析一张企业表. Matches and analyses the table that the options name; without one every node is unobserved.
   *
   * @param options which table, and how
   * @return to be closed
   * @throws LiantuException where the table or an option cannot be used, with every problem
   */
  public Study study(StudyOptions options) {
    return study(options, null);
  }

  /**
   * The same, telling how it gets on.
   *
   * @param options which table, and how
   * @param progress may be null
   * @return to be closed
   * @throws LiantuException where the table or an option cannot be used, or progress stops it
   */
  public Study study(StudyOptions options, Progress progress) {
    return study(options.toJson(), progress);
  }

  Study study(String options, Progress progress) {
    return use(session -> {
      Reporter reporter = progress == null ? null : new Reporter(this, progress);
      try {
        return new Study(Natives.call((library, error) ->
            library.liantu_session_study(session, options, null, reporter, null, error)));
      } catch (LiantuException failed) {
        if (reporter != null) reporter.rethrow();
        throw failed;
      }
    });
  }

  /**
   * 分析程序里的企业. Matches and analyses firms of the program, read one after the other: memory does not grow with them.
   *
   * <p>Keys are headers (企业名称, 经营范围 …). Values are text, numbers, Booleans (是, 否), dates, times (their day), or
   * null. The headers are the keys of all firms of a Collection; of another Iterable, those of its first 4,096 firms, and
   * a firm with a further one is refused: put it, with null, into the first.
   *
   * @param firms each by header
   * @param options how; its firms are left out
   * @return to be closed
   * @throws LiantuException where the firms or an option cannot be used, with every problem
   * @throws IllegalArgumentException where a value is of another type, or a firm has a further header
   */
  public Study study(Iterable<? extends Map<String, ?>> firms, StudyOptions options) {
    return study(firms, options, null);
  }

  /**
   * The same, telling how it gets on.
   *
   * @param firms each by header
   * @param options how; its firms are left out
   * @param progress may be null
   * @return to be closed
   * @throws LiantuException where the firms or an option cannot be used, or progress stops it
   * @throws IllegalArgumentException where a value is of another type, or a firm has a further header
   */
  public Study study(Iterable<? extends Map<String, ?>> firms, StudyOptions options, Progress progress) {
    try {
      return study(RowSource.of(firms), options, progress);
    } catch (SQLException ofTheIterator) {
      throw Sneaky.rethrown(ofTheIterator);
    }
  }

  /**
   * 分析数据库里的企业. The same of a result set, from the row after where it stands: column labels are the headers
   * ({@code select name as "企业名称"}). Close it yourself; a large one wants a fetch size.
   *
   * @param firms a query's result
   * @param options how; its firms are left out
   * @return to be closed
   * @throws SQLException as the driver does
   * @throws LiantuException where the firms or an option cannot be used, with every problem
   */
  public Study study(ResultSet firms, StudyOptions options) throws SQLException {
    return study(firms, options, null);
  }

  /**
   * The same, telling how it gets on.
   *
   * @param firms a query's result
   * @param options how; its firms are left out
   * @param progress may be null
   * @return to be closed
   * @throws SQLException as the driver does
   * @throws LiantuException where the firms or an option cannot be used, or progress stops it
   */
  public Study study(ResultSet firms, StudyOptions options, Progress progress) throws SQLException {
    return study(RowSource.of(firms), options, progress);
  }

  Study study(RowSource firms, StudyOptions options, Progress progress) throws SQLException {
    String json = options.toJson();
    ArrowStream stream = new ArrowStream(firms);
    try {
      return use(session -> {
        Reporter reporter = progress == null ? null : new Reporter(this, progress);
        try {
          return new Study(Natives.call((library, error) ->
              library.liantu_session_study(session, json, stream.pointer(), reporter, null, error)));
        } catch (LiantuException failed) {
          if (reporter != null) reporter.rethrow();
          throw failed;
        }
      });
    } catch (LiantuException failed) {
      stream.rethrow();
      throw failed;
    } finally {
      stream.close();
    }
  }

  /** Progress as the library calls it. */
  private static final class Reporter implements NativeLibrary.ProgressCallback {
    private final Session session;
    private final Progress progress;
    private Throwable thrown;

    Reporter(Session session, Progress progress) {
      this.session = session;
      this.progress = progress;
    }

    @Override
    public int invoke(Pointer user, String step, long done, long total) {
      try {
        return session.shut(() -> progress.report(step, done, total)) ? 0 : 1;
      } catch (Throwable any) { // none may pass through the library
        thrown = any;
        return 1;
      }
    }

    void rethrow() {
      Sneaky.rethrow(thrown);
    }
  }
}
