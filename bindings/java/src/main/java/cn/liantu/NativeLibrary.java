// Made by bindings/generate.py from bindings/interface.json: change that.
package cn.liantu;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** Declarations of libliantu; {@link Session} and {@link Study} are the way in. */
interface NativeLibrary extends Library {
  int ABI = 1;
  int OK = 0;
  int FAILED = 1;
  int MISUSE = 2;
  int BAD_INPUT = 3;
  int CANCELLED = 4;
  int NO_MEMORY = 5;

  interface ProgressCallback extends Callback {
    int invoke(Pointer user, String step, long done, long total);
  }

  String liantu_version();
  int liantu_abi();
  Pointer liantu_session_open(String options, PointerByReference error);
  void liantu_session_close(Pointer session);
  Pointer liantu_session_json(Pointer session, String what, PointerByReference error);
  Pointer liantu_session_match(Pointer session, String firms, PointerByReference error);
  int liantu_session_match_stream(Pointer session, Pointer firms, Pointer matches, PointerByReference error);
  Pointer liantu_session_study(Pointer session, String options, Pointer firms, ProgressCallback progress, Pointer user, PointerByReference error);
  void liantu_study_close(Pointer study);
  Pointer liantu_study_json(Pointer study, String what, String options, PointerByReference error);
  Pointer liantu_study_publish(Pointer study, String what, String options, PointerByReference error);
  int liantu_study_targets_stream(Pointer study, String options, Pointer targets, PointerByReference error);
  Pointer liantu_bytes_data(Pointer bytes);
  long liantu_bytes_size(Pointer bytes);
  void liantu_bytes_free(Pointer bytes);
  int liantu_error_code(Pointer error);
  String liantu_error_message(Pointer error, String lang);
  String liantu_error_json(Pointer error);
  void liantu_error_free(Pointer error);
}
