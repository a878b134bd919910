/* The conformance suite through liantu.h:  driver CASES  */
#include "liantu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show(long line, liantu_bytes *bytes, liantu_error *error) {
  if (error != NULL) {
    const char *json = liantu_error_json(error);
    printf("> %ld %d %zu\n%s\n", line, (int)liantu_error_code(error), strlen(json), json);
    liantu_error_free(error);
    return;
  }
  const size_t size = liantu_bytes_size(bytes);
  printf("> %ld 0 %zu\n", line, size);
  if (size > 0) fwrite(liantu_bytes_data(bytes), 1, size, stdout);
  printf("\n");
  liantu_bytes_free(bytes);
}

/* The next part of a line, or "". */
static char *part(char **rest) {
  char *found = strsep(rest, "\t");
  return found == NULL ? "" : found;
}

int main(int count, char **words) {
  FILE *cases = count == 2 ? fopen(words[1], "rb") : NULL;
  if (cases == NULL) {
    fprintf(stderr, "usage: driver CASES\n");
    return 2;
  }
  liantu_session *session = NULL;
  liantu_study *study = NULL;
  char *line = NULL;
  size_t room = 0;
  ssize_t size;
  for (long number = 1; (size = getline(&line, &room, cases)) >= 0; ++number) {
    if (size > 0 && line[size - 1] == '\n') line[size - 1] = '\0';
    if (line[0] == '\0' || line[0] == '#') continue;
    char *rest = line;
    const char *call = part(&rest);
    const char *first = part(&rest);
    const char *second = part(&rest);
    liantu_bytes *bytes = NULL;
    liantu_error *error = NULL;
    if (strcmp(call, "open") == 0) {
      liantu_session *opened = liantu_session_open(first, &error);
      if (opened != NULL) {
        liantu_study_close(study);
        study = NULL;
        liantu_session_close(session);
        session = opened;
      }
    } else if (strcmp(call, "known") == 0) {
      bytes = liantu_session_json(session, first, &error);
    } else if (strcmp(call, "match") == 0) {
      bytes = liantu_session_match(session, first, &error);
    } else if (strcmp(call, "study") == 0) {
      liantu_study *made = liantu_session_study(session, first, NULL, NULL, NULL, &error);
      if (made != NULL) {
        liantu_study_close(study);
        study = made;
      }
    } else if (strcmp(call, "json") == 0) {
      bytes = liantu_study_json(study, first, second, &error);
    } else if (strcmp(call, "publish") == 0) {
      bytes = liantu_study_publish(study, first, second, &error);
    } else {
      fprintf(stderr, "line %ld: no call %s\n", number, call);
      return 2;
    }
    show(number, bytes, error);
  }
  free(line);
  fclose(cases);
  liantu_study_close(study);
  liantu_session_close(session);
  return 0;
}
