// Paths, shadings and pictures, and what lets them hide or show letters: clips, transparency, text used as a clip.
#include "Capture.hpp"

#include <algorithm>
#include <cmath>

namespace {

// Caps for one page. The densest honest pages (maps) stay a magnitude below.
constexpr size_t maximalPaths = 400'000;
constexpr size_t maximalPoints = 3'000'000;
constexpr size_t maximalImages = 50'000;

// A covering path is one bar or a few, or the shading of all rows of a table.
constexpr int mostCoveringRectangles = 64;

/// What multiplies the colours below it hides them only where it is black.
constexpr uint32_t darkest = 0x18;

struct Rectangle {
  double x0, y0, x1, y1;
};

/// Whether a subpath is an upright rectangle on the page.
bool isRectangle(GfxState *state, const GfxSubpath *subpath, Rectangle &box) {
  const int count = subpath->getNumPoints();
  if (count < 4 || count > 5) return false;
  double x[5], y[5];
  for (int i = 0; i < count; i++) {
    if (subpath->getCurve(i)) return false;
    state->transform(subpath->getX(i), subpath->getY(i), &x[i], &y[i]);
  }
  const auto isNear = [](double a, double b) { return std::abs(a - b) < 0.05; };
  if (count == 5 && !(isNear(x[4], x[0]) && isNear(y[4], y[0]))) return false;
  const bool isLevelFirst = isNear(y[0], y[1]) && isNear(x[1], x[2]) && isNear(y[2], y[3]) && isNear(x[3], x[0]);
  const bool isUprightFirst = isNear(x[0], x[1]) && isNear(y[1], y[2]) && isNear(x[2], x[3]) && isNear(y[3], y[0]);
  if (!isLevelFirst && !isUprightFirst) return false;
  box = { std::min(x[0], x[2]), std::min(y[0], y[2]), std::max(x[0], x[2]), std::max(y[0], y[2]) };
  return true;
}

/// Rectangles beside each other: of two that overlap one may be the hole in the other.
bool areRectangles(GfxState *state, const GfxPath *path) {
  const int count = path->getNumSubpaths();
  if (count > mostCoveringRectangles) return false;
  Rectangle boxes[mostCoveringRectangles];
  for (int i = 0; i < count; i++) {
    if (!isRectangle(state, path->getSubpath(i), boxes[i])) return false;
    for (int j = 0; j < i; j++) {
      if (boxes[i].x0 < boxes[j].x1 && boxes[j].x0 < boxes[i].x1 && boxes[i].y0 < boxes[j].y1 && boxes[j].y0 < boxes[i].y1) return false;
    }
  }
  return count > 0;
}

}  // namespace

// ---- What hides and shows

void Capture::restoreState(GfxState *) {
  fontKnown = matrixKnown = fillKnown = strokeKnown = false;
  if (veils.size() > 1) veils.pop_back();
  while (!clipGlyphs.empty() && clipGlyphs.back().depth > veils.size()) clipGlyphs.pop_back();
}

void Capture::clip(GfxState *state) {
  const GfxPath *path = state->getPath();
  Rectangle box;
  if (!veils.back().oddClip && path) veils.back().oddClip = path->getNumSubpaths() != 1 || !isRectangle(state, path->getSubpath(0), box);
}

bool Capture::isVeiled(GfxState *state, uint32_t colour, double opacity) const {
  const GfxBlendMode blend = state->getBlendMode();
  const bool isDark = (colour & 0xFF) < darkest && (colour >> 8 & 0xFF) < darkest && (colour >> 16 & 0xFF) < darkest;
  const bool hides = blend == gfxBlendNormal || (isDark && (blend == gfxBlendMultiply || blend == gfxBlendDarken));
  return !hides || opacity < 0.98 || veils.back().masked || veils.back().oddClip;
}

/// Letters that clip become visible where something is painted through them. True where that is all that can be seen of it.
bool Capture::showThroughText(double x0, double y0, double x1, double y1, uint32_t colour) {
  bool isSeen = false;
  size_t kept = 0;
  for (const ClipGlyph &clip : clipGlyphs) {
    pdf_glyph &glyph = glyphs[clip.glyph];
    const double x = (glyph.x0 + glyph.x1) / 2, y = (glyph.y0 + glyph.y1) / 2;
    if (x < x0 || x > x1 || y < y0 || y > y1) {
      clipGlyphs[kept++] = clip;
      continue;
    }
    glyph.flags &= uint16_t(~PDF_GLYPH_INVISIBLE);
    glyph.colour = colour;
    isSeen = true;
  }
  clipGlyphs.resize(kept);
  return isSeen;
}

// ---- Paths

void Capture::stroke(GfxState *state) {
  double start;
  const uint32_t dashed = state->getLineDash(&start).empty() ? 0 : PDF_PATH_DASHED;
  addPath(state, PDF_PATH_STROKED | dashed, currentStroke(state), state->getStrokeOpacity());
}

void Capture::fill(GfxState *state) { addPath(state, PDF_PATH_FILLED, currentFill(state), state->getFillOpacity()); }

/// poppler has made the path that is to be filled a clip by now, and forgotten it.
bool Capture::tilingPatternFill(
    GfxState *state, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double, double) {
  return addShading(state);
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
  if (!clipGlyphs.empty() && !isClippedAway && opacity >= 0.02 && showThroughText(x0, y0, x1, y1, colour)) {
    points.resize(path.firstPoint);
    return;
  }
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
  const bool canCover = (kind & PDF_PATH_FILLED) && !(kind & (PDF_PATH_CURVED | PDF_PATH_SHADED));
  if (canCover && !isVeiled(state, colour, opacity) && areRectangles(state, source)) kind |= PDF_PATH_COVERS;
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
  if (!clipGlyphs.empty() && showThroughText(x0, y0, x1, y1, colourOfPatterns)) return true;
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
  if (!clipGlyphs.empty() && showThroughText(image.x0, image.y0, image.x1, image.y1, colourOfPatterns)) return;
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
