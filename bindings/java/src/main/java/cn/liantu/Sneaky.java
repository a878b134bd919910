package cn.liantu;

/** Throwables that were caught under the library go on above it as they are. */
final class Sneaky {
  private Sneaky() {}

  static void rethrow(Throwable thrown) {
    if (thrown != null) Sneaky.<RuntimeException>as(thrown);
  }

  /** Never returns. */
  static AssertionError rethrown(Throwable thrown) {
    rethrow(thrown);
    return new AssertionError();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void as(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
