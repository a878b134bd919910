package cn.liantu;

import java.util.Objects;

/** 输入中的一处问题. One thing that is wrong with the input, and what to do about it. Texts may be empty, never null. */
public final class Problem {
  private final String file;
  private final String where;
  private final Text found;
  private final Text wanted;
  private final Text remedy;

  Problem(String file, String where, Text found, Text wanted, Text remedy) {
    this.file = file;
    this.where = where;
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
