// Part of liantu::publish: a scene as PDF and PNG, drawn by cairo, texts by pango. See chain_map.hpp.
#include "map_paint.hpp"

#include "liantu/date.hpp"
#include "liantu/publish/chain_map.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <png.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
// cairo 1.16 keeps 768 bytes of each CFF font that it subsets, fontconfig its configuration.
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo\nleak:libfontconfig\n"; }
#endif

namespace liantu {

namespace {

constexpr const char* families =
    "Noto Sans CJK SC,Source Han Sans SC,Source Han Sans CN,Microsoft YaHei,PingFang SC,WenQuanYi Zen Hei,WenQuanYi "
    "Micro Hei,sans-serif";

template <class T, void (*Free)(T*)>
struct Freeing {
  void operator()(T* object) const { Free(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Freeing<cairo_surface_t, cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Freeing<cairo_t, cairo_destroy>>;
using Font = std::unique_ptr<PangoFontDescription, Freeing<PangoFontDescription, pango_font_description_free>>;
struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;
using FontMap = std::unique_ptr<PangoFontMap, Unref>;
using TextContext = std::unique_ptr<PangoContext, Unref>;

// Fonts once loaded, kept for the next map of this thread: pango shares nothing between threads.
PangoFontMap* font_map() {
  thread_local const FontMap map(pango_cairo_font_map_new());
  return map.get();
}

Layout layout_for(cairo_t* cairo) {
  const TextContext context(pango_font_map_create_context(font_map()));
  pango_cairo_update_context(cairo, context.get());
  return Layout(pango_layout_new(context.get()));
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
}

class CairoPainter {
 public:
  CairoPainter(cairo_t* cairo, bool hinted) : m_cairo(cairo), m_layout(layout_for(cairo)) {
    cairo_font_options_t* const options = cairo_font_options_create();
    // Metrics of the outline itself: the same widths on paper and on screen.
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, hinted ? CAIRO_HINT_STYLE_SLIGHT : CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(m_layout.get()), options);
    cairo_font_options_destroy(options);
    // Else every glyph moves to a whole point of the unscaled sheet, and texts grow or shrink by a tenth.
    pango_context_set_round_glyph_positions(pango_layout_get_context(m_layout.get()), FALSE);
    // Sizes are points of the sheet, whatever the screen.
    pango_cairo_context_set_resolution(pango_layout_get_context(m_layout.get()), 72);
    pango_layout_set_auto_dir(m_layout.get(), FALSE);
    pango_layout_set_single_paragraph_mode(m_layout.get(), TRUE);
    need_chinese();
  }

  void open(const MapBox& /*node*/) {}
  void close() {}

  void box(const MapBox& box) {
    trace(box);
    if (!box.fill.none) {
      colour(box.fill);
      cairo_fill_preserve(m_cairo);
    }
    if (!box.stroke.none && box.stroke_width > 0) stroke(box.stroke, box.stroke_width, box.dash, box.scale);
    cairo_new_path(m_cairo);
  }

  void line(const MapLine& line) {
    MapPoint here;
    for (const auto& step : chain_map::outline(line)) {
      if (step.kind == chain_map::Step::move) cairo_move_to(m_cairo, step.to.x, step.to.y);
      if (step.kind == chain_map::Step::line) cairo_line_to(m_cairo, step.to.x, step.to.y);
      if (step.kind == chain_map::Step::curve) {
        const auto third = [&](const MapPoint& end) {
          return MapPoint{(end.x + 2 * step.control.x) / 3, (end.y + 2 * step.control.y) / 3};
        };
        const MapPoint a = third(here);
        const MapPoint b = third(step.to);
        cairo_curve_to(m_cairo, a.x, a.y, b.x, b.y, step.to.x, step.to.y);
      }
      here = step.to;
    }
    if (!line.fill.none) {
      cairo_close_path(m_cairo);
      colour(line.fill);
      cairo_fill_preserve(m_cairo);
    }
    if (line.width > 0) stroke(line.colour, line.width, line.dash, line.scale);
    cairo_new_path(m_cairo);
    if (!line.arrow) return;
    const auto head = chain_map::arrow_head(line);
    for (const MapPoint& p : head) cairo_line_to(m_cairo, p.x, p.y);
    cairo_close_path(m_cairo);
    colour(line.colour);
    cairo_fill(m_cairo);
  }

  void text(const MapText& text) {
    set(text.text, text.size, text.bold);
    PangoLayoutLine* const line = pango_layout_get_line_readonly(m_layout.get(), 0);
    if (line == nullptr) return;
    double x = text.x;
    if (text.anchor != MapAnchor::start) {
      PangoRectangle extents;
      pango_layout_line_get_extents(line, nullptr, &extents);
      const double width = static_cast<double>(extents.width) / PANGO_SCALE;
      x -= text.anchor == MapAnchor::end ? width : width / 2;
    }
    colour(text.colour);
    cairo_move_to(m_cairo, x, text.y);
    pango_cairo_show_layout_line(m_cairo, line);
  }

 private:
  void need_chinese() {
    set("产业链图谱", 10, false);
    if (pango_layout_get_unknown_glyphs_count(m_layout.get()) == 0) return;
    throw MapError(
        Text("本机没有中文字体，PDF 和 PNG 画不出汉字。请安装字体（Debian：apt-get install fonts-noto-cjk），或用 SVG",
             "No Chinese font is installed, so PDF and PNG cannot show Chinese. Install one (Debian: apt-get install "
             "fonts-noto-cjk), or use SVG"));
  }

  void set(const std::string& words, double size, bool bold) {
    auto& font = m_fonts[{size, bold}];
    if (!font) {
      font.reset(pango_font_description_new());
      pango_font_description_set_family_static(font.get(), families);
      pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
      pango_font_description_set_size(font.get(), static_cast<int>(std::lround(size * PANGO_SCALE)));
    }
    pango_layout_set_font_description(m_layout.get(), font.get());
    pango_layout_set_text(m_layout.get(), words.data(), static_cast<int>(words.size()));
  }

  void trace(const MapBox& box) {
    const double r = std::min({box.radius, box.width / 2, box.height / 2});
    if (r <= 0) {
      cairo_rectangle(m_cairo, box.x, box.y, box.width, box.height);
      return;
    }
    constexpr double quarter = 1.5707963267948966;
    cairo_new_sub_path(m_cairo);
    cairo_arc(m_cairo, box.right() - r, box.y + r, r, -quarter, 0);
    cairo_arc(m_cairo, box.right() - r, box.bottom() - r, r, 0, quarter);
    cairo_arc(m_cairo, box.x + r, box.bottom() - r, r, quarter, 2 * quarter);
    cairo_arc(m_cairo, box.x + r, box.y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(m_cairo);
  }

  void colour(MapColour colour) {
    const auto channel = [&](unsigned shift) { return static_cast<double>((colour.rgb >> shift) & 0xFFU) / 255.0; };
    cairo_set_source_rgb(m_cairo, channel(16), channel(8), channel(0));
  }

  void stroke(MapColour paint, double width, MapDash dash, double scale) {
    colour(paint);
    cairo_set_line_width(m_cairo, width);
    const auto pattern = chain_map::pattern(dash, width, scale);
    cairo_set_dash(m_cairo, pattern.data(), static_cast<int>(pattern.size()), 0);
    cairo_stroke_preserve(m_cairo);
  }

  cairo_t* m_cairo;
  Layout m_layout;
  std::map<std::pair<double, bool>, Font> m_fonts;
};

// "2026-09" -> "2026-09-01T00:00:00Z"; what is no date -> the fixed one.
std::string creation_date(const std::string& date) {
  static constexpr std::string_view rest = "-01-01T00:00:00Z";
  if (!parse_date(date)) return "2000-01-01T00:00:00Z";
  return date + std::string(rest.substr(date.size() - 4));
}

void append_png(png_structp png, png_bytep data, png_size_t length) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), length);
}

// A picture of flat areas packs best without filters; cairo's own writer tries them all and takes three times as long.
std::string encoded(cairo_surface_t* surface) {
  std::string out;
  png_structp png = png_create_write_struct(
      PNG_LIBPNG_VER_STRING, nullptr, [](png_structp, png_const_charp message) { throw std::runtime_error(message); },
      [](png_structp, png_const_charp) {});
  if (png == nullptr) throw std::bad_alloc();
  png_infop info = png_create_info_struct(png);
  struct Destroy {
    png_structp* png;
    png_infop* info;
    ~Destroy() { png_destroy_write_struct(png, info); }
  } const destroy{&png, &info};
  if (info == nullptr) throw std::bad_alloc();
  png_set_write_fn(png, &out, &append_png, nullptr);
  const auto width = static_cast<png_uint_32>(cairo_image_surface_get_width(surface));
  const auto height = static_cast<png_uint_32>(cairo_image_surface_get_height(surface));
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 3);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_write_info(png, info);
  // cairo holds 0xffRRGGBB in the order of the machine.
  const bool little = std::endian::native == std::endian::little;
  if (little) png_set_bgr(png);
  png_set_filler(png, 0, little ? PNG_FILLER_AFTER : PNG_FILLER_BEFORE);
  const unsigned char* const data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  for (png_uint_32 y = 0; y < height; ++y) png_write_row(png, data + y * stride);
  png_write_end(png, info);
  return out;
}

void draw(cairo_surface_t* surface, const MapScene& scene, double scale) {
  const Context cairo(cairo_create(surface));
  cairo_scale(cairo.get(), scale, scale);
  CairoPainter painter(cairo.get(), scale != 1);
  chain_map::paint_in_order(scene, painter);
  check(cairo_status(cairo.get()));
}

}  // namespace

std::string map_pdf(const MapScene& scene, const std::string& date) {
  std::string out;
  const Surface surface(cairo_pdf_surface_create_for_stream(&append, &out, scene.width, scene.height));
  check(cairo_surface_status(surface.get()));
  // Without a date cairo asks the clock.
  const std::string created = creation_date(date);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, scene.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, scene.description.c_str());
  draw(surface.get(), scene, 1);
  cairo_surface_show_page(surface.get());
  cairo_surface_finish(surface.get());
  check(cairo_surface_status(surface.get()));
  return out;
}

std::string map_png(const MapScene& scene, double dpi) {
  const double scale = dpi / 72;
  const double width = std::ceil(scene.width * scale);
  const double height = std::ceil(scene.height * scale);
  if (!(width >= 1 && height >= 1 && width <= 30000 && height <= 30000))
    throw std::invalid_argument("a picture of this resolution would be too large");
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
  check(cairo_surface_status(surface.get()));
  draw(surface.get(), scene, scale);
  cairo_surface_flush(surface.get());
  return encoded(surface.get());
}

}  // namespace liantu
