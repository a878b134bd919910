package cn.liantu;

import java.util.Map;

/** 打开会话的选项. What a session is opened with; all of it may be left out. */
public final class SessionOptions extends Options<SessionOptions> {
  /** Nothing said yet. */
  public SessionOptions() {}

  /**
   * 数据文件夹. The folder of chains, classification and rules; else the environment's {@code LIANTU_DATA}, else what
   * stands beside the library.
   *
   * @param folder a path
   * @return this
   */
  public SessionOptions data(String folder) {
    return set("data", folder);
  }

  /**
   * 产业链. Ids, or paths of chain files; else all that ship.
   *
   * @param chains such as {@code quartz}
   * @return this
   */
  public SessionOptions chain(String... chains) {
    return list("chain", chains);
  }

  /**
   * 代替自带的产业链文件夹. A folder of chains instead of the shipped one.
   *
   * @param folder a path
   * @return this
   */
  public SessionOptions chainsDir(String folder) {
    return set("chains_dir", folder);
  }

  /**
   * 规则文件. Rules that win over the shipped ones.
   *
   * @param file a path
   * @return this
   */
  public SessionOptions policy(String file) {
    return set("policy", file);
  }

  /**
   * The same, as an object.
   *
   * @param rules as the file has them
   * @return this
   */
  public SessionOptions policy(Map<String, ?> rules) {
    return set("policy", rules);
  }

  /**
   * 动作口径. The profile of actions.
   *
   * @param name as the rules have it
   * @return this
   */
  public SessionOptions profile(String name) {
    return set("profile", name);
  }

  /**
   * 线程数. Threads of a study; 0 for as many as there are processors.
   *
   * @param count 0 to 1024
   * @return this
   */
  public SessionOptions threads(int count) {
    return set("threads", count);
  }
}
