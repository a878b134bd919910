package cn.liantu;

import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Calls many times after a warm-up and fails where the process has grown by 5 MB. The heap has to be of one size and
 * touched beforehand: -Xms -Xmx -XX:+AlwaysPreTouch. With --leak matches are not freed: the check itself has to fail.
 */
final class LeakCheck {
  private static final long ALLOWED_KB = 5 * 1024;

  private LeakCheck() {}

  public static void main(String[] words) throws IOException {
    boolean leak = words.length > 0 && words[0].equals("--leak");
    String firms = JsonWriter.write(Collections.singletonList(
        Sample.firm("企业名称", "甲石英有限公司", "经营范围", "高纯石英砂、石英坩埚的生产、销售；货物进出口。")));
    List<Map<String, String>> table = Sample.firms();
    long grown;
    try (Session session = Sample.session("quartz"); Study study = Sample.study(session)) {
      if (leak) {
        grown = grownOnce("match calls that leak", 20_000, () ->
            session.use(pointer -> Natives.library().liantu_session_match(pointer, firms, new PointerByReference())));
      } else {
        grown = LongStream.of(grownBy("match calls", 10_000, () -> session.match(firms)),
            grownBy("map calls", 1_000, () -> study.publish(Output.MAP_SVG)),
            grownBy("studies of rows", 200, () -> session.study(table, Sample.options(), (step, done, total) -> true).close()),
            grownBy("streams of matches", 200, () -> readTo(session.matches(table), Integer.MAX_VALUE)),
            grownBy("streams left early", 200, () -> readTo(session.matches(table), 10)),
            grownBy("errors", 5_000, () -> refused(session))).max().getAsLong();
      }
    }
    if (grown >= ALLOWED_KB) {
      System.out.println("leaks");
      System.exit(1);
    }
  }

  private static void readTo(MatchStream matches, int count) {
    try (MatchStream closed = matches) {
      for (int i = 0; i < count && closed.hasNext(); ++i) closed.next();
    }
  }

  private static void refused(Session session) {
    try {
      session.chain("none");
    } catch (LiantuException wanted) {
      return;
    }
    throw new AssertionError("there is no such chain");
  }

  // What leaks grows each time. An arena of malloc that grew once, for it was cut up, does not.
  private static long grownBy(String what, int calls, Runnable call) throws IOException {
    long least = grownOnce(what, calls, call);
    for (int time = 1; time < 3 && least >= ALLOWED_KB; ++time) least = Math.min(least, grownOnce(what, calls, call));
    return least;
  }

  private static long grownOnce(String what, int calls, Runnable call) throws IOException {
    for (int i = 0; i < calls / 2; ++i) call.run();
    long before = resident();
    for (int i = 0; i < calls; ++i) call.run();
    long grown = resident() - before;
    System.out.println(calls + " " + what + ": " + grown + " KB more");
    return grown;
  }

  static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
    }
    throw new IOException("no VmRSS");
  }
}
