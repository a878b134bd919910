package cn.liantu;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** 输入中的一处问题. One thing that is wrong with the input, and what to do about it. Texts may be empty, never null. */
public final class Problem {
  private final String file;
  private final String where;
  private final Text found;
  private final Text wanted;
  private final Text remedy;
  private final Number row;
  private final String column;

  Problem(String file, String where, Number row, String column, Text found, Text wanted, Text remedy) {
    this.file = file;
    this.where = where;
    this.row = row;
    this.column = column;
    this.found = found;
    this.wanted = wanted;
    this.remedy = remedy;
  }

  /**
   * The file, or {@code options} or {@code firms} for what the caller gave.
   *
   * @return a path or word
   */
  public String file() {
    return file;
  }

  /**
   * The place in it: a line, a column, a JSON pointer.
   *
   * @return the place
   */
  public String where() {
    return where;
  }

  /**
   * The row of a table, from 1, or the line of a text.
   *
   * @return empty where the place is elsewhere
   */
  public OptionalLong row() {
    return row == null ? OptionalLong.empty() : OptionalLong.of(row.longValue());
  }

  /**
   * The column of a table, as the table calls it.
   *
   * @return empty where the place is elsewhere
   */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }

  /**
   * What is there.
   *
   * @return in both languages
   */
  public Text found() {
    return found;
  }

  /**
   * What should be there.
   *
   * @return in both languages
   */
  public Text wanted() {
    return wanted;
  }

  /**
   * What to do.
   *
   * @return in both languages
   */
  public Text remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return file + " " + where + ": " + found + " / " + wanted + " / " + remedy;
  }

  /** A text in both languages. */
  public static final class Text {
    private final String zh;
    private final String en;

    Text(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /**
     * The Chinese one.
     *
     * @return 中文
     */
    public String zh() {
      return zh;
    }

    /**
     * The English one.
     *
     * @return English
     */
    public String en() {
      return en;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text && ((Text) other).zh.equals(zh) && ((Text) other).en.equals(en);
    }

    @Override
    public int hashCode() {
      return Objects.hash(zh, en);
    }

    @Override
    public String toString() {
      return zh;
    }
  }
}
