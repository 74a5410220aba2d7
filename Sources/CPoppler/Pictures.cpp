// How light and dark the pictures of a page are: what tells a page of writing that was scanned from a photograph.
#include "Document.hpp"

#include <OutputDev.h>
#include <Page.h>
#include <Stream.h>
#include <algorithm>
#include <memory>

namespace {

// Of all pictures of a page; a scan at 600 dpi has 35 million.
constexpr int64_t mostPixels = 80'000'000;
// Pictures smaller than this are no part of a scan.
constexpr int64_t leastPixels = 10'000;

/// Adds up the lightness of pictures; paints nothing.
class Lightness final : public OutputDev {
public:
  uint64_t counts[PDF_LIGHTNESS_STEPS] = {};

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool tilingPatternFill(
      GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double, double) override {
    return true;
  }

  void drawImageMask(GfxState *, Object *, Stream *stream, int w, int h, bool invert, bool, bool) override {
    if (!isWorthIt(w, h)) return;
    ImageStream pixels(stream, w, 1, 1);
    pixels.reset();
    for (int y = 0; y < h; y++) {
      const unsigned char *line = pixels.getLine();
      if (!line) break;
      for (int x = 0; x < w; x++) add((line[x] != 0) != invert ? 255 : 0);
    }
    pixels.close();
  }

  void drawImage(GfxState *, Object *, Stream *stream, int w, int h, GfxImageColorMap *map, bool, const int *, bool) override {
    read(stream, w, h, map);
  }
  void drawMaskedImage(
      GfxState *, Object *, Stream *stream, int w, int h, GfxImageColorMap *map, bool, Stream *, int, int, bool, bool) override {
    read(stream, w, h, map);
  }
  void drawSoftMaskedImage(
      GfxState *, Object *, Stream *stream, int w, int h, GfxImageColorMap *map, bool, Stream *, int, int, GfxImageColorMap *,
      bool) override {
    read(stream, w, h, map);
  }

private:
  int64_t left = mostPixels;

  bool isWorthIt(int w, int h) {
    const int64_t count = int64_t(w) * h;
    if (count < leastPixels || count > left) return false;
    left -= count;
    return true;
  }

  void add(int value) { counts[std::clamp(value, 0, 255) * PDF_LIGHTNESS_STEPS / 256]++; }

  void read(Stream *stream, int w, int h, GfxImageColorMap *map) {
    // What JPEG 2000 says is not decoded in this process.
    if (!map || !map->isOk() || stream->getKind() == strJPX || !isWorthIt(w, h)) return;
    const int components = map->getNumPixelComps(), bits = map->getBits();
    if (bits > 8) return;
    const bool isIndexed = map->getColorSpace()->getMode() == csIndexed;
    const double scale = 255.0 / ((1 << bits) - 1);
    const double low = map->getDecodeLow(0), range = map->getDecodeHigh(0) - low;
    ImageStream pixels(stream, w, components, bits);
    pixels.reset();
    for (int y = 0; y < h; y++) {
      const unsigned char *line = pixels.getLine();
      if (!line) break;
      for (int x = 0; x < w; x++, line += components) {
        if (isIndexed) {
          GfxGray gray;
          map->getGray(line, &gray);
          add(int(colToDbl(gray) * 255));
        } else if (components == 1) {
          add(int((low + range * line[0] * scale / 255) * 255));
        } else if (components == 3) {
          add(int((line[0] + 2 * line[1] + line[2]) / 4 * scale));
        } else if (components == 4) {
          add(255 - int(std::min(255.0, (line[3] + (line[0] + line[1] + line[2]) / 3) * scale)));
        }
      }
    }
    pixels.close();
  }
};

}  // namespace

extern "C" int pdf_read_lightness(pdf_document *document, int number, float *shares) {
  std::fill(shares, shares + PDF_LIGHTNESS_STEPS, 0.0F);
  try {
    Page *page = document->file->getPage(number);
    if (!page || !page->isOk()) return -1;
    Lightness lightness;
    page->display(&lightness, 72, 72, 0, false, true, false);
    uint64_t all = 0;
    for (const uint64_t count : lightness.counts) all += count;
    if (all == 0) return -1;
    for (int i = 0; i < PDF_LIGHTNESS_STEPS; i++) shares[i] = float(double(lightness.counts[i]) / double(all));
    return 0;
  } catch (...) {
    return -1;
  }
}
