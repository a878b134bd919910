package cn.liantu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import org.junit.jupiter.api.Test;

class CellTest {
  @Test
  void valuesReadAsAPersonWouldWriteThem() {
    assertEquals("石英", Cell.text(new StringBuilder("石英"), "x"));
    assertEquals("是", Cell.text(true, "x"));
    assertEquals("否", Cell.text(false, "x"));
    assertEquals("120", Cell.text(120L, "x"));
    assertEquals("120", Cell.text(120.0, "x"));
    assertEquals("0", Cell.text(-0.0, "x"));
    assertEquals("0.1", Cell.text(0.1f, "x"));
    assertEquals("12300000000", Cell.text(1.23e10, "x"));
    assertEquals("1000.5", Cell.text(new BigDecimal("1000.500"), "x"));
    assertEquals("1000", Cell.text(new BigDecimal("1E+3"), "x"));
    assertNull(Cell.text(null, "x"));
    assertNull(Cell.text(Double.NaN, "x"));
    assertNull(Cell.text(Float.NEGATIVE_INFINITY, "x"));
  }

  @Test
  void timesAreTheirDays() {
    LocalDate day = LocalDate.of(2026, 9, 30);
    assertEquals("2026-09-30", Cell.text(day, "x"));
    assertEquals("2026-09-30", Cell.text(LocalDateTime.of(2026, 9, 30, 23, 59), "x"));
    assertEquals("2026-09-30", Cell.text(OffsetDateTime.parse("2026-09-30T00:30:00+08:00"), "x"));
    assertEquals("2026-09-30", Cell.text(java.sql.Date.valueOf(day), "x"));
    assertEquals("2026-09-30", Cell.text(Timestamp.valueOf("2026-09-30 23:59:59"), "x"));
    assertEquals("2026-09-30", Cell.text(Date.from(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant()), "x"));
    assertEquals("2026-09-30", Cell.text(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant(), "x"));
    assertEquals("2026-09", Cell.text(YearMonth.of(2026, 9), "x"));
  }

  @Test
  void otherTypesAreRefusedByColumn() {
    String said = assertThrows(IllegalArgumentException.class, () -> Cell.text(new int[0], "标签")).getMessage();
    assertTrue(said.contains("列 标签") && said.contains("column 标签") && said.contains("[I"), said);
  }
}
