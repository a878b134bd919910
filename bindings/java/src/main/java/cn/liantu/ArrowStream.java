package cn.liantu;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows as a stream of Arrow's C interface, every column text: https://arrow.apache.org/docs/format/CStreamInterface.html.
 * Every struct has a block of memory of its own, and a number by which its callbacks find it.
 */
final class ArrowStream implements AutoCloseable {
  /** Rows of an array at most. */
  static final int ROWS = 4096;

  private static final int BYTES = 8 << 20; // of an array, about
  static final int WORD = 8;
  private static final int FAILED = 5; // EIO

  // struct ArrowSchema { format, name, metadata, flags, n_children, children, dictionary, release, private_data }
  static final int SCHEMA_SIZE = 9 * WORD;
  static final int SCHEMA_NAME = WORD;
  static final int SCHEMA_N_CHILDREN = 4 * WORD;
  static final int SCHEMA_CHILDREN = 5 * WORD;
  static final int SCHEMA_RELEASE = 7 * WORD;
  // struct ArrowArray { length, null_count, offset, n_buffers, n_children, buffers, children, dictionary, release, private_data }
  static final int ARRAY_SIZE = 10 * WORD;
  private static final int ARRAY_N_BUFFERS = 3 * WORD;
  private static final int ARRAY_N_CHILDREN = 4 * WORD;
  static final int ARRAY_BUFFERS = 5 * WORD;
  static final int ARRAY_CHILDREN = 6 * WORD;
  static final int ARRAY_RELEASE = 8 * WORD;
  // struct ArrowArrayStream { get_schema, get_next, get_last_error, release, private_data }
  static final int STREAM_RELEASE = 3 * WORD;
  private static final int STREAM_ID = 4 * WORD;

  private static final AtomicLong IDS = new AtomicLong();
  private static final Map<Long, ArrowStream> STREAMS = new ConcurrentHashMap<>();
  private static final Map<Long, Block> BLOCKS = new ConcurrentHashMap<>();

  /** Called with the stream and where to put what comes. */
  interface Get extends Callback {
    int invoke(Pointer stream, Pointer out);
  }

  /** Called with the stream. */
  interface LastError extends Callback {
    Pointer invoke(Pointer stream);
  }

  /** Called with the struct to release. */
  interface Release extends Callback {
    void invoke(Pointer released);
  }

  // Held for ever: JNA frees the code of a callback that is collected.
  private static final Get GET_SCHEMA = (stream, out) -> of(stream).get(out, true);
  private static final Get GET_NEXT = (stream, out) -> of(stream).get(out, false);
  private static final LastError LAST_ERROR = stream -> of(stream).error;
  private static final Release RELEASE_STREAM = stream -> {
    STREAMS.remove(stream.getLong(STREAM_ID));
    stream.setPointer(STREAM_RELEASE, null);
  };
  private static final Release RELEASE_SCHEMA = schema ->
      release(schema, SCHEMA_N_CHILDREN, SCHEMA_CHILDREN, SCHEMA_RELEASE);
  private static final Release RELEASE_ARRAY = array ->
      release(array, ARRAY_N_CHILDREN, ARRAY_CHILDREN, ARRAY_RELEASE);

  private static final ThreadLocal<ArrowStream> READING = new ThreadLocal<>();

  static {
    // A stream of matches reads on a thread of its own, which stays known to Java until it ends and keeps no program alive.
    for (Callback callback : new Callback[] {GET_SCHEMA, GET_NEXT, LAST_ERROR, RELEASE_STREAM, RELEASE_SCHEMA, RELEASE_ARRAY})
      Native.setCallbackThreadInitializer(callback, new CallbackThreadInitializer(true, false, "liantu-firms"));
  }

  private final RowSource rows;
  private final List<String> headers;
  private final String[] cells;
  private final Column[] columns;
  private final Memory struct = new Memory(5 * WORD);
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private Memory error;
  private volatile Throwable thrown; // by a thread of the library's

  ArrowStream(RowSource rows) {
    this.rows = rows;
    headers = rows.headers();
    cells = new String[headers.size()];
    columns = new Column[headers.size()];
    for (int i = 0; i < columns.length; ++i) columns[i] = new Column();
    long id = IDS.incrementAndGet();
    STREAMS.put(id, this);
    struct.setPointer(0, CallbackReference.getFunctionPointer(GET_SCHEMA));
    struct.setPointer(WORD, CallbackReference.getFunctionPointer(GET_NEXT));
    struct.setPointer(2 * WORD, CallbackReference.getFunctionPointer(LAST_ERROR));
    struct.setPointer(STREAM_RELEASE, CallbackReference.getFunctionPointer(RELEASE_STREAM));
    struct.setLong(STREAM_ID, id);
  }

  /** To be taken over by a call. */
  Pointer pointer() {
    return struct;
  }

  /** What a row threw, again. */
  void rethrow() {
    Sneaky.rethrow(thrown);
  }

  /** Once the call is over: whoever took the stream over has a copy of the struct. */
  @Override
  public void close() {
    if (struct.getPointer(STREAM_RELEASE) != null) RELEASE_STREAM.invoke(struct);
    struct.close();
  }

  /** The stream whose rows this thread is reading, or null. */
  static ArrowStream reading() {
    return READING.get();
  }

  /** Streams and blocks that are not released. */
  static int alive() {
    return STREAMS.size() + BLOCKS.size();
  }

  private static ArrowStream of(Pointer stream) {
    return STREAMS.get(stream.getLong(STREAM_ID));
  }

  private int get(Pointer out, boolean schema) {
    ArrowStream before = READING.get();
    try {
      READING.set(this);
      if (Thread.currentThread().getContextClassLoader() != loader) Thread.currentThread().setContextClassLoader(loader);
      if (schema) {
        schema(out);
      } else if (thrown == null) {
        array(out);
      }
      return thrown == null ? 0 : FAILED;
    } catch (Throwable any) { // none may pass through the library
      thrown = any;
      byte[] text = String.valueOf(any.getMessage()).getBytes(StandardCharsets.UTF_8);
      error = new Memory(text.length + 1L);
      error.write(0, text, 0, text.length);
      error.setByte(text.length, (byte) 0);
      return FAILED;
    } finally {
      READING.set(before);
    }
  }

  private void schema(Pointer out) {
    int count = headers.size();
    byte[][] names = new byte[count][];
    long size = (long) count * (SCHEMA_SIZE + WORD) + 3 * WORD;
    for (int i = 0; i < count; ++i) {
      names[i] = headers.get(i).getBytes(StandardCharsets.UTF_8);
      size += names[i].length + 1;
    }
    Block block = new Block(size, count + 1);
    long children = block.take((long) count * WORD);
    long structs = block.take((long) count * SCHEMA_SIZE);
    Pointer format = block.text("+s".getBytes(StandardCharsets.UTF_8));
    Pointer text = block.text("u".getBytes(StandardCharsets.UTF_8));
    Pointer release = CallbackReference.getFunctionPointer(RELEASE_SCHEMA);
    for (int i = 0; i < count; ++i) {
      Pointer child = block.memory.share(structs + (long) i * SCHEMA_SIZE);
      child.setPointer(0, text);
      child.setPointer(SCHEMA_NAME, block.text(names[i]));
      child.setPointer(SCHEMA_RELEASE, release);
      child.setLong(SCHEMA_RELEASE + WORD, block.id);
      block.memory.setPointer(children + (long) i * WORD, child);
    }
    out.clear(SCHEMA_SIZE);
    out.setPointer(0, format);
    out.setPointer(SCHEMA_NAME, format.share(2)); // ""
    out.setLong(SCHEMA_N_CHILDREN, count);
    out.setPointer(SCHEMA_CHILDREN, block.memory.share(children));
    out.setPointer(SCHEMA_RELEASE, release);
    out.setLong(SCHEMA_RELEASE + WORD, block.id);
  }

  private void array(Pointer out) throws Exception {
    int length = 0;
    long bytes = 0;
    for (Column column : columns) column.clear();
    while (length < ROWS && bytes < BYTES && rows.next(cells)) {
      ++length;
      for (int i = 0; i < columns.length; ++i) bytes += columns[i].add(cells[i]);
    }
    out.clear(ARRAY_SIZE);
    if (length == 0) return; // release is null: the end
    int count = columns.length;
    long size = WORD + (long) count * (ARRAY_SIZE + 4 * WORD + WORD);
    for (Column column : columns) size += room(4L * (length + 1)) + room(column.size);
    Block block = new Block(size, count + 1);
    long children = block.take((long) count * WORD);
    long structs = block.take((long) count * ARRAY_SIZE);
    Pointer release = CallbackReference.getFunctionPointer(RELEASE_ARRAY);
    for (int i = 0; i < count; ++i) {
      Column column = columns[i];
      long buffers = block.take(3 * WORD);
      long offsets = block.take(room(4L * (length + 1)));
      long data = block.take(room(column.size));
      block.memory.write(offsets, column.ends, 0, length + 1);
      block.memory.write(data, column.bytes, 0, column.size);
      block.memory.setPointer(buffers + WORD, block.memory.share(offsets));
      block.memory.setPointer(buffers + 2 * WORD, block.memory.share(data));
      Pointer child = block.memory.share(structs + (long) i * ARRAY_SIZE);
      child.setLong(0, length);
      child.setLong(ARRAY_N_BUFFERS, 3);
      child.setPointer(ARRAY_BUFFERS, block.memory.share(buffers));
      child.setPointer(ARRAY_RELEASE, release);
      child.setLong(ARRAY_RELEASE + WORD, block.id);
      block.memory.setPointer(children + (long) i * WORD, child);
    }
    out.setLong(0, length);
    out.setLong(ARRAY_N_BUFFERS, 1);
    out.setLong(ARRAY_N_CHILDREN, count);
    out.setPointer(ARRAY_BUFFERS, block.memory.share(block.take(WORD))); // no bitmap: no row is null
    out.setPointer(ARRAY_CHILDREN, block.memory.share(children));
    out.setPointer(ARRAY_RELEASE, release);
    out.setLong(ARRAY_RELEASE + WORD, block.id);
  }

  private static long room(long bytes) {
    return (bytes + WORD - 1) / WORD * WORD;
  }

  /** Releases a struct and those children that nobody has moved elsewhere. */
  private static void release(Pointer struct, int childCount, int childPointers, int release) {
    for (long i = 0, count = struct.getLong(childCount); i < count; ++i) {
      Pointer child = struct.getPointer(childPointers).getPointer(i * WORD);
      if (child.getPointer(release) != null) release(child, childCount, childPointers, release);
    }
    struct.setPointer(release, null);
    BLOCKS.computeIfPresent(struct.getLong(release + WORD), (id, block) -> block.left());
  }

  /** Zeroed memory of a struct, its children and what they hold; gone with the last of them. */
  private static final class Block {
    final long id = IDS.incrementAndGet();
    final Memory memory;
    private long taken;
    private int users;

    Block(long size, int users) {
      memory = new Memory(size);
      memory.clear();
      this.users = users;
      BLOCKS.put(id, this);
    }

    long take(long bytes) {
      long out = taken;
      taken += bytes;
      if (taken > memory.size()) throw new AssertionError(taken + " > " + memory.size());
      return out;
    }

    Pointer text(byte[] text) {
      long at = take(text.length + 1L);
      memory.write(at, text, 0, text.length);
      return memory.share(at);
    }

    Block left() {
      if (--users > 0) return this;
      memory.close();
      return null;
    }
  }

  /** Cells of a column in UTF-8, one after the other. */
  private static final class Column {
    private final int[] ends = new int[ROWS + 1];
    private byte[] bytes = new byte[1024];
    private int rows;
    private int size;

    void clear() {
      rows = 0;
      size = 0;
    }

    int add(String cell) {
      int added = 0;
      if (cell != null && !cell.isEmpty()) {
        byte[] text = cell.getBytes(StandardCharsets.UTF_8);
        added = text.length;
        if (size + added > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + added, 2 * bytes.length));
        System.arraycopy(text, 0, bytes, size, added);
        size += added;
      }
      ends[++rows] = size;
      return added;
    }
  }
}
