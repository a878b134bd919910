package cn.liantu;

/** What {@link Study#publish} makes. */
public enum Output {
  /** 单链图. The map of one chain. */
  MAP_SVG("map.svg", "image/svg+xml"),
  /** The same as PDF. */
  MAP_PDF("map.pdf", "application/pdf"),
  /** The same as PNG. */
  MAP_PNG("map.png", "image/png"),
  /** 总图. One map of all chains of the study. */
  ATLAS_SVG("atlas.svg", "image/svg+xml"),
  /** The same as PDF. */
  ATLAS_PDF("atlas.pdf", "application/pdf"),
  /** The same as PNG. */
  ATLAS_PNG("atlas.png", "image/png"),
  /** 可点击的单文件网页. All of it to click through, in one file that needs no network. */
  MAP_HTML("map.html", "text/html;charset=UTF-8"),
  /** 报告. The report as Markdown. */
  REPORT_MD("report.md", "text/markdown;charset=UTF-8"),
  /** The same as HTML. */
  REPORT_HTML("report.html", "text/html;charset=UTF-8"),
  /** The same as DOCX; pandoc has to be installed. */
  REPORT_DOCX("report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  /** 清单工作簿. The lists, a sheet each. */
  LISTS_XLSX("lists.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  /** 招商目标. The targets. */
  TARGETS_CSV("targets.csv", "text/csv;charset=UTF-8"),
  /** 待核对的对应. The matches to ask about first. */
  DECISIONS_CSV("decisions.csv", "text/csv;charset=UTF-8");

  private final String id;
  private final String mediaType;

  Output(String id, String mediaType) {
    this.id = id;
    this.mediaType = mediaType;
  }

  /**
   * The word for it, which is a good name for its file.
   *
   * @return such as {@code map.svg}
   */
  public String id() {
    return id;
  }

  /**
   * For a Content-Type header.
   *
   * @return such as {@code image/svg+xml}
   */
  public String mediaType() {
    return mediaType;
  }
}
