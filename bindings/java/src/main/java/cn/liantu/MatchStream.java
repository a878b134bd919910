package cn.liantu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * 对应结果，要一批算一批. Matches of a table of any size, made as they are asked for: memory does not grow with the table.
 * In the order of the firms. Closing it before the end stops the work, and waits for the row that is being read: from then
 * on no firm is asked for any more. It frees itself at its end, or where it fails; use after the close:
 * IllegalStateException. For one thread at a time, but for {@link #close()}.
 *
 * <p>The firms are read on a thread of the library's. What they throw comes out of {@link #hasNext()} and {@link #next()} as
 * it is, an SQLException too; a table that cannot be used is told there as a {@link LiantuException}.
 */
public final class MatchStream extends Handle implements Iterator<Match> {
  private final Session session;
  private final FirstRows first;
  private final ArrowStream firms;
  private final ArrowReader reader;
  private final ArrowReader.Column row;
  private final ArrowReader.Column firm;
  private final ArrowReader.Column creditCode;
  private final ArrowReader.Column chain;
  private final ArrowReader.Column node;
  private final ArrowReader.Column confidence;
  private final ArrowReader.Column verified;
  private final ArrowReader.Column rule;
  private final ArrowReader.Column term;
  private final ArrowReader.Column text;
  private int at;
  private int length;
  private boolean ended;

  /** Of a stream that the library filled in. */
  MatchStream(Session session, FirstRows first, ArrowStream firms, Memory stream) {
    super("对应结果 · matches", stream, MatchStream::release);
    this.session = session;
    this.first = first;
    this.firms = firms;
    try {
      reader = new ArrowReader(stream);
      row = reader.column("row", "L");
      firm = reader.column("firm", "u");
      creditCode = reader.column("credit_code", "u");
      chain = reader.column("chain", "u");
      node = reader.column("node", "u");
      confidence = reader.column("confidence", "g");
      verified = reader.column("verified", "b");
      rule = reader.column("rule", "u");
      term = reader.column("term", "u");
      text = reader.column("text", "u");
    } catch (Throwable failed) {
      close();
      throw failed;
    }
  }

  // The thread that reads the firms cannot wait for its own end.
  private static void release(Pointer stream) {
    if (ArrowStream.reading() == null) {
      ArrowReader.release(stream, ArrowStream.STREAM_RELEASE);
    } else {
      new Thread(() -> ArrowReader.release(stream, ArrowStream.STREAM_RELEASE), "liantu-release").start();
    }
  }

  /**
   * Whether there is a further match; waits for it.
   *
   * @throws LiantuException where the firms cannot be used, with every problem
   */
  @Override
  public boolean hasNext() {
    if (at < length && !closed()) return true;
    if (ended) return false;
    if (ArrowStream.reading() == firms)
      throw new IllegalStateException("读企业的程序里不能要它的对应结果 · not from within its own firms");
    at = 0;
    length = 0;
    int got = use(stream -> reader.next());
    if (got > 0) {
      length = got;
      return true;
    }
    ended = true;
    LiantuException failed = null;
    try {
      firms.rethrow();
      if (got < 0) failed = failure(use(stream -> reader.lastError()));
    } finally {
      close();
    }
    if (failed != null) throw failed;
    return false;
  }

  /**
   * The next match.
   *
   * @throws LiantuException where the firms cannot be used, with every problem
   * @throws NoSuchElementException at the end
   */
  @Override
  public Match next() {
    if (!hasNext()) throw new NoSuchElementException();
    int i = at++;
    return new Match(row.whole(i), firm.text(i), creditCode.text(i), chain.text(i), node.text(i), confidence.real(i), verified.is(i),
        rule.text(i), term.text(i), text.text(i));
  }

  /**
   * The rest as a stream of Java; closing it closes this.
   *
   * @return in the order of the firms, not parallel
   */
  public Stream<Match> stream() {
    int kind = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, kind), false).onClose(this::close);
  }

  // A stream tells a text alone. What is wrong with a table shows in its first rows: a study of them tells the same in full.
  private LiantuException failure(String told) {
    try {
      session.study(first.again(), new StudyOptions().depth(Depth.NUMBERS), null).close();
    } catch (LiantuException again) {
      if ((again.getMessage() + "\n" + again.message(Lang.EN)).equals(told)) return again;
    } catch (Exception closed) {
      // the session: the text it is
    }
    String[] lines = told.split("\n", -1);
    boolean input = told.startsWith(FirstRows.NAME) && lines.length % 2 == 0;
    StringBuilder zh = new StringBuilder();
    StringBuilder en = new StringBuilder();
    for (int i = 0; i < lines.length; ++i) {
      StringBuilder out = i % 2 == 0 ? zh : en;
      if (input) out.append(out.length() == 0 ? "" : "\n").append(lines[i]);
    }
    int code = input ? NativeLibrary.BAD_INPUT : told.equals("std::bad_alloc") ? NativeLibrary.NO_MEMORY : NativeLibrary.FAILED;
    return new LiantuException(code, input ? zh.toString() : told, input ? en.toString() : told,
        "{\"code\": " + code + ", \"problems\": []}\n");
  }

  /** Rows that remember the first of them. */
  static final class FirstRows implements RowSource {
    static final String NAME = "firms: ";
    private static final int KEPT = 20; // where the library looks for the headers

    private final RowSource rows;
    private final List<String[]> kept = new ArrayList<>();

    FirstRows(RowSource rows) {
      this.rows = rows;
    }

    @Override
    public List<String> headers() {
      return rows.headers();
    }

    @Override
    public boolean next(String[] cells) throws SQLException {
      if (!rows.next(cells)) return false;
      if (kept.size() < KEPT) kept.add(cells.clone());
      return true;
    }

    /** Those that it remembers. */
    RowSource again() {
      Iterator<String[]> rest = kept.iterator();
      return new RowSource() {
        @Override
        public List<String> headers() {
          return rows.headers();
        }

        @Override
        public boolean next(String[] cells) {
          if (!rest.hasNext()) return false;
          System.arraycopy(rest.next(), 0, cells, 0, cells.length);
          return true;
        }
      };
    }
  }
}
