/** @file
 * libliantu: chains, matching firms to them, gaps, targets, maps. Made by bindings/generate.py from bindings/interface.json: change that.
 *
 * Text is UTF-8 and ends with a 0. Handles of results are yours: free each once. A call that fails gives null or a
 * code, and where `error` is not null an error to free; no exception and no signal gets out. */
#ifndef LIANTU_H
#define LIANTU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LIANTU_API __attribute__((visibility("default")))
#else
#define LIANTU_API
#endif

/** The version of this interface as it is here; liantu_abi() tells that of the library. */
#define LIANTU_ABI 1

/** Done. */
#define LIANTU_OK 0
/** Something else went wrong: a font that is not installed, a disk that is full. */
#define LIANTU_FAILED 1
/** The call itself is wrong: a null handle, an unknown option, a word that is none of those asked for. */
#define LIANTU_MISUSE 2
/** Input that cannot be used; liantu_error_json tells every place. */
#define LIANTU_BAD_INPUT 3
/** The progress callback asked to stop. */
#define LIANTU_CANCELLED 4
/** Out of memory. */
#define LIANTU_NO_MEMORY 5

/* The C stream interface of Apache Arrow, which defines it. */
struct ArrowArrayStream;

/** Chains, classification and policy, read. Never changes: any number of threads may use one at a time. */
typedef struct liantu_session liantu_session;
/** One table of firms, matched and analysed. Never changes: any number of threads may use one at a time. It
 * keeps what it needs of its session. */
typedef struct liantu_study liantu_study;
/** A result: bytes of its own, until liantu_bytes_free. */
typedef struct liantu_bytes liantu_bytes;
/** What went wrong, until liantu_error_free. */
typedef struct liantu_error liantu_error;

/** Called on the thread of the call, at most once for some thousand firms, and at every step: `step` is a word
 * (match, gather, analyse, routes, stability, verify). `done` counts firms or parts; `total` is 0: how many
 * there are is not known before. Other than 0 stops the call, which then fails with LIANTU_CANCELLED. It must
 * not throw, jump, or call into the same handle. */
typedef int32_t (*liantu_progress)(void *user, const char *step, uint64_t done, uint64_t total);

/** The version of the library, such as "0.1.0". Never null, never to be freed. */
LIANTU_API const char *liantu_version(void);

/** The version of this interface: it grows when something is added. What is there does not change its meaning. */
LIANTU_API int32_t liantu_abi(void);

/** Reads chains, classification and policy. `options`: a JSON object, see docs/bindings.md; null or {} for the
 * shipped ones. Null on failure. */
LIANTU_API liantu_session *liantu_session_open(const char *options, liantu_error **error);

/** Lets go of a session; null is fine. Studies and streams of it stay good. */
LIANTU_API void liantu_session_close(liantu_session *session);

/** `what`: "chains" (all that are loaded), "policy" (the rules in force), or "chain:ID" (one chain, whole).
 * JSON. */
LIANTU_API liantu_bytes *liantu_session_json(liantu_session *session, const char *what, liantu_error **error);

/** Matches a few firms: `firms` is a JSON array of objects whose keys are headers of a table of firms (企业名称,
 * 经营范围 …). JSON: {"matches": […]}, as `liantu match` prints them. O(bytes). */
LIANTU_API liantu_bytes *liantu_session_match(liantu_session *session, const char *firms, liantu_error **error);

/** The same for any number of firms, as they are asked for: takes `firms` over, and makes `matches` a stream of
 * arrays (row, firm, credit_code, chain, node, confidence, verified, rule, term, text). Memory does not grow
 * with the table. LIANTU_OK, or an error code. Errors in the table come from get_next of `matches`. Release it
 * before the end to stop. */
LIANTU_API int32_t liantu_session_match_stream(liantu_session *session, struct ArrowArrayStream *firms, struct ArrowArrayStream *matches, liantu_error **error);

/** Matches and analyses a table of firms. `options`: a JSON object; its "firms" is the path of a CSV or XLSX,
 * or an array of objects as for liantu_session_match. Or `firms` is an Arrow stream, which is taken over; else
 * null. `progress` may be null; `user` is handed to it. Null on failure. */
LIANTU_API liantu_study *liantu_session_study(liantu_session *session, const char *options, struct ArrowArrayStream *firms, liantu_progress progress, void *user, liantu_error **error);

/** Lets go of a study and what it read; null is fine. */
LIANTU_API void liantu_study_close(liantu_study *study);

/** `what`: coverage, gaps, targets, explain, run, the JSON of the tool's commands. `options`: a JSON object or
 * null; lang (zh, en), and for explain nodes (an array of chain:node). */
LIANTU_API liantu_bytes *liantu_study_json(liantu_study *study, const char *what, const char *options, liantu_error **error);

/** `what`: map.svg, map.pdf, map.png, atlas.svg, atlas.pdf, atlas.png, map.html, report.md, report.html,
 * report.docx (wants pandoc), lists.xlsx, targets.csv, decisions.csv. `options`: a JSON object or null; lang,
 * and for maps chain (not needed where there is one), paper, theme, candidates, and of a PNG dpi. Maps are
 * drawn one after the other, whatever the thread. */
LIANTU_API liantu_bytes *liantu_study_publish(liantu_study *study, const char *what, const char *options, liantu_error **error);

/** The targets as a stream of one array (rank, chain, node, name, state, action, score, low, high, known,
 * insufficient, veto, reason). `options` as for liantu_study_json: lang. LIANTU_OK, or an error code. */
LIANTU_API int32_t liantu_study_targets_stream(liantu_study *study, const char *options, struct ArrowArrayStream *targets, liantu_error **error);

/** The first byte. Text is UTF-8 and has a 0 after its end. Null for null. */
LIANTU_API const void *liantu_bytes_data(liantu_bytes *bytes);

/** How many bytes, without the 0. */
LIANTU_API size_t liantu_bytes_size(liantu_bytes *bytes);

/** Frees a result; what liantu_bytes_data gave is gone with it. Null is fine. */
LIANTU_API void liantu_bytes_free(liantu_bytes *bytes);

/** One of the codes above. LIANTU_OK for null. */
LIANTU_API int32_t liantu_error_code(liantu_error *error);

/** What went wrong, all of it, a line each: lang "zh" or "en"; null is zh. Good until liantu_error_free. */
LIANTU_API const char *liantu_error_message(liantu_error *error, const char *lang);

/** The same for programs: {"code", "problems": [{"file", "where", "row" or "line", "column", "pointer",
 * "found", "wanted", "remedy"}]}, texts as {"zh", "en"}. Good until liantu_error_free. */
LIANTU_API const char *liantu_error_json(liantu_error *error);

/** Frees an error and its texts. Null is fine. */
LIANTU_API void liantu_error_free(liantu_error *error);

#ifdef __cplusplus
}
#endif

#endif
