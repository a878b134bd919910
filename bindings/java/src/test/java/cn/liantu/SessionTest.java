package cn.liantu;

import static cn.liantu.Sample.at;
import static cn.liantu.Sample.firm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  @Test
  void knowsItsVersionAndChains() {
    assertTrue(Liantu.version().matches("\\d+\\.\\d+\\.\\d+"), Liantu.version());
    try (Session session = Sample.session("quartz", "photovoltaic")) {
      assertTrue(((List<?>) JsonReader.read(session.chains())).size() > 2, "all that ship are known");
      assertEquals("quartz", at(session.chain("quartz"), "id"));
      assertTrue(((Map<?, ?>) JsonReader.read(session.policy())).containsKey("rank"));
    }
  }

  @Test
  void firmsMatchAsJsonAndAsMaps() {
    try (Session session = Sample.session("quartz")) {
      String byText = session.match("[{\"企业名称\": \"甲石英有限公司\", \"经营范围\": \"石英坩埚生产\", \"参保人数\": 120, \"规上企业\": true}]");
      String byMap = session.match(Collections.singletonList(
          firm("企业名称", "甲石英有限公司", "经营范围", "石英坩埚生产", "参保人数", 120, "规上企业", true)));
      assertEquals(byText, byMap);
      assertEquals("crucible-pv", at(byMap, "matches", 0, "node"));
      assertEquals("甲石英有限公司", at(byMap, "matches", 0, "firm"));
      assertEquals(LiantuException.Code.BAD_INPUT,
          assertThrows(LiantuException.class, () -> session.match(Collections.emptyList())).code());
    }
  }

  @Test
  void namesComeBackAsTheyWere() {
    String name = "<script>\"\\😀 \ud83d\n𠮷";
    try (Session session = Sample.session("quartz")) {
      String json = session.match(Collections.singletonList(firm("企业名称", name, "经营范围", "石英坩埚生产")));
      assertTrue(((String) at(json, "matches", 0, "firm")).startsWith("<script>\"\\😀"), json);
    }
  }

  @Test
  void aWrongOptionTellsWhatItIs() {
    LiantuException failed = assertThrows(LiantuException.class,
        () -> Liantu.open(new SessionOptions().data(Sample.data().toString()).chain("quartz").set("colour", "red")));
    assertEquals(LiantuException.Code.MISUSE, failed.code());
    assertEquals(1, failed.problems().size());
    assertEquals("options", failed.problems().get(0).file());
    assertEquals("/colour", failed.problems().get(0).where());
    assertEquals(failed.getMessage(), failed.message(Lang.ZH));
    assertFalse(failed.getMessage().equals(failed.message(Lang.EN)));
    assertTrue(failed.message(Lang.EN).contains("colour"), failed.message(Lang.EN));
    assertThrows(UnsupportedOperationException.class, () -> failed.problems().clear());
  }

  @Test
  void thePlaceInATableIsTold(@TempDir Path folder) throws IOException {
    Path decisions = folder.resolve("decisions.csv");
    Files.write(decisions, "企业名称,环节,结论\n甲,quartz:no-such-node,对应\n".getBytes(StandardCharsets.UTF_8));
    try (Session session = Sample.session("quartz")) {
      LiantuException failed = assertThrows(LiantuException.class, () -> session.study(
          new StudyOptions().firms(Sample.file("firms.csv")).decisions(decisions.toString())));
      Problem problem = failed.problems().get(0);
      assertEquals(2, problem.row().getAsLong());
      assertEquals("row 2, column " + problem.column().get(), problem.where());
    }
  }

  @Test
  void badInputTellsEveryPlace() {
    try (Session session = Sample.session("quartz")) {
      LiantuException failed = assertThrows(LiantuException.class, () -> session.study(new StudyOptions().firms("没有.csv")));
      assertEquals(LiantuException.Code.BAD_INPUT, failed.code());
      Problem problem = failed.problems().get(0);
      assertEquals("没有.csv", problem.file());
      assertFalse(problem.found().zh().isEmpty());
      assertFalse(problem.found().en().isEmpty());
      assertTrue(failed.getMessage().contains("没有.csv"));
      assertEquals("没有.csv", at(failed.json(), "problems", 0, "file"));
    }
  }

  @Test
  void anErrorSurvivesSerialization() throws Exception {
    LiantuException failed = assertThrows(LiantuException.class, () -> Liantu.open(new SessionOptions().data("none")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failed);
    }
    LiantuException read = (LiantuException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(failed.message(Lang.EN), read.message(Lang.EN));
    assertEquals(failed.problems().get(0).found(), read.problems().get(0).found());
  }

  @Test
  void twoWrongWordsAreTwoProblems() {
    LiantuException failed = assertThrows(LiantuException.class, () -> Liantu.open(
        new SessionOptions().data(Sample.data().toString()).set("a", Arrays.asList(1)).set("b", true)));
    assertEquals(2, failed.problems().size(), failed.json());
  }
}
