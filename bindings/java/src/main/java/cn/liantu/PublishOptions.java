package cn.liantu;

/** 成果的选项. How a result is made; all of it may be left out. */
public final class PublishOptions extends Options<PublishOptions> {
  /** Nothing said yet. */
  public PublishOptions() {}

  /**
   * 语言. The language; Chinese where it is not said.
   *
   * @param lang of texts
   * @return this
   */
  public PublishOptions lang(Lang lang) {
    return set("lang", lang.id());
  }

  /**
   * 哪条链. The chain of a map; not needed where the study has one.
   *
   * @param id such as {@code quartz}
   * @return this
   */
  public PublishOptions chain(String id) {
    return set("chain", id);
  }

  /**
   * 纸张. What a map is laid out for.
   *
   * @param paper such as {@code A3}, {@code A0}, {@code 16:9}
   * @return this
   */
  public PublishOptions paper(String paper) {
    return set("paper", paper);
  }

  /**
   * 配色. The colours of a map.
   *
   * @param theme such as {@code dark}, {@code print}
   * @return this
   */
  public PublishOptions theme(String theme) {
    return set("theme", theme);
  }

  /**
   * 图上列出候选企业. Whether candidates are on the map.
   *
   * @param shown on it
   * @return this
   */
  public PublishOptions candidates(boolean shown) {
    return set("candidates", shown);
  }

  /**
   * PNG 的分辨率. The resolution of a PNG.
   *
   * @param dpi 36 to 600
   * @return this
   */
  public PublishOptions dpi(double dpi) {
    return set("dpi", dpi);
  }
}
