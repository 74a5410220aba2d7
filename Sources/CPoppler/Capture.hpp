// The one OutputDev: what a page paints becomes flat arrays of glyphs, paths, images and marked-content sequences.
//
// Nothing is rasterised. Contents of soft masks are no content of the page and are left out; tiling patterns and shadings count as one
// filled path each (replaying a pattern would repeat the text inside it).
#pragma once

#include "CPoppler.h"
#include "Strings.hpp"

#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <glib/poppler-features.h>
#include <array>
#include <map>
#include <memory>
#include <vector>

class Capture final : public OutputDev {
public:
  std::vector<pdf_glyph> glyphs;
  std::vector<uint32_t> scalars;
  std::vector<pdf_path> paths;
  std::vector<pdf_point> points;
  std::vector<pdf_image> images;
  std::vector<pdf_mark> marks;
  std::vector<pdf_font> fonts;
  StringPool strings;
  double width = 0, height = 0;
  /// A colour for what has many.
  static constexpr uint32_t colourOfPatterns = 0x808080;
  bool truncated = false;
  /// Glyphs of the page of which the file does not say, or not surely, what they are.
  int doubtful = 0;

  /// Forgets the page before; fonts and strings stay.
  void reset();

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void startPage(int number, GfxState *state, XRef *xref) override;

  void saveState(GfxState *) override { veils.push_back(veils.back()); }
  void restoreState(GfxState *) override;
  void clip(GfxState *state) override;
  void eoClip(GfxState *state) override { clip(state); }
  void clipToStrokePath(GfxState *) override { veils.back().oddClip = true; }
  void setSoftMask(GfxState *, const double *, bool, Function *, GfxColor *) override { veils.back().masked = true; }
  void clearSoftMask(GfxState *) override { veils.back().masked = false; }
  void updateCTM(GfxState *, double, double, double, double, double, double) override { matrixKnown = false; }
  void updateTextMat(GfxState *) override { matrixKnown = false; }
  void updateHorizScaling(GfxState *) override { matrixKnown = false; }
  void updateFont(GfxState *) override { fontKnown = matrixKnown = false; }
  void updateFillColorSpace(GfxState *) override { fillKnown = false; }
  void updateStrokeColorSpace(GfxState *) override { strokeKnown = false; }
  void updateFillColor(GfxState *) override { fillKnown = false; }
  void updateStrokeColor(GfxState *) override { strokeKnown = false; }

  void drawChar(
      GfxState *state, double x, double y, double dx, double dy, double originX, double originY, CharCode code, int byteCount,
      const Unicode *unicode, int unicodeLength) override;

  void stroke(GfxState *state) override;
  void fill(GfxState *state) override;
  void eoFill(GfxState *state) override { fill(state); }
  bool tilingPatternFill(
      GfxState *state, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double, double) override;
  bool functionShadedFill(GfxState *state, GfxFunctionShading *) override { return addShading(state); }
  bool axialShadedFill(GfxState *state, GfxAxialShading *, double, double) override { return addShading(state); }
  bool radialShadedFill(GfxState *state, GfxRadialShading *, double, double) override { return addShading(state); }
  bool gouraudTriangleShadedFill(GfxState *state, GfxGouraudTriangleShading *) override { return addShading(state); }
  bool patchMeshShadedFill(GfxState *state, GfxPatchMeshShading *) override { return addShading(state); }

  void drawImageMask(GfxState *state, Object *, Stream *stream, int w, int h, bool invert, bool interpolate, bool isInline) override;
  void drawImage(
      GfxState *state, Object *, Stream *stream, int w, int h, GfxImageColorMap *map, bool interpolate, const int *maskColours,
      bool isInline) override;
  void drawMaskedImage(
      GfxState *state, Object *, Stream *, int w, int h, GfxImageColorMap *, bool, Stream *, int, int, bool, bool) override {
    addImage(state, w, h, false);
  }
  void drawSoftMaskedImage(
      GfxState *state, Object *, Stream *, int w, int h, GfxImageColorMap *, bool, Stream *, int, int, GfxImageColorMap *,
      bool) override {
    addImage(state, w, h, false);
  }

  void beginMarkedContent(const char *name, Dict *properties) override;
  void endMarkedContent(GfxState *) override;
#if POPPLER_CHECK_VERSION(23, 11, 0)
  void beginForm(Object *, Ref id) override { enterForm(id); }
  void endForm(Object *, Ref) override { leaveForm(); }
#else
  void beginForm(Ref id) override { enterForm(id); }
  void endForm(Ref) override { leaveForm(); }
#endif
  void beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool, bool forSoftMask) override;
  void endTransparencyGroup(GfxState *) override;
  void paintTransparencyGroup(GfxState *state, const double *) override;

private:
  /// What is read from the state once and kept until the state says that it changed.
  bool fontKnown = false, matrixKnown = false, fillKnown = false, strokeKnown = false;
  uint32_t fillColour = 0, strokeColour = 0;
  uint16_t font = 0;
  double ascent = 0.9, descent = -0.2, sizeFactor = 1;
  bool vertical = false;
  double matrix[4] = { 1, 0, 0, 1 };
  double size = 0;
  float angle = 0;

  struct Form {
    int object;
    size_t markDepth;
  };
  std::vector<int32_t> openMarks;
  std::vector<Form> openForms;
  struct Group {
    bool forSoftMask;
    size_t firstPath;
  };
  std::vector<Group> openGroups;
  /// Where the paths of the group that was closed last begin.
  size_t firstPathOfGroup = 0;
  int softMasks = 0;

  /// What beside colour and opacity decides whether a path covers what is below it; one for each saved state.
  struct Veil {
    bool masked = false;
    /// The clip is no rectangle: its box says too much.
    bool oddClip = false;
  };
  std::vector<Veil> veils = std::vector<Veil>(1);

  /// Glyphs that only clip (render mode 7, and how poppler paints text filled with a pattern): what is painted next shows through them.
  struct ClipGlyph {
    size_t glyph;
    /// Of saved states, where it clips.
    size_t depth;
  };
  std::vector<ClipGlyph> clipGlyphs;
  uint32_t sequence = 0;

  /// By object number and generation; fonts without one (inline dictionaries) by address, and kept alive so that it stays theirs.
  std::map<std::pair<std::pair<int, int>, const void *>, uint16_t> fontNumbers;
  std::vector<std::shared_ptr<GfxFont>> nameless;
  XRef *xref = nullptr;
  std::vector<double> sizeFactors;
  std::vector<bool> verticals;
  /// For each font the codes that said f, i, l and t first; 0 for none yet.
  std::vector<std::array<uint16_t, 4>> firstCodes;

  void loadFont(GfxState *state);
  bool isTwin(const pdf_glyph &glyph);
  uint16_t addFont(const std::shared_ptr<GfxFont> &font);
  void loadMatrix(GfxState *state);
  uint32_t currentFill(GfxState *state);
  uint32_t currentStroke(GfxState *state);
  int32_t currentMark() const { return openMarks.empty() ? -1 : openMarks.back(); }
  bool isVeiled(GfxState *state, uint32_t colour, double opacity) const;
  bool showThroughText(double x0, double y0, double x1, double y1, uint32_t colour);
  void addPath(GfxState *state, uint32_t kind, uint32_t colour, double opacity);
  bool addShading(GfxState *state);
  void addImage(GfxState *state, int w, int h, bool stencil);
  void enterForm(Ref id);
  void leaveForm();
};
