package cn.liantu;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** The library, loaded when it is first asked for, and what its calls give. */
final class Natives {
  private static NativeLibrary loaded;

  private Natives() {}

  static synchronized NativeLibrary library() {
    if (loaded == null) loaded = load();
    return loaded;
  }

  private static NativeLibrary load() {
    String name = System.getProperty("liantu.library");
    if (name == null || name.isEmpty()) name = System.getenv("LIANTU_LIBRARY");
    if (name == null || name.isEmpty()) name = "liantu";
    NativeLibrary library;
    int abi;
    try {
      library = Native.load(name, NativeLibrary.class, Collections.singletonMap(Library.OPTION_STRING_ENCODING, "UTF-8"));
      abi = library.liantu_abi();
    } catch (UnsatisfiedLinkError missing) {
      throw failed("找不到 libliantu（" + name + "）：请用系统属性 liantu.library 或环境变量 LIANTU_LIBRARY 指明"
          + " · no libliantu at " + name + ": name it by the property liantu.library or by LIANTU_LIBRARY", missing);
    }
    if (Native.POINTER_SIZE != 8)
      throw failed("只支持 64 位的 Java · only a 64-bit Java will do", null);
    if (abi < NativeLibrary.ABI)
      throw failed("libliantu 太旧：接口 " + abi + "，需要 " + NativeLibrary.ABI + " · libliantu is too old: interface " + abi + ", not "
          + NativeLibrary.ABI, null);
    return library;
  }

  private static UnsatisfiedLinkError failed(String message, Throwable cause) {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
    error.initCause(cause);
    return error;
  }

  /** A call that gives null and an error where it fails. */
  interface Call {
    Pointer on(NativeLibrary library, PointerByReference error);
  }

  /** What the call gives, never null. */
  static Pointer call(Call call) {
    NativeLibrary library = library();
    PointerByReference error = new PointerByReference();
    Pointer out = call.on(library, error);
    if (out == null) throw taken(library, error.getValue());
    return out;
  }

  /** A call that gives a code. */
  interface Deed {
    int on(NativeLibrary library, PointerByReference error);
  }

  static void done(Deed deed) {
    NativeLibrary library = library();
    PointerByReference error = new PointerByReference();
    if (deed.on(library, error) != NativeLibrary.OK) throw taken(library, error.getValue());
  }

  /** The bytes that the call gives. */
  static byte[] bytes(Call call) {
    NativeLibrary library = library();
    Pointer bytes = call(call);
    try {
      long size = library.liantu_bytes_size(bytes);
      if (size > Integer.MAX_VALUE - 8) throw new OutOfMemoryError("结果太大 · a result too large: " + size);
      return library.liantu_bytes_data(bytes).getByteArray(0, (int) size);
    } finally {
      library.liantu_bytes_free(bytes);
    }
  }

  static String text(Call call) {
    return new String(bytes(call), StandardCharsets.UTF_8);
  }

  private static LiantuException taken(NativeLibrary library, Pointer error) {
    try {
      return new LiantuException(library.liantu_error_code(error), library.liantu_error_message(error, "zh"),
          library.liantu_error_message(error, "en"), library.liantu_error_json(error));
    } finally {
      library.liantu_error_free(error);
    }
  }
}
