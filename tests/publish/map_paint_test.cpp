// SVG, PDF and PNG of a scene: well-formed, the same bytes each time, no clock, hostile names harmless.
#include "publish/map_fixture.hpp"

#include "liantu/publish/chain_map.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using liantu::Lang;
using liantu::MapScene;

// A strict little reader of XML: balanced tags, quoted attributes, known entities, no stray < or &. Empty where all is
// well, else what is wrong.
class XmlCheck {
 public:
  explicit XmlCheck(const std::string& text) : m_text(text) {}

  std::string run() {
    if (!m_text.starts_with("<?xml")) return "no declaration";
    m_at = m_text.find("?>") + 2;
    std::size_t roots = 0;
    while (m_at < m_text.size() && m_wrong.empty()) {
      if (m_text[m_at] != '<') {
        character();
        continue;
      }
      if (m_open.empty()) ++roots;
      if (m_text[m_at + 1] == '/') {
        close();
      } else {
        open();
      }
    }
    if (m_wrong.empty() && (!m_open.empty() || roots != 1)) return "not closed, or not one root";
    return m_wrong;
  }

 private:
  void fail(const std::string& what) {
    m_wrong = what + " at " + std::to_string(m_at) + ": " + m_text.substr(m_at, 40);
  }

  void character() {
    const auto c = static_cast<unsigned char>(m_text[m_at]);
    if (c < 0x20 && c != '\n') return fail("control character");
    if (m_open.empty() && c != '\n') return fail("text outside");
    if (c == '&') {
      const std::string entity = m_text.substr(m_at, m_text.find(';', m_at) - m_at + 1);
      if (entity != "&amp;" && entity != "&lt;" && entity != "&gt;" && entity != "&quot;" && entity != "&#39;")
        return fail("entity");
    }
    ++m_at;
  }

  std::string name() {
    std::string out;
    while (m_at < m_text.size() &&
           (std::isalnum(static_cast<unsigned char>(m_text[m_at])) != 0 || m_text[m_at] == '-' || m_text[m_at] == ':'))
      out += m_text[m_at++];
    return out;
  }

  void close() {
    m_at += 2;
    const std::string tag = name();
    if (m_open.empty() || m_open.back() != tag || m_text[m_at] != '>') return fail("closing tag");
    m_open.pop_back();
    ++m_at;
  }

  void open() {
    ++m_at;
    const std::string tag = name();
    if (tag.empty()) return fail("tag");
    m_tags.push_back(tag);
    while (m_wrong.empty()) {
      if (m_text[m_at] == '>') {
        m_open.push_back(tag);
        ++m_at;
        return;
      }
      if (m_text.compare(m_at, 2, "/>") == 0) {
        m_at += 2;
        return;
      }
      if (m_text[m_at++] != ' ' || name().empty() || m_text.compare(m_at, 2, "=\"") != 0) return fail("attribute");
      m_at += 2;
      while (m_at < m_text.size() && m_text[m_at] != '"' && m_wrong.empty()) {
        if (m_text[m_at] == '<') return fail("< in an attribute");
        m_open.emplace_back();  // entities count inside attributes as well
        character();
        m_open.pop_back();
      }
      ++m_at;
    }
  }

  const std::string& m_text;
  std::size_t m_at = 0;
  std::vector<std::string> m_open;
  std::vector<std::string> m_tags;
  std::string m_wrong;
};

MapScene small_scene(Lang lang = Lang::zh) {
  const auto world = map_fixture::world(map_fixture::small_chains(), "江苏某某科技");
  return layout_map(world->study, *world->atlas.find_chain("quartz"), {lang});
}

TEST(MapSvg, IsWellFormed) {
  const auto world = map_fixture::world(map_fixture::shipped_chains());
  for (const auto chain : world->study.chains()) {
    const std::string svg = map_svg(layout_map(world->study, chain, {}));
    EXPECT_EQ(XmlCheck(svg).run(), "");
  }
}

TEST(MapSvg, HostileNamesAreText) {
  const auto world = map_fixture::world(map_fixture::hostile_chains(), "<script>alert('&\"')</script>\x01]]>\u202E");
  const std::string svg = map_svg(layout_map(world->study, 0, {}));
  EXPECT_EQ(XmlCheck(svg).run(), "");
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg.find("<b>"), std::string::npos);
  EXPECT_EQ(svg.find("\u202E"), std::string::npos);
  EXPECT_EQ(svg.find('\x1b'), std::string::npos);
  EXPECT_TRUE(liantu::utf8::valid(svg));
}

TEST(MapSvg, CheckerFindsFaults) {
  for (const char* bad : {"<?xml?>\n<a><b></a>", "<?xml?>\n<a x=1/>", "<?xml?>\n<a>&x;</a>", "<?xml?>\n<a/><b/>",
                          "<?xml?>\n<a x=\"<\"/>"})
    EXPECT_NE(XmlCheck(bad).run(), "") << bad;
}

// LIANTU_UPDATE_GOLDEN=1 writes the file anew.
TEST(MapSvg, GoldenSmallChain) {
  const auto path = std::filesystem::path(LIANTU_SOURCE_DATA) / ".." / "tests" / "golden" / "map" / "small.svg";
  const std::string svg = map_svg(small_scene());
  if (std::getenv("LIANTU_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << svg;
  EXPECT_EQ(svg, map_fixture::read(path))
      << "if the change is meant, run with LIANTU_UPDATE_GOLDEN=1 and look at the picture";
}

TEST(MapSvg, NodesHaveTitles) {
  const std::string svg = map_svg(small_scene());
  EXPECT_NE(svg.find("data-node=\"ore\"><title>石英矿开采：薄弱，2 家"), std::string::npos);
  EXPECT_NE(svg.find("xml:lang=\"zh-CN\""), std::string::npos);
  EXPECT_NE(map_svg(small_scene(Lang::en)).find("xml:lang=\"en\""), std::string::npos);
}

// Its digits: cairo 1.16 leaves out the "D:" that later ones write.
std::string creation_date(const std::string& pdf) {
  const std::size_t at = pdf.find_first_of("0123456789", pdf.find("/CreationDate ("));
  return pdf.substr(at, 14);
}

TEST(MapPdf, SameBytesAndNoClock) {
  const MapScene scene = small_scene();
  const std::string pdf = map_pdf(scene, "2026-09-30");
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_EQ(pdf, map_pdf(small_scene(), "2026-09-30"));
  EXPECT_EQ(creation_date(pdf), "20260930000000");
  EXPECT_EQ(pdf.find("/ModDate"), std::string::npos);
  EXPECT_NE(pdf.find("/FontFile"), std::string::npos);
}

TEST(MapPdf, OddDates) {
  const MapScene scene = small_scene();
  EXPECT_EQ(creation_date(map_pdf(scene, "2026")), "20260101000000");
  EXPECT_EQ(creation_date(map_pdf(scene, "2026-09")), "20260901000000");
  for (const char* odd : {"", "yesterday", "2026/09/30", "20260930", "2026-9-30"})
    EXPECT_EQ(creation_date(map_pdf(scene, odd)), "20000101000000") << odd;
}

TEST(MapPng, SameBytesAndSize) {
  const MapScene scene = small_scene();
  const std::string png = map_png(scene, 72);
  ASSERT_GT(png.size(), 1000U);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(png, map_png(small_scene(), 72));
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value * 256 + static_cast<unsigned char>(png[at + i]);
    return value;
  };
  EXPECT_EQ(number(16), static_cast<unsigned>(std::ceil(scene.width)));
  EXPECT_EQ(number(20), static_cast<unsigned>(std::ceil(scene.height)));
  EXPECT_EQ(png.find("tIME"), std::string::npos);
}

TEST(MapPng, RefusesWhatNoMemoryHolds) {
  EXPECT_THROW((void)map_png(small_scene(), 1e6), std::invalid_argument);
  EXPECT_THROW((void)map_png(small_scene(), 0), std::invalid_argument);
}

TEST(MapPaint, HostileNamesInPdfAndPng) {
  const auto world = map_fixture::world(map_fixture::hostile_chains(), "😀<script>\x01\u202E");
  const MapScene scene = layout_map(world->study, 0, {});
  EXPECT_TRUE(map_pdf(scene, "").starts_with("%PDF-"));
  EXPECT_EQ(map_png(scene, 72).substr(1, 3), "PNG");
}

}  // namespace
