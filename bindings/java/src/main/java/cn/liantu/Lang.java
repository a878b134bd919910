package cn.liantu;

/** A language that results and messages are in. */
public enum Lang {
  /** 中文. */
  ZH("zh"),
  /** English. */
  EN("en");

  private final String id;

  Lang(String id) {
    this.id = id;
  }

  /**
   * The word that options have for it.
   *
   * @return {@code zh} or {@code en}
   */
  public String id() {
    return id;
  }
}
