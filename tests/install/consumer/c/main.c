/* libliantu as a C program uses it: the nodes that one firm matches. */
#include <liantu.h>

#include <stdio.h>

int main(void) {
  liantu_error *error = NULL;
  liantu_session *session = liantu_session_open("{\"chain\": \"photovoltaic\"}", &error);
  liantu_bytes *matches = NULL;
  if (session != NULL)
    matches = liantu_session_match(session, "[{\"企业名称\": \"甲公司\", \"经营范围\": \"光伏组件制造\"}]", &error);
  if (matches == NULL) {
    fprintf(stderr, "%s\n", liantu_error_message(error, "en"));
    liantu_error_free(error);
  } else {
    fwrite(liantu_bytes_data(matches), 1, liantu_bytes_size(matches), stdout);
  }
  const int failed = matches == NULL;
  liantu_bytes_free(matches);
  liantu_session_close(session);
  return failed;
}
