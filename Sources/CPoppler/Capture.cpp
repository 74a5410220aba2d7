#include "Capture.hpp"

#include <algorithm>
#include <cmath>

namespace {

// Caps for one page. The densest honest pages (telephone directories) stay a magnitude below.
constexpr size_t maximalGlyphs = 1'000'000;
// Titles are painted as clips, not pages: more is a trick.
constexpr size_t mostClipGlyphs = 4096;
constexpr int maximalScalarsOfGlyph = 32;

uint32_t packed(const GfxRGB &rgb) {
  const auto byte = [](GfxColorComp component) {
    const double value = colToDbl(component);
    return uint32_t(value <= 0 ? 0 : value >= 1 ? 255 : value * 255 + 0.5);
  };
  return byte(rgb.r) << 16 | byte(rgb.g) << 8 | byte(rgb.b);
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
  veils.assign(1, {});
  clipGlyphs.clear();
  firstPathOfGroup = 0;
  softMasks = 0;
  sequence = 0;
  truncated = false;
  doubtful = 0;
  width = height = 0;
  fontKnown = matrixKnown = fillKnown = strokeKnown = false;
}

void Capture::startPage(int, GfxState *state, XRef *xrefA) {
  xref = xrefA;
  if (!state) return;
  width = state->getPageWidth();
  height = state->getPageHeight();
}

// ---- Text

bool Capture::isTwin(const pdf_glyph &glyph) {
  int letter;
  switch (glyph.scalar) {
  case 'f': letter = 0; break;
  case 'i': letter = 1; break;
  case 'l': letter = 2; break;
  case 't': letter = 3; break;
  default: return false;
  }
  if (glyph.font >= firstCodes.size()) return false;
  uint16_t &first = firstCodes[glyph.font][size_t(letter)];
  if (first == 0) first = glyph.code;
  return first != glyph.code;
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
  glyph.flags = 0;
  glyph.code = uint16_t(code);
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
  if (glyph.length == 0 || (glyph.length == 1 && (glyph.scalar < 0x20 || glyph.scalar == 0xFFFD))) {
    doubtful++;
  } else if (glyph.length == 1 && isTwin(glyph)) {
    glyph.flags |= PDF_GLYPH_TWIN;
    doubtful++;
  }

  const int render = state->getRender();
  const bool isStrokedOnly = (render & 3) == 1;
  const double opacity = isStrokedOnly ? state->getStrokeOpacity() : state->getFillOpacity();
  glyph.colour = isStrokedOnly ? currentStroke(state) : currentFill(state);
  // White letters with a coloured outline are seen by it.
  if ((render & 3) == 2 && glyph.colour == 0xFFFFFF) glyph.colour = currentStroke(state);
  if ((render & 3) == 3 || opacity < 0.02) glyph.flags |= PDF_GLYPH_INVISIBLE;
  if ((render & 3) == 2) glyph.flags |= PDF_GLYPH_STROKED;
  if (vertical) glyph.flags |= PDF_GLYPH_VERTICAL;
  const double middleX = (glyph.x0 + glyph.x1) / 2, middleY = (glyph.y0 + glyph.y1) / 2;
  double clipX0, clipY0, clipX1, clipY1;
  state->getClipBBox(&clipX0, &clipY0, &clipX1, &clipY1);
  if (middleX < clipX0 || middleX > clipX1 || middleY < clipY0 || middleY > clipY1) glyph.flags |= PDF_GLYPH_CLIPPED;
  if (middleX < 0 || middleX > width || middleY < 0 || middleY > height) glyph.flags |= PDF_GLYPH_OFF_PAGE;
  if (render >= 4) veils.back().oddClip = true;
  if (render == 7 && clipGlyphs.size() < mostClipGlyphs) clipGlyphs.push_back({ glyphs.size(), veils.size() });
  glyphs.push_back(glyph);
}
