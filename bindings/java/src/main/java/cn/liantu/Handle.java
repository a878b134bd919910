package cn.liantu;

import com.sun.jna.Pointer;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A native handle: any number of threads use it, and it is freed once, when it is closed and the last of them is out.
 * An owner that is dropped without a close has its handle closed by a thread.
 */
abstract class Handle implements AutoCloseable {
  private final Owned owned;
  private volatile boolean used; // only ever written

  Handle(String name, Pointer pointer, Consumer<Pointer> free) {
    owned = new Owned(name, pointer, free);
    owned.watch = Reaper.watch(this, owned);
  }

  /**
   * 关闭. Frees it, once no thread is in a call of it any more; further calls are refused. Closing twice is fine.
   */
  @Override
  public void close() {
    Reaper.forget(owned.watch);
    owned.close();
  }

  boolean closed() {
    return owned.closed;
  }

  /** Errors: IllegalStateException where it is closed. */
  <T> T use(Function<Pointer, T> call) {
    Pointer pointer = owned.enter();
    used = true; // this is reachable until here: no reaper comes between
    try {
      return call.apply(pointer);
    } finally {
      owned.leave();
    }
  }

  /** Runs what may not call into this handle; this thread is refused meanwhile. */
  <T> T shut(Supplier<T> call) {
    Owned before = Owned.SHUT.get();
    Owned.SHUT.set(owned);
    try {
      return call.get();
    } finally {
      Owned.SHUT.set(before);
    }
  }

  /** Handles that are not closed, whether anyone still has them or not. */
  static int open() {
    return Reaper.WATCHES.size();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + (owned.closed ? " (closed)" : "");
  }

  /** What outlives its owner. Refers to nothing of it. */
  private static final class Owned {
    static final ThreadLocal<Owned> SHUT = new ThreadLocal<>();

    private final String name;
    private final Pointer pointer;
    private final Consumer<Pointer> free;
    private final AtomicInteger holders = new AtomicInteger(1); // calls, and being open
    private volatile boolean closed;
    private Reaper.Watch watch;

    Owned(String name, Pointer pointer, Consumer<Pointer> free) {
      this.name = name;
      this.pointer = pointer;
      this.free = free;
    }

    Pointer enter() {
      if (SHUT.get() == this)
        throw new IllegalStateException(name + "：进度回调里不能再用它 · not from within its progress callback");
      int now;
      do {
        now = holders.get();
        if (closed || now == 0) throw new IllegalStateException(name + "：已关闭 · it is closed");
      } while (!holders.compareAndSet(now, now + 1));
      return pointer;
    }

    void leave() {
      if (holders.decrementAndGet() == 0) free.accept(pointer);
    }

    void close() {
      synchronized (this) {
        if (closed) return;
        closed = true;
      }
      leave();
    }
  }

  /** Java 8 has no Cleaner. */
  private static final class Reaper {
    private static final ReferenceQueue<Handle> DROPPED = new ReferenceQueue<>();
    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

    static {
      Thread thread = new Thread(Reaper::run, "liantu-reaper");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // keeps no application from being unloaded
      thread.start();
    }

    static final class Watch extends PhantomReference<Handle> {
      private final Owned owned;

      Watch(Handle owner, Owned owned) {
        super(owner, DROPPED);
        this.owned = owned;
      }
    }

    static Watch watch(Handle owner, Owned owned) {
      Watch watch = new Watch(owner, owned);
      WATCHES.add(watch);
      return watch;
    }

    static void forget(Watch watch) {
      watch.clear();
      WATCHES.remove(watch);
    }

    private static void run() {
      while (true) {
        try {
          Watch watch = (Watch) DROPPED.remove();
          WATCHES.remove(watch);
          watch.owned.close();
        } catch (InterruptedException stop) {
          return;
        }
      }
    }
  }
}
