package cn.liantu;

import com.sun.jna.Pointer;
import java.util.Collection;
import java.util.Collections;

/**
 * 分析：一张企业表，对应、分析完毕. One table of firms, matched and analysed; it never changes, and any number of threads
 * may use it at a time (maps are drawn one after the other). Use after the close: IllegalStateException.
 */
public final class Study extends Handle {
  Study(Pointer pointer) {
    super("分析 · study", pointer, Natives.library()::liantu_study_close);
  }

  /**
   * 各环节的状态. The state of each node.
   *
   * @return JSON, as {@code liantu coverage} prints it
   */
  public String coverage() {
    return json("coverage", "{}");
  }

  /**
   * 缺口与短板. What is missing or weak, and the action that a rule asks for.
   *
   * @return JSON, as {@code liantu gaps} prints it
   */
  public String gaps() {
    return json("gaps", "{}");
  }

  /**
   * 招商目标. The ranked targets, in Chinese.
   *
   * @return JSON, as {@code liantu targets} prints it
   */
  public String targets() {
    return targets(Lang.ZH);
  }

  /**
   * 招商目标. The ranked targets.
   *
   * @param lang of texts
   * @return JSON, as {@code liantu targets} prints it
   */
  public String targets(Lang lang) {
    return json("targets", new PublishOptions().lang(lang).toJson());
  }

  /**
   * 运行记录. Versions, hashes of what was read, counts.
   *
   * @return JSON, as {@code run.json} has it
   */
  public String run() {
    return json("run", "{}");
  }

  /**
   * 为什么. Why nodes have their state, action and score.
   *
   * @param nodes such as {@code quartz:crucible}
   * @param lang of texts
   * @return JSON, as {@code liantu explain} prints it
   * @throws LiantuException where there is no such node
   */
  public String explain(Collection<String> nodes, Lang lang) {
    return json("explain", new PublishOptions().lang(lang).set("nodes", nodes).toJson());
  }

  /**
   * The same of one node, in Chinese.
   *
   * @param node such as {@code quartz:crucible}
   * @return JSON, as {@code liantu explain} prints it
   * @throws LiantuException where there is no such node
   */
  public String explain(String node) {
    return explain(Collections.singleton(node), Lang.ZH);
  }

  String json(String what, String options) {
    return use(study -> Natives.text((library, error) -> library.liantu_study_json(study, what, options, error)));
  }

  /**
   * 出成果. Makes a map, page, report, workbook or table, in Chinese and as it comes.
   *
   * @param what to make
   * @return the bytes of its file
   * @throws LiantuException where it cannot be made
   */
  public byte[] publish(Output what) {
    return publish(what, new PublishOptions());
  }

  /**
   * 出成果. Makes a map, page, report, workbook or table.
   *
   * @param what to make
   * @param options how
   * @return the bytes of its file
   * @throws LiantuException where an option is wrong, or it cannot be made
   */
  public byte[] publish(Output what, PublishOptions options) {
    return publish(what.id(), options.toJson());
  }

  byte[] publish(String what, String options) {
    return use(study -> Natives.bytes((library, error) -> library.liantu_study_publish(study, what, options, error)));
  }
}
