package cn.liantu;

import java.util.Map;

/** 分析的选项. What a study is asked; all of it may be left out. */
public final class StudyOptions extends Options<StudyOptions> {
  /** Nothing said yet. */
  public StudyOptions() {}

  /**
   * 企业表. The table of firms: a CSV or XLSX. Left out where firms come as rows.
   *
   * @param file a path
   * @return this
   */
  public StudyOptions firms(String file) {
    return set("firms", file);
  }

  /**
   * 县情文件. What is known of the county.
   *
   * @param file a path
   * @return this
   */
  public StudyOptions county(String file) {
    return set("county", file);
  }

  /**
   * The same, as an object.
   *
   * @param county as the file has it
   * @return this
   */
  public StudyOptions county(Map<String, ?> county) {
    return set("county", county);
  }

  /**
   * 只看这几条链. Only these chains of the session.
   *
   * @param ids such as {@code quartz}
   * @return this
   */
  public StudyOptions chain(String... ids) {
    return list("chain", ids);
  }

  /**
   * 要多细. What the study is for; {@link Depth#VISITS} where it is not said.
   *
   * @param depth the less, the faster
   * @return this
   */
  public StudyOptions depth(Depth depth) {
    return set("depth", depth.id());
  }

  /**
   * 表头到字段. Fields by headers that are not recognised.
   *
   * @param fields such as {@code 单位名} to {@code name}
   * @return this
   */
  public StudyOptions columns(Map<String, String> fields) {
    return set("columns", fields);
  }

  /**
   * 表的范围. What the table covers.
   *
   * @param words as for the tool
   * @return this
   */
  public StudyOptions scope(String... words) {
    return list("scope", words);
  }

  /**
   * 保留的列. Columns to keep beside those that are known.
   *
   * @param headers headers
   * @return this
   */
  public StudyOptions keepColumns(String... headers) {
    return list("keep_columns", headers);
  }

  /**
   * 本地. The regions whose firms are local.
   *
   * @param regions names or codes
   * @return this
   */
  public StudyOptions region(String... regions) {
    return list("region", regions);
  }

  /**
   * 周边. The regions around; wants {@link #region} and a table by path, which is read twice.
   *
   * @param regions names or codes
   * @return this
   */
  public StudyOptions reach(String... regions) {
    return list("reach", regions);
  }

  /**
   * 编码. The encoding of a CSV, where it is not found out.
   *
   * @param name such as {@code GB18030}
   * @return this
   */
  public StudyOptions encoding(String name) {
    return set("encoding", name);
  }

  /**
   * 工作表. The sheet of an XLSX.
   *
   * @param name its name
   * @return this
   */
  public StudyOptions sheet(String name) {
    return set("sheet", name);
  }

  /**
   * 表名. What the table is called in results.
   *
   * @param title a title
   * @return this
   */
  public StudyOptions tableTitle(String title) {
    return set("table_title", title);
  }

  /**
   * 表的日期. Of which day the table is.
   *
   * @param date such as {@code 2026-09-30}, {@code 2026-09}, {@code 2026}
   * @return this
   */
  public StudyOptions tableDate(String date) {
    return set("table_date", date);
  }

  /**
   * 日期. The day of the study.
   *
   * @param date such as {@code 2026-09-30}, {@code 2026-09}, {@code 2026}
   * @return this
   */
  public StudyOptions date(String date) {
    return set("date", date);
  }

  /**
   * 核对过的对应. Decisions on matches.
   *
   * @param files paths
   * @return this
   */
  public StudyOptions decisions(String... files) {
    return list("decisions", files);
  }

  /**
   * 资产. Assets of the county.
   *
   * @param files paths
   * @return this
   */
  public StudyOptions assets(String... files) {
    return list("assets", files);
  }

  /**
   * 规上名单. Lists of firms above scale.
   *
   * @param files paths
   * @return this
   */
  public StudyOptions aboveScale(String... files) {
    return list("above_scale", files);
  }

  /**
   * 链主名单. Lists of anchors.
   *
   * @param files paths
   * @return this
   */
  public StudyOptions anchors(String... files) {
    return list("anchors", files);
  }

  /**
   * 候选企业. Candidates for targets.
   *
   * @param files paths
   * @return this
   */
  public StudyOptions candidates(String... files) {
    return list("candidates", files);
  }

  /**
   * 多地区表. A table of several regions; wants {@link #home}.
   *
   * @param file a path
   * @return this
   */
  public StudyOptions regionsTable(String file) {
    return set("regions_table", file);
  }

  /**
   * 其中的本地. The one asked about among them.
   *
   * @param region its name
   * @return this
   */
  public StudyOptions home(String region) {
    return set("home", region);
  }

  /**
   * 地区的层级. The level of regions.
   *
   * @param level such as {@code county}
   * @return this
   */
  public StudyOptions level(String level) {
    return set("level", level);
  }

  /**
   * 线程数. Threads; 0 for as many as there are processors.
   *
   * @param count 0 to 1024
   * @return this
   */
  public StudyOptions threads(int count) {
    return set("threads", count);
  }
}
