package cn.liantu;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A stream of Arrow's C interface that the library made, array by array: https://arrow.apache.org/docs/format/CDataInterface.html.
 * What an array holds is copied, and the array released at once. Of the types, those that the library writes: text (u),
 * unsigned numbers (L), doubles (g) and true or false (b).
 */
final class ArrowReader {
  static final int STREAM_SIZE = 5 * ArrowStream.WORD;

  private final Pointer stream;
  private final Function getNext;
  private final Map<String, Column> columns = new HashMap<>();
  private final Column[] inOrder;
  private int length;

  /** Reads the schema. */
  ArrowReader(Pointer stream) {
    this.stream = stream;
    getNext = Function.getFunction(stream.getPointer(ArrowStream.WORD));
    Memory schema = new Memory(ArrowStream.SCHEMA_SIZE);
    schema.clear();
    int failed = Function.getFunction(stream.getPointer(0)).invokeInt(new Object[] {stream, schema});
    if (failed != 0) throw new OutOfMemoryError("Arrow: " + failed); // nothing else fails here
    try {
      inOrder = new Column[(int) schema.getLong(ArrowStream.SCHEMA_N_CHILDREN)];
      for (int i = 0; i < inOrder.length; ++i) {
        Pointer child = schema.getPointer(ArrowStream.SCHEMA_CHILDREN).getPointer((long) i * ArrowStream.WORD);
        inOrder[i] = new Column(child.getPointer(0).getString(0, "UTF-8"));
        columns.put(child.getPointer(ArrowStream.SCHEMA_NAME).getString(0, "UTF-8"), inOrder[i]);
      }
    } finally {
      release(schema, ArrowStream.SCHEMA_RELEASE);
      schema.close();
    }
  }

  /** Refuses a column that is not there or not of that type: then the library is another one. */
  Column column(String name, String format) {
    Column column = columns.get(name);
    if (column == null || !column.format.equals(format))
      throw new IllegalStateException("libliantu 的 " + name + " 列不是 " + format + " · column " + name + " of libliantu is not " + format);
    return column;
  }

  /** The rows of the next array; 0 at the end, -1 where the stream failed. Waits for it. */
  int next() {
    Memory array = new Memory(ArrowStream.ARRAY_SIZE);
    array.clear();
    try {
      length = 0;
      if (getNext.invokeInt(new Object[] {stream, array}) != 0) return -1;
      if (array.getPointer(ArrowStream.ARRAY_RELEASE) == null) return 0;
      try {
        length = Math.toIntExact(array.getLong(0));
        long offset = array.getLong(2 * ArrowStream.WORD);
        Pointer children = array.getPointer(ArrowStream.ARRAY_CHILDREN);
        for (int i = 0; i < inOrder.length; ++i) inOrder[i].read(children.getPointer((long) i * ArrowStream.WORD), offset, length);
      } finally {
        release(array, ArrowStream.ARRAY_RELEASE);
      }
      return length > 0 ? length : next();
    } finally {
      array.close();
    }
  }

  /** Why it failed. */
  String lastError() {
    Pointer told = Function.getFunction(stream.getPointer(2 * ArrowStream.WORD)).invokePointer(new Object[] {stream});
    return told == null ? "" : told.getString(0, "UTF-8");
  }

  /** Releases a struct, unless that was done. */
  static void release(Pointer struct, int release) {
    Pointer function = struct.getPointer(release);
    if (function != null) Function.getFunction(function).invokeVoid(new Object[] {struct});
  }

  /** A column of the array at hand. */
  static final class Column {
    private final String format;
    private byte[] valid;
    private byte[] bits;
    private byte[] bytes = new byte[0];
    private int[] ends;
    private long[] whole;
    private double[] real;
    private int shift;

    Column(String format) {
      this.format = format;
    }

    // Bits begin at the byte of the first row; `shift` of them are before it.
    private void read(Pointer array, long parent, int length) {
      long offset = array.getLong(2 * ArrowStream.WORD) + parent;
      Pointer buffers = array.getPointer(ArrowStream.ARRAY_BUFFERS);
      Pointer validity = buffers.getPointer(0);
      Pointer values = buffers.getPointer(ArrowStream.WORD);
      shift = (int) (offset % 8);
      int bitBytes = (shift + length + 7) / 8;
      valid = validity == null ? null : validity.getByteArray(offset / 8, bitBytes);
      if (length == 0) return;
      switch (format) {
        case "u":
          ends = values.getIntArray(offset * 4, length + 1);
          int size = ends[length] - ends[0];
          bytes = size == 0 ? new byte[0] : buffers.getPointer(2 * ArrowStream.WORD).getByteArray(ends[0], size);
          break;
        case "L":
          whole = values.getLongArray(offset * 8, length);
          break;
        case "g":
          real = values.getDoubleArray(offset * 8, length);
          break;
        case "b":
          bits = values.getByteArray(offset / 8, bitBytes);
          break;
        default: // a column that nobody asks for
      }
    }

    private boolean bit(byte[] of, int row) {
      int at = shift + row;
      return (of[at / 8] >> (at % 8) & 1) != 0;
    }

    /** Null where there is none. */
    String text(int row) {
      if (valid != null && !bit(valid, row)) return null;
      return new String(bytes, ends[row] - ends[0], ends[row + 1] - ends[row], StandardCharsets.UTF_8);
    }

    long whole(int row) {
      return whole[row];
    }

    double real(int row) {
      return real[row];
    }

    boolean is(int row) {
      return bit(bits, row);
    }
  }
}
