package cn.liantu;

import static cn.liantu.Sample.at;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static Study study;

  @BeforeAll
  static void make() {
    try (Session session = Sample.session("quartz")) {
      study = Sample.study(session); // and stays good
    }
  }

  @AfterAll
  static void close() {
    study.close();
  }

  @Test
  void tellsStatesGapsTargetsAndTheRun() {
    assertTrue(study.coverage().contains("\"crucible-pv\""));
    assertTrue(study.gaps().contains("quartz"));
    assertFalse(((List<?>) at(study.targets(), "targets")).isEmpty());
    assertNotEquals(study.targets(), study.targets(Lang.EN));
    assertTrue(study.run().contains("\"2026-09-30\""));
  }

  @Test
  void explainsNodes() {
    assertTrue(study.explain("quartz:crucible-pv").contains("坩埚"));
    String two = study.explain(Arrays.asList("quartz:crucible-pv", "quartz:fused-silica"), Lang.EN);
    assertTrue(two.contains("fused-silica"), two);
    LiantuException failed = assertThrows(LiantuException.class, () -> study.explain("quartz:none"));
    assertEquals(LiantuException.Code.MISUSE, failed.code());
  }

  @Test
  void publishesEveryFormOfIt() {
    for (Output what : Output.values()) {
      if (what == Output.REPORT_DOCX) continue; // wants pandoc
      byte[] bytes = study.publish(what, new PublishOptions().chain("quartz").dpi(36));
      String head = new String(bytes, 0, 400, StandardCharsets.ISO_8859_1);
      String end = what.id().substring(what.id().lastIndexOf('.') + 1);
      switch (end) {
        case "svg":
          assertTrue(head.contains("<svg"), head);
          break;
        case "pdf":
          assertTrue(head.startsWith("%PDF-"), head);
          break;
        case "png":
          assertTrue(head.startsWith("\u0089PNG"), head);
          break;
        case "html":
          assertTrue(head.toLowerCase().startsWith("<!doctype html"), head);
          break;
        case "xlsx":
          assertTrue(head.startsWith("PK"), head);
          break;
        case "csv":
          assertArrayEquals(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, Arrays.copyOf(bytes, 3));
          break;
        default:
          assertEquals(Output.REPORT_MD, what);
          assertTrue(new String(bytes, StandardCharsets.UTF_8).startsWith("#"), what.id());
      }
    }
  }

  @Test
  void anOptionChangesAMap() {
    byte[] plain = study.publish(Output.MAP_SVG);
    assertArrayEquals(plain, study.publish(Output.MAP_SVG, new PublishOptions().chain("quartz").theme("light")));
    assertFalse(Arrays.equals(plain, study.publish(Output.MAP_SVG, new PublishOptions().theme("dark"))));
    LiantuException failed = assertThrows(LiantuException.class,
        () -> study.publish(Output.MAP_SVG, new PublishOptions().paper("A9")));
    assertEquals("/paper", failed.problems().get(0).where());
    assertThrows(LiantuException.class, () -> study.publish(Output.MAP_SVG, new PublishOptions().chain("photovoltaic")));
  }

  @Test
  void optionsOfAStudyAreAllKnownToTheLibrary() {
    String firms = Sample.file("firms.csv");
    StudyOptions all = new StudyOptions().firms(firms).county(Sample.file("county.json")).chain("quartz").depth(Depth.NUMBERS)
        .keepColumns("电话号").encoding("utf-8").tableTitle("表").tableDate("2026-09")
        .date("2026").candidates(Sample.file("candidates.csv")).level("county").threads(1);
    try (Session session = Sample.session("quartz")) {
      session.study(all.set("keep_columns", null)).close();
      session.study(Sample.options().firms(firms).columns(Collections.singletonMap("经营范围", "scope"))).close();
      // Of those whose values the sample has not, the names alone: nothing may be called unknown.
      StudyOptions rest = new StudyOptions().firms(firms).scope("x").region("x").reach("x").decisions("x").assets("x").aboveScale("x")
          .anchors("x").regionsTable("x").home("x").sheet("x").keepColumns("x");
      LiantuException failed = assertThrows(LiantuException.class, () -> session.study(rest));
      assertEquals(LiantuException.Code.BAD_INPUT, failed.code(), failed.json());
    }
  }
}
