package cn.liantu;

/** What a study is for: the less, the faster. */
public enum Depth {
  /** 只要数量. Numbers alone: memory does not grow with the table. */
  NUMBERS("numbers"),
  /** 还要企业名. The firms behind them too. */
  FIRMS("firms"),
  /** 还要该先核实谁. Whom to visit first as well; this is the default. */
  VISITS("visits");

  private final String id;

  Depth(String id) {
    this.id = id;
  }

  /**
   * The word that options have for it.
   *
   * @return such as {@code numbers}
   */
  public String id() {
    return id;
  }
}
