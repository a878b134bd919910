package cn.liantu;

/**
 * 进度与取消. Hears how a study gets on, on the thread that asked for it: once for every step, and once for some
 * thousand firms. What it throws stops the study and reaches the caller. It may not call into the same session.
 */
@FunctionalInterface
public interface Progress {
  /**
   * Called while the study is made.
   *
   * @param step read, match, analyse, stability or verify
   * @param done firms or parts that are done
   * @param total of how many; 0 where that is not known
   * @return true to go on; false to stop, which makes the call fail with {@link LiantuException.Code#CANCELLED}
   */
  boolean report(String step, long done, long total);
}
