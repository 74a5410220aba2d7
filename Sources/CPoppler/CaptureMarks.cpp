// Marked content, forms and transparency groups.
#include "Capture.hpp"

#include <Dict.h>
#include <Object.h>

namespace {

constexpr size_t maximalMarks = 400'000;

}  // namespace

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
  openGroups.push_back({ forSoftMask, paths.size() });
  if (forSoftMask) softMasks++;
}

void Capture::endTransparencyGroup(GfxState *) {
  if (openGroups.empty()) return;
  if (openGroups.back().forSoftMask) softMasks--;
  firstPathOfGroup = openGroups.back().firstPath;
  openGroups.pop_back();
}

/// A group is painted as one: what shines through it shines through all its paths.
void Capture::paintTransparencyGroup(GfxState *state, const double *) {
  if (!isVeiled(state, 0xFFFFFF, state->getFillOpacity())) return;
  for (size_t i = firstPathOfGroup; i < paths.size(); i++) paths[i].kind &= ~uint32_t(PDF_PATH_COVERS);
}
