#include "Capture.hpp"

#include <Dict.h>
#include <Object.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace {

// Caps for one page. The densest honest pages (maps, telephone directories) stay a magnitude below.
constexpr size_t maximalGlyphs = 400'000;
constexpr size_t maximalPaths = 400'000;
constexpr size_t maximalPoints = 3'000'000;
constexpr size_t maximalImages = 50'000;
constexpr size_t maximalMarks = 400'000;
constexpr int maximalScalarsOfGlyph = 32;

constexpr uint32_t colourOfPatterns = 0x808080;

uint32_t packed(const GfxRGB &rgb) {
  const auto byte = [](GfxColorComp component) {
    const double value = colToDbl(component);
    return uint32_t(value <= 0 ? 0 : value >= 1 ? 255 : value * 255 + 0.5);
  };
  return byte(rgb.r) << 16 | byte(rgb.g) << 8 | byte(rgb.b);
}

bool nameHas(const std::string &lowercased, std::initializer_list<const char *> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const char *part) { return lowercased.find(part) != std::string::npos; });
}

}  // namespace

void Capture::reset() {
  glyphs.clear();
  scalars.clear();
  paths.clear();
  points.clear();
  images.clear();
  marks.clear();
  openMarks.clear();
  openForms.clear();
  openGroups.clear();
  softMasks = 0;
  sequence = 0;
  truncated = false;
  width = height = 0;
  fontKnown = matrixKnown = fillKnown = strokeKnown = false;
}

void Capture::startPage(int, GfxState *state, XRef *) {
  if (!state) return;
  width = state->getPageWidth();
  height = state->getPageHeight();
}

// ---- Text

void Capture::loadFont(GfxState *state) {
  fontKnown = true;
  const std::shared_ptr<GfxFont> current = state->getFont();
  if (!current) {
    font = 0xFFFF;
    ascent = 0.75;
    descent = -0.25;
    sizeFactor = 1;
    vertical = false;
    return;
  }
  font = addFont(current);
  ascent = fonts[font].ascent;
  descent = fonts[font].descent;
  sizeFactor = sizeFactors[font];
  vertical = verticals[font];
}

uint16_t Capture::addFont(const std::shared_ptr<GfxFont> &font) {
  const Ref id = *font->getID();
  const bool isNameless = id.num <= 0 || id.gen >= 100'000;  // poppler makes ids up for inline fonts
  const auto key = std::make_pair(std::make_pair(id.num, id.gen), isNameless ? static_cast<const void *>(font.get()) : nullptr);
  const auto found = fontNumbers.find(key);
  if (found != fontNumbers.end()) return found->second;
  if (isNameless) nameless.push_back(font);

  std::string name = font->getName() ? *font->getName() : std::string();
  if (name.size() > 7 && name[6] == '+') name.erase(0, 7);
  std::string lowercased;
  for (const char c : name) lowercased += char(std::tolower(uint8_t(c)));

  pdf_font entry {};
  entry.name = strings.add(name);
  entry.bold = font->isBold() || font->getWeight() >= GfxFont::W600 || nameHas(lowercased, { "bold", "black", "heavy", "demi" });
  entry.italic = font->isItalic() || nameHas(lowercased, { "italic", "oblique", "slanted" });
  entry.fixedPitch = font->isFixedWidth() || nameHas(lowercased, { "courier", "mono" });
  entry.serif = font->isSerif();

  double up = font->getAscent(), down = font->getDescent(), factor = 1;
  if (font->getType() == fontType3) {
    // A Type 3 font has units of its own. Mostly they are chosen so that the em is one unit of text space, as in any other font; where
    // glyphs are much lower or higher than that (fonts in pixels, scaled by the text matrix) the FontBBox stands for the em.
    const double *fontMatrix = font->getFontMatrix();
    const double *box = font->getFontBBox();
    const double unit = std::hypot(fontMatrix[2], fontMatrix[3]);
    const double high = box[3] > box[1] ? (box[3] - box[1]) * unit : 1000 * unit;
    factor = high > 0.2 && high < 3 ? 1 : high;
    if (!(factor > 1e-6 && factor < 1e6)) factor = 1;
    up = std::abs(box[3]) * unit / factor;
    down = -std::abs(box[1]) * unit / factor;
  }
  // Nonsense in font descriptors is common: outside these bounds boxes would reach into the neighbouring lines.
  entry.ascent = float(up > 0.3 && up < 1.2 ? up : up >= 1.2 && up < 3 ? 1.05 : 0.75);
  entry.descent = float(down < 0 && down > -0.6 ? down : down <= -0.6 ? -0.4 : -0.22);

  if (fonts.size() >= 0xFFFE) return 0;
  const auto number = uint16_t(fonts.size());
  fonts.push_back(entry);
  sizeFactors.push_back(factor);
  verticals.push_back(font->getWMode() != 0);
  fontNumbers.emplace(key, number);
  return number;
}

void Capture::loadMatrix(GfxState *state) {
  matrixKnown = true;
  state->getFontTransMat(&matrix[0], &matrix[1], &matrix[2], &matrix[3]);
  for (double &entry : matrix) entry *= sizeFactor;
  const double stretch = state->getHorizScaling();
  matrix[0] *= stretch;
  matrix[1] *= stretch;
  size = std::hypot(matrix[2], matrix[3]);
  double degrees = vertical ? std::atan2(-matrix[3], -matrix[2]) : std::atan2(matrix[1], matrix[0]);
  degrees *= 180 / 3.14159265358979323846;
  if (degrees < 0) degrees += 360;
  angle = degrees >= 359.995 || degrees < 0.005 ? 0 : float(degrees);
}

uint32_t Capture::currentFill(GfxState *state) {
  if (fillKnown) return fillColour;
  fillKnown = true;
  GfxColorSpace *space = state->getFillColorSpace();
  if (!space || space->getMode() == csPattern) return fillColour = colourOfPatterns;
  GfxRGB rgb;
  state->getFillRGB(&rgb);
  return fillColour = packed(rgb);
}

uint32_t Capture::currentStroke(GfxState *state) {
  if (strokeKnown) return strokeColour;
  strokeKnown = true;
  GfxColorSpace *space = state->getStrokeColorSpace();
  if (!space || space->getMode() == csPattern) return strokeColour = colourOfPatterns;
  GfxRGB rgb;
  state->getStrokeRGB(&rgb);
  return strokeColour = packed(rgb);
}

void Capture::drawChar(
    GfxState *state, double x, double y, double dx, double dy, double originX, double originY, CharCode code, int byteCount,
    const Unicode *unicode, int unicodeLength) {
  if (softMasks > 0) return;
  if (glyphs.size() >= maximalGlyphs) {
    truncated = true;
    return;
  }
  if (!fontKnown) loadFont(state);
  if (!matrixKnown) loadMatrix(state);

  double spacing = state->getCharSpace();
  if (byteCount == 1 && code == 0x20) spacing += state->getWordSpace();
  if (spacing != 0) {
    double spacingX, spacingY;
    if (vertical) {
      state->textTransformDelta(0, spacing, &spacingX, &spacingY);
    } else {
      state->textTransformDelta(spacing * state->getHorizScaling(), 0, &spacingX, &spacingY);
    }
    dx -= spacingX;
    dy -= spacingY;
  }
  double baseX, baseY, advanceX, advanceY;
  state->transform(x - originX, y - originY, &baseX, &baseY);
  state->transformDelta(dx, dy, &advanceX, &advanceY);
  if (!(std::isfinite(baseX) && std::isfinite(baseY) && std::isfinite(advanceX) && std::isfinite(advanceY) && std::isfinite(size))) return;

  // The two ends of the side that the advance moves along; vertical text stands on the em box to the right of its origin.
  double nearX, nearY, farX, farY;
  if (vertical) {
    nearX = baseX + matrix[2] * 0.88;
    nearY = baseY + matrix[3] * 0.88;
    farX = nearX + matrix[0];
    farY = nearY + matrix[1];
  } else {
    nearX = baseX + matrix[2] * ascent;
    nearY = baseY + matrix[3] * ascent;
    farX = baseX + matrix[2] * descent;
    farY = baseY + matrix[3] * descent;
  }
  pdf_glyph glyph;
  glyph.x0 = float(std::min(nearX, farX) + std::min(0.0, advanceX));
  glyph.y0 = float(std::min(nearY, farY) + std::min(0.0, advanceY));
  glyph.x1 = float(std::max(nearX, farX) + std::max(0.0, advanceX));
  glyph.y1 = float(std::max(nearY, farY) + std::max(0.0, advanceY));
  glyph.originX = float(baseX);
  glyph.originY = float(baseY);
  glyph.advanceX = float(advanceX);
  glyph.advanceY = float(advanceY);
  glyph.size = float(size);
  glyph.angle = angle;
  glyph.font = font;
  glyph.mark = currentMark();
  glyph.sequence = sequence++;

  glyph.length = 0;
  glyph.scalar = 0;
  if (unicodeLength == 1) {
    glyph.scalar = unicode[0];
    glyph.length = unicode[0] ? 1 : 0;
  } else if (unicodeLength > 1) {
    glyph.scalar = uint32_t(scalars.size());
    for (int i = 0; i < std::min(unicodeLength, maximalScalarsOfGlyph); i++) {
      if (unicode[i]) scalars.push_back(unicode[i]);
    }
    glyph.length = uint16_t(scalars.size() - glyph.scalar);
    if (glyph.length == 1) {
      glyph.scalar = scalars.back();
      scalars.pop_back();
    }
  }

  const int render = state->getRender();
  const bool isStrokedOnly = (render & 3) == 1;
  const double opacity = isStrokedOnly ? state->getStrokeOpacity() : state->getFillOpacity();
  glyph.colour = isStrokedOnly ? currentStroke(state) : currentFill(state);
  glyph.flags = 0;
  if ((render & 3) == 3 || opacity < 0.02) glyph.flags |= PDF_GLYPH_INVISIBLE;
  if ((render & 3) == 2) glyph.flags |= PDF_GLYPH_STROKED;
  if (vertical) glyph.flags |= PDF_GLYPH_VERTICAL;
  const double middleX = (glyph.x0 + glyph.x1) / 2, middleY = (glyph.y0 + glyph.y1) / 2;
  double clipX0, clipY0, clipX1, clipY1;
  state->getClipBBox(&clipX0, &clipY0, &clipX1, &clipY1);
  if (middleX < clipX0 || middleX > clipX1 || middleY < clipY0 || middleY > clipY1) glyph.flags |= PDF_GLYPH_CLIPPED;
  if (middleX < 0 || middleX > width || middleY < 0 || middleY > height) glyph.flags |= PDF_GLYPH_OFF_PAGE;
  glyphs.push_back(glyph);
}

// ---- Paths

void Capture::stroke(GfxState *state) {
  double start;
  const uint32_t dashed = state->getLineDash(&start).empty() ? 0 : PDF_PATH_DASHED;
  addPath(state, PDF_PATH_STROKED | dashed, currentStroke(state), state->getStrokeOpacity());
}

void Capture::fill(GfxState *state) { addPath(state, PDF_PATH_FILLED, currentFill(state), state->getFillOpacity()); }

bool Capture::tilingPatternFill(
    GfxState *state, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double, double) {
  addPath(state, PDF_PATH_FILLED | PDF_PATH_SHADED, colourOfPatterns, state->getFillOpacity());
  return true;
}

void Capture::addPath(GfxState *state, uint32_t kind, uint32_t colour, double opacity) {
  if (softMasks > 0) return;
  const GfxPath *source = state->getPath();
  if (!source) return;
  if (paths.size() >= maximalPaths || points.size() >= maximalPoints) {
    truncated = true;
    return;
  }
  pdf_path path {};
  path.firstPoint = uint32_t(points.size());
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  for (int i = 0; i < source->getNumSubpaths(); i++) {
    const GfxSubpath *subpath = source->getSubpath(i);
    const int count = subpath->getNumPoints();
    for (int j = 0; j < count && points.size() < maximalPoints; j++) {
      double x, y;
      state->transform(subpath->getX(j), subpath->getY(j), &x, &y);
      if (!(std::isfinite(x) && std::isfinite(y))) {
        points.resize(path.firstPoint);
        return;
      }
      const bool isCurve = subpath->getCurve(j) || (j > 0 && subpath->getCurve(j - 1));
      if (isCurve) kind |= PDF_PATH_CURVED;
      const bool closes = j == count - 1 && subpath->isClosed();
      points.push_back(
          { float(x), float(y), uint32_t(j == 0 ? PDF_POINT_MOVE : isCurve ? PDF_POINT_CURVE : closes ? PDF_POINT_CLOSE : PDF_POINT_LINE) });
      x0 = std::min(x0, x);
      y0 = std::min(y0, y);
      x1 = std::max(x1, x);
      y1 = std::max(y1, y);
    }
  }
  path.pointCount = uint32_t(points.size() - path.firstPoint);
  double clipX0, clipY0, clipX1, clipY1;
  state->getClipBBox(&clipX0, &clipY0, &clipX1, &clipY1);
  path.lineWidth = kind & PDF_PATH_STROKED ? float(state->getTransformedLineWidth()) : 0;
  const double reach = path.lineWidth / 2 + 0.01;
  const bool isClippedAway = x0 > clipX1 + reach || x1 < clipX0 - reach || y0 > clipY1 + reach || y1 < clipY0 - reach;
  if (path.pointCount == 0 || isClippedAway || opacity < 0.02) {
    points.resize(path.firstPoint);
    return;
  }
  path.x0 = float(x0);
  path.y0 = float(y0);
  path.x1 = float(x1);
  path.y1 = float(y1);
  path.clipX0 = float(clipX0);
  path.clipY0 = float(clipY0);
  path.clipX1 = float(clipX1);
  path.clipY1 = float(clipY1);
  path.opacity = float(opacity);
  path.colour = colour;
  path.kind = kind;
  path.mark = currentMark();
  path.sequence = sequence++;
  paths.push_back(path);
}

/// A shading fills the clip.
bool Capture::addShading(GfxState *state) {
  if (softMasks > 0) return true;
  if (paths.size() >= maximalPaths) {
    truncated = true;
    return true;
  }
  double x0, y0, x1, y1;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  pdf_path path {};
  path.x0 = path.clipX0 = float(x0);
  path.y0 = path.clipY0 = float(y0);
  path.x1 = path.clipX1 = float(x1);
  path.y1 = path.clipY1 = float(y1);
  path.opacity = float(state->getFillOpacity());
  path.colour = colourOfPatterns;
  path.firstPoint = uint32_t(points.size());
  path.kind = PDF_PATH_FILLED | PDF_PATH_SHADED;
  path.mark = currentMark();
  path.sequence = sequence++;
  paths.push_back(path);
  return true;
}

// ---- Images

void Capture::addImage(GfxState *state, int w, int h, bool stencil) {
  if (softMasks > 0) return;
  if (images.size() >= maximalImages) {
    truncated = true;
    return;
  }
  double x[4], y[4];
  for (int corner = 0; corner < 4; corner++) state->transform(corner & 1, corner >> 1, &x[corner], &y[corner]);
  double clipX0, clipY0, clipX1, clipY1;
  state->getClipBBox(&clipX0, &clipY0, &clipX1, &clipY1);
  pdf_image image {};
  image.x0 = float(std::max(*std::min_element(x, x + 4), clipX0));
  image.y0 = float(std::max(*std::min_element(y, y + 4), clipY0));
  image.x1 = float(std::min(*std::max_element(x, x + 4), clipX1));
  image.y1 = float(std::min(*std::max_element(y, y + 4), clipY1));
  image.pixelWidth = w;
  image.pixelHeight = h;
  image.stencil = stencil;
  image.colour = stencil ? currentFill(state) : 0;
  image.mark = currentMark();
  image.sequence = sequence++;
  if (image.x1 >= image.x0 && image.y1 >= image.y0) images.push_back(image);
}

void Capture::drawImageMask(GfxState *state, Object *ref, Stream *stream, int w, int h, bool invert, bool interpolate, bool isInline) {
  addImage(state, w, h, true);
  // The bytes of an inline image stand in the content stream: poppler's own method reads over them.
  if (isInline) OutputDev::drawImageMask(state, ref, stream, w, h, invert, interpolate, isInline);
}

void Capture::drawImage(
    GfxState *state, Object *ref, Stream *stream, int w, int h, GfxImageColorMap *map, bool interpolate, const int *maskColours,
    bool isInline) {
  addImage(state, w, h, false);
  if (isInline) OutputDev::drawImage(state, ref, stream, w, h, map, interpolate, maskColours, isInline);
}

// ---- Marked content, forms, groups

void Capture::beginMarkedContent(const char *name, Dict *properties) {
  if (marks.size() >= maximalMarks) {
    truncated = true;
    openMarks.push_back(currentMark());
    return;
  }
  pdf_mark mark {};
  mark.parent = currentMark();
  mark.identifier = -1;
  mark.actual = -1;
  mark.form = openForms.empty() ? 0 : openForms.back().object;
  mark.tag = strings.add(name ? name : "");
  const auto number = int32_t(marks.size());
  if (properties) {
    const Object identifier = properties->lookup("MCID");
    if (identifier.isInt()) mark.identifier = identifier.getInt();
    const Object actual = properties->lookup("ActualText");
    if (actual.isString()) {
      mark.text = strings.add(utf8OfTextString(actual));
      mark.actual = number;
    }
  }
  if (mark.parent >= 0) {
    const pdf_mark &around = marks[size_t(mark.parent)];
    if (mark.identifier < 0) {
      mark.identifier = around.identifier;
      mark.form = around.form;
    }
    if (around.actual >= 0) mark.actual = around.actual;  // the outermost one replaces all that is inside
  }
  marks.push_back(mark);
  openMarks.push_back(number);
}

void Capture::endMarkedContent(GfxState *) {
  // poppler announces no BDC whose properties are named (optional content), yet its EMC: what is not open cannot be closed, and
  // what was open before a form stays open in it.
  const size_t floor = openForms.empty() ? 0 : openForms.back().markDepth;
  if (openMarks.size() > floor) openMarks.pop_back();
}

void Capture::enterForm(Ref id) { openForms.push_back({ id.num, openMarks.size() }); }

void Capture::leaveForm() {
  if (openForms.empty()) return;
  if (openMarks.size() > openForms.back().markDepth) openMarks.resize(openForms.back().markDepth);
  openForms.pop_back();
}

void Capture::beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool, bool forSoftMask) {
  openGroups.push_back(forSoftMask);
  if (forSoftMask) softMasks++;
}

void Capture::endTransparencyGroup(GfxState *) {
  if (openGroups.empty()) return;
  if (openGroups.back()) softMasks--;
  openGroups.pop_back();
}
