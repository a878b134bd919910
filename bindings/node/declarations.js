// Made by bindings/generate.py from bindings/interface.json: change that.
'use strict';

const ABI = 1;
const CODES = {
  OK: 0,
  FAILED: 1,
  MISUSE: 2,
  BAD_INPUT: 3,
  CANCELLED: 4,
  NO_MEMORY: 5,
};

// Handles, as koffi names them.
const HANDLES = [
  "liantu_session",
  "liantu_study",
  "liantu_bytes",
  "liantu_error",
];

const CALLBACKS = [
  "int32_t liantu_progress(void *user, const char *step, uint64_t done, uint64_t total)",
];

const FUNCTIONS = [
  "const char *liantu_version(void)",
  "int32_t liantu_abi(void)",
  "liantu_session *liantu_session_open(const char *options, _Out_ liantu_error **error)",
  "void liantu_session_close(liantu_session *session)",
  "liantu_bytes *liantu_session_json(liantu_session *session, const char *what, _Out_ liantu_error **error)",
  "liantu_bytes *liantu_session_match(liantu_session *session, const char *firms, _Out_ liantu_error **error)",
  "int32_t liantu_session_match_stream(liantu_session *session, void *firms, void *matches, _Out_ liantu_error **error)",
  "liantu_study *liantu_session_study(liantu_session *session, const char *options, void *firms, liantu_progress *progress, void *user, _Out_ liantu_error **error)",
  "void liantu_study_close(liantu_study *study)",
  "liantu_bytes *liantu_study_json(liantu_study *study, const char *what, const char *options, _Out_ liantu_error **error)",
  "liantu_bytes *liantu_study_publish(liantu_study *study, const char *what, const char *options, _Out_ liantu_error **error)",
  "int32_t liantu_study_targets_stream(liantu_study *study, const char *options, void *targets, _Out_ liantu_error **error)",
  "const void *liantu_bytes_data(liantu_bytes *bytes)",
  "size_t liantu_bytes_size(liantu_bytes *bytes)",
  "void liantu_bytes_free(liantu_bytes *bytes)",
  "int32_t liantu_error_code(liantu_error *error)",
  "const char *liantu_error_message(liantu_error *error, const char *lang)",
  "const char *liantu_error_json(liantu_error *error)",
  "void liantu_error_free(liantu_error *error)",
];

module.exports = { ABI, CODES, HANDLES, CALLBACKS, FUNCTIONS };
