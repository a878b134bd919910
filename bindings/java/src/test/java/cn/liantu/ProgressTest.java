package cn.liantu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static StudyOptions options() {
    return Sample.options().firms(Sample.file("firms.csv"));
  }

  @Test
  void hearsEveryStepOnItsOwnThread() {
    Set<String> steps = new LinkedHashSet<>();
    Thread caller = Thread.currentThread();
    try (Session session = Sample.session("quartz")) {
      session.study(options(), (step, done, total) -> {
        assertSame(caller, Thread.currentThread());
        steps.add(step);
        return true;
      }).close();
      assertTrue(steps.contains("match") && steps.contains("analyse"), steps.toString());
    }
  }

  @Test
  void stopsWhereItSaysSo() {
    try (Session session = Sample.session("quartz")) {
      int[] calls = new int[1];
      LiantuException failed = assertThrows(LiantuException.class, () -> session.study(options(), (step, done, total) -> ++calls[0] < 2));
      assertEquals(LiantuException.Code.CANCELLED, failed.code());
      assertEquals(2, calls[0]);
      assertEquals(LiantuException.Code.CANCELLED,
          assertThrows(LiantuException.class, () -> session.study(Sample.firms(), Sample.options(), (step, done, total) -> false)).code());
      assertEquals(0, ArrowStream.alive());
    }
  }

  @Test
  void whatItThrowsReachesTheCaller() {
    try (Session session = Sample.session("quartz")) {
      RuntimeException thrown = new RuntimeException("停");
      assertSame(thrown, assertThrows(RuntimeException.class, () -> session.study(options(), (step, done, total) -> {
        throw thrown;
      })));
      Error error = new StackOverflowError();
      assertSame(error, assertThrows(StackOverflowError.class, () -> session.study(Sample.firms(), Sample.options(), (step, done, total) -> {
        throw error;
      })));
    }
  }

  @Test
  void mayNotCallIntoItsSession() {
    try (Session session = Sample.session("quartz"); Session other = Sample.session("quartz")) {
      assertTrue(assertThrows(IllegalStateException.class, () -> session.study(options(), (step, done, total) -> {
        other.chains();
        session.chains();
        return true;
      })).getMessage().contains("progress"));
      assertTrue(session.chains().contains("quartz"), "refused only meanwhile");
    }
  }

  @Test
  void maySayCloseToItsSession() {
    Session session = Sample.session("quartz");
    try (Study study = session.study(options(), (step, done, total) -> {
      session.close();
      return true;
    })) {
      assertTrue(study.targets().contains("quartz"));
    }
    assertThrows(IllegalStateException.class, session::chains);
  }
}
