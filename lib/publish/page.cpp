// map.html around its data: policy, style, maps, script.
#include "liantu/publish/page.hpp"

#include "map_style.hpp"
#include "page_bundle.hpp"
#include "page_maps.hpp"
#include "report_document.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/map_views.hpp"

#include <boost/json/array.hpp>
#include <glib.h>

#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>

namespace liantu {
namespace {

std::string hex(MapColour colour) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (unsigned shift = 24; shift > 0; shift -= 4) out += digits[(colour.rgb >> (shift - 4)) & 0xFU];
  return out;
}

// The look of each state, as on the maps of the theme; `within` names what they stand in.
std::string state_style(MapTheme theme, const std::string& within) {
  static constexpr std::array<std::string_view, 3> lines{"solid", "dashed", "dotted"};
  MapScene scene;
  for (std::size_t i = 0; i < EnumWords<State>::names.size(); ++i) {
    const chain_map::StateStyle& look = chain_map::style_of(static_cast<State>(i));
    MapBox& box = scene.boxes.emplace_back();
    box.fill = look.fill;
    box.stroke = look.stroke;
    box.dash = look.dash;
  }
  scene = in_theme(std::move(scene), theme);
  std::string out;
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
    const MapBox& box = scene.boxes[i];
    out += within + ".s" + std::to_string(i) + "{background:" + hex(box.fill) + ";border-color:" + hex(box.stroke) +
           ";border-style:" + std::string(lines[static_cast<std::size_t>(box.dash)]) + "}\n";
  }
  return out;
}

// 'sha256-…' as a Content-Security-Policy names a script or style.
std::string policy_hash(std::string_view text) {
  const std::unique_ptr<GChecksum, decltype(&g_checksum_free)> sum(g_checksum_new(G_CHECKSUM_SHA256), g_checksum_free);
  g_checksum_update(sum.get(), reinterpret_cast<const guchar*>(text.data()), static_cast<gssize>(text.size()));
  std::array<guint8, 32> digest{};
  gsize length = digest.size();
  g_checksum_get_digest(sum.get(), digest.data(), &length);
  const std::unique_ptr<gchar, decltype(&g_free)> base64(g_base64_encode(digest.data(), length), g_free);
  return "'sha256-" + std::string(base64.get()) + "'";
}

// A script element ends at its end tag, and hides it after a comment and another start tag: none of them may be in it.
// Text from data is escaped before; this is for what a later change lets through.
const std::string& fit_for_script(const std::string& text) {
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    std::string ahead = text.substr(at, 8);
    for (char& c : ahead) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (ahead.starts_with("<!--") || ahead.starts_with("<script") || ahead.starts_with("</script"))
      throw std::logic_error("a part of map.html holds " + ahead + " at byte " + std::to_string(at));
  }
  return text;
}

// The SVG without its declaration: the parser of the page knows its encoding.
std::string svg_of(const MapScene& scene) {
  std::string svg = map_svg(scene);
  svg.erase(0, svg.find("<svg"));
  return svg;
}

}  // namespace

std::string page_html(const Study& study, Lang lang) {
  boost::json::object data = page_json(study, lang);
  page_detail::Looks looks;
  std::string maps;
  boost::json::array& chains = data["chains"].as_array();
  std::size_t place = 0;
  for (const ChainIndex chain : study.chains()) {
    chain_map::Layout map = chain_map::lay_out(study, chain, {lang});
    chains[place].as_object()["links"] = page_detail::ways_json(map.ways);
    maps += "<script type=\"image/svg+xml\" id=\"map-" + std::to_string(place++) + "\">" +
            fit_for_script(looks.shorten(svg_of(map.scene), svg_of(in_theme(map.scene, MapTheme::dark)))) +
            "</script>\n";
  }
  data["looks"] = boost::json::array(looks.all().begin(), looks.all().end());
  const std::string script = fit_for_script(std::string(page_detail::script));
  // Paper is white: the dark is for the screen alone.
  const std::string style = std::string(page_detail::style) + state_style(MapTheme::light, "") + "@media screen{\n" +
                            state_style(MapTheme::dark, ".dark ") + looks.dark_style() + "}\n";
  const std::string title = report_detail::html_text(std::string_view(data.at("title").as_string()));
  const bool zh = lang == Lang::zh;
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(zh ? "zh-CN" : "en") +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " +
                    policy_hash(script) + "; style-src " + policy_hash(style) +
                    "; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
                    title + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<div id=\"app\"><noscript><p>" +
                    std::string(zh ? "本页需要浏览器允许脚本；也可看同一文件夹里的 report.html 和 lists.xlsx。"
                                   : "This page needs scripts; report.html and lists.xlsx do without.") +
                    "</p><p>" + report_detail::html_text(caveat(study).in(lang)) + "</p></noscript></div>\n";
  out += "<script type=\"application/json\" id=\"data\">" + fit_for_script(to_json_line(data)) + "</script>\n";
  out += maps;
  out += "<script>" + script + "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace liantu
