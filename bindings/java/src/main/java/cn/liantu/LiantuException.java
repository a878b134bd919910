package cn.liantu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** 链图的错误. What went wrong: a code, a message in Chinese and English, and every place in the input. */
public final class LiantuException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of errors. */
  public enum Code {
    /** 其他：没有装字体、磁盘满. Something else: no font installed, a disk that is full. */
    FAILED(NativeLibrary.FAILED),
    /** 调用有误. The call itself is wrong: an unknown option, or a word that is none of those asked for. */
    MISUSE(NativeLibrary.MISUSE),
    /** 输入不能用. Input that cannot be used; {@link LiantuException#problems()} tells every place. */
    BAD_INPUT(NativeLibrary.BAD_INPUT),
    /** 已取消. {@link Progress} asked to stop. */
    CANCELLED(NativeLibrary.CANCELLED),
    /** 内存不足. Out of memory. */
    NO_MEMORY(NativeLibrary.NO_MEMORY);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    /**
     * As the C interface has it.
     *
     * @return 1 to 5
     */
    public int number() {
      return number;
    }

    static Code of(int number) {
      for (Code code : values()) {
        if (code.number == number) return code;
      }
      return FAILED; // one that came after this version
    }
  }

  private final Code code;
  private final String english;
  private final String json;
  private final transient List<Problem> problems;

  LiantuException(int code, String chinese, String english, String json) {
    super(chinese);
    this.code = Code.of(code);
    this.english = english;
    this.json = json;
    this.problems = problemsOf(json);
  }

  /**
   * The kind of error.
   *
   * @return never null
   */
  public Code code() {
    return code;
  }

  /**
   * What went wrong, all of it, a line each. {@link #getMessage()} is the Chinese one.
   *
   * @param lang of the message
   * @return never null
   */
  public String message(Lang lang) {
    return lang == Lang.EN ? english : getMessage();
  }

  /**
   * Every place in the input that is wrong.
   *
   * @return unchangeable, may be empty
   */
  public List<Problem> problems() {
    return problems != null ? problems : problemsOf(json); // null after deserialization
  }

  /**
   * The same for programs, to hand on: {@code {"code", "problems": [{"file", "where", "row", "column", "found", "wanted", "remedy"}]}}.
   *
   * @return JSON
   */
  public String json() {
    return json;
  }

  private static List<Problem> problemsOf(String json) {
    List<Problem> out = new ArrayList<>();
    Object listed = ((Map<?, ?>) JsonReader.read(json)).get("problems");
    for (Object each : (List<?>) listed) {
      Map<?, ?> problem = (Map<?, ?>) each;
      Object row = problem.get(problem.containsKey("row") ? "row" : "line");
      out.add(new Problem((String) problem.get("file"), (String) problem.get("where"), (Number) row, (String) problem.get("column"),
          textOf(problem.get("found")), textOf(problem.get("wanted")), textOf(problem.get("remedy"))));
    }
    return Collections.unmodifiableList(out);
  }

  private static Problem.Text textOf(Object value) {
    Map<?, ?> text = (Map<?, ?>) value;
    return new Problem.Text((String) text.get("zh"), (String) text.get("en"));
  }
}
