package cn.liantu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HandleTest {
  private static final int THREADS = 8;

  private static final class Counted extends Handle {
    Counted(AtomicInteger freed) {
      super("试 · test", Pointer.NULL, pointer -> freed.incrementAndGet());
    }
  }

  @Test
  void closingTwiceFreesOnce() {
    AtomicInteger freed = new AtomicInteger();
    Counted handle = new Counted(freed);
    assertEquals(0, freed.get());
    handle.close();
    assertEquals(1, freed.get());
    handle.close();
    assertEquals(1, freed.get());
  }

  @Test
  void useAfterCloseIsRefused() {
    Session session = Sample.session("quartz");
    Study study = Sample.study(session);
    session.close();
    session.close();
    assertTrue(study.targets().contains("quartz"));
    study.close();
    for (IllegalStateException refused : new IllegalStateException[] {assertThrows(IllegalStateException.class, session::chains),
        assertThrows(IllegalStateException.class, () -> session.match("[]")),
        assertThrows(IllegalStateException.class, () -> session.study(new StudyOptions())),
        assertThrows(IllegalStateException.class, () -> session.study(Sample.firms(), new StudyOptions())),
        assertThrows(IllegalStateException.class, study::targets),
        assertThrows(IllegalStateException.class, () -> study.publish(Output.MAP_SVG))}) {
      assertTrue(refused.getMessage().contains("已关闭") && refused.getMessage().contains("closed"), refused.getMessage());
    }
    assertEquals(0, ArrowStream.alive());
  }

  @Test
  @Timeout(60)
  void aCloseWaitsForCallsWithoutBlocking() throws Exception {
    AtomicInteger freed = new AtomicInteger();
    Counted handle = new Counted(freed);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread user = new Thread(() -> handle.use(pointer -> {
      inside.countDown();
      try {
        go.await();
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
      return null;
    }));
    user.start();
    inside.await();
    handle.close();
    assertEquals(0, freed.get(), "a call is under way");
    assertThrows(IllegalStateException.class, () -> handle.use(pointer -> null));
    go.countDown();
    user.join();
    assertEquals(1, freed.get());
  }

  @Test
  @Timeout(60)
  void whatIsDroppedIsFreed() throws Exception {
    AtomicInteger freed = new AtomicInteger();
    int before = Handle.open();
    Session[] dropped = {Sample.session("quartz")};
    Handle[] counted = {new Counted(freed)};
    assertEquals(before + 2, Handle.open());
    dropped[0].chains();
    dropped[0] = null;
    counted[0] = null;
    while (Handle.open() > before || freed.get() == 0) {
      System.gc();
      Thread.sleep(20);
    }
    assertEquals(1, freed.get());
  }

  @Test
  @Timeout(300)
  void eightThreadsDrawTheSameMaps() throws Exception {
    try (Session session = Sample.session("quartz", "photovoltaic"); Study study = Sample.study(session)) {
      PublishOptions[] options = {new PublishOptions().chain("quartz"), new PublishOptions().chain("photovoltaic").lang(Lang.EN)};
      byte[][] wanted = {study.publish(Output.MAP_SVG, options[0]), study.publish(Output.MAP_SVG, options[1])};
      byte[] atlas = study.publish(Output.ATLAS_SVG);
      String targets = study.targets();
      together(() -> {
        for (int i = 0; i < 4; ++i) assertArrayEquals(wanted[i % 2], study.publish(Output.MAP_SVG, options[i % 2]));
        assertArrayEquals(atlas, study.publish(Output.ATLAS_SVG));
        assertEquals(targets, study.targets());
        try (Study own = Sample.study(session)) {
          assertArrayEquals(wanted[0], own.publish(Output.MAP_SVG, options[0]));
        }
        return null;
      });
    }
  }

  @Test
  @Timeout(300)
  void aCloseAmongCallsIsNeverACrash() throws Exception {
    for (int round = 0; round < 20; ++round) {
      Session session = Sample.session("quartz");
      CountDownLatch begun = new CountDownLatch(THREADS - 1);
      AtomicInteger number = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      together(() -> {
        if (number.getAndIncrement() == 0) {
          begun.await();
          session.close();
          return null;
        }
        begun.countDown();
        while (true) {
          try {
            assertTrue(session.chains().contains("quartz"));
          } catch (IllegalStateException closed) {
            return refused.incrementAndGet();
          }
        }
      });
      assertEquals(THREADS - 1, refused.get());
    }
  }

  private static void together(java.util.concurrent.Callable<?> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; ++i) all.add(pool.submit(work));
      for (Future<?> each : all) each.get();
    } finally {
      pool.shutdownNow();
      assertTrue(pool.awaitTermination(60, TimeUnit.SECONDS));
    }
  }
}
