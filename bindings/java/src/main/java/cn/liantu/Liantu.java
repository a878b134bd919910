package cn.liantu;

/**
 * 链图的入口. The way in.
 *
 * <pre>{@code
 * try (Session session = Liantu.open(new SessionOptions().chain("quartz"));
 *     Study study = session.study(new StudyOptions().firms("企业.csv"))) {
 *   Files.write(Paths.get("map.html"), study.publish(Output.MAP_HTML));
 * }
 * }</pre>
 *
 * <p>The library is found by the system property {@code liantu.library} (a path), else by the environment's
 * {@code LIANTU_LIBRARY}, else by the name {@code liantu} where JNA looks. Where there is none, the first call throws
 * an {@link UnsatisfiedLinkError}.
 */
public final class Liantu {
  private Liantu() {}

  /**
   * 打开会话. Reads what ships: all chains, the classification, the rules. About 0.1 s; keep it.
   *
   * @return to be closed
   * @throws LiantuException where they cannot be read
   */
  public static Session open() {
    return open(new SessionOptions());
  }

  /**
   * 打开会话. Reads chains, classification and rules.
   *
   * @param options which
   * @return to be closed
   * @throws LiantuException where they cannot be read, with every problem
   */
  public static Session open(SessionOptions options) {
    return open(options.toJson());
  }

  static Session open(String options) {
    return new Session(Natives.call((library, error) -> library.liantu_session_open(options, error)));
  }

  /**
   * 版本. The version of the library.
   *
   * @return such as {@code 0.1.0}
   */
  public static String version() {
    return Natives.library().liantu_version();
  }
}
