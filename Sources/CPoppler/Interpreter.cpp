#include "Interpreter.hpp"

#include <Annot.h>
#include <Array.h>
#include <Dict.h>
#include <Object.h>
#include <XRef.h>

namespace {

/// Appearances of links are frames of the viewer, not of the page; everything else that an annotation shows is printed too.
bool isDrawn(Annot *annotation, void *) {
  const auto type = annotation->getType();
  return type != Annot::typeLink && type != Annot::typePopup && type != Annot::typeText;
}

bool isFull(void *capture) { return static_cast<Capture *>(capture)->truncated; }

bool areEqual(const PDFRectangle &a, const PDFRectangle &b) { return a.x1 == b.x1 && a.y1 == b.y1 && a.x2 == b.x2 && a.y2 == b.y2; }

/// Whether an annotation could paint anything: links do not.
bool hasAppearances(Page &page) {
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) return false;
  for (int i = 0; i < annotations.arrayGetLength(); i++) {
    const Object annotation = annotations.arrayGet(i);
    if (annotation.isDict() && !annotation.dictLookup("Subtype").isName("Link")) return true;
  }
  return false;
}

}  // namespace

void Interpreter::display(Page &page) {
  if (hasAppearances(page)) {
    kept.reset();
    page.display(&capture, 72, 72, 0, false, true, false, isFull, &capture, isDrawn, nullptr, false);
    return;
  }
  const int resources = sharedResources(page);
  if (resources == 0) {
    kept.reset();
    run(*made(page), page);
    return;
  }
  if (kept && matches(page, resources)) {
    capture.width = frame.width;
    capture.height = frame.height;
  } else {
    kept.reset();
    kept = made(page);
    frame = { resources, page.getRotate(), *page.getCropBox(), *page.getMediaBox(), capture.width, capture.height };
  }
  run(*kept, page);
  if (capture.truncated) kept.reset();  // it was aborted, and stays so
}

std::unique_ptr<Gfx> Interpreter::made(Page &page) {
  return std::unique_ptr<Gfx>(page.createGfx(&capture, 72, 72, 0, false, true, -1, -1, -1, -1, false, isFull, &capture, file.getXRef()));
}

void Interpreter::run(Gfx &interpreter, Page &page) {
  Object content = contents.inflated(page.getContents(), file.getXRef());
  if (content.isNull()) return;
  interpreter.saveState();
  interpreter.display(&content);
  interpreter.restoreState();
}

bool Interpreter::matches(Page &page, int resources) const {
  return frame.resources == resources && frame.rotation == page.getRotate() && areEqual(frame.crop, *page.getCropBox())
      && areEqual(frame.media, *page.getMediaBox());
}

/// The object number of the page's resources, where they are an object of their own and nothing forbids to keep the interpreter:
/// layers leave their state in it. Else 0.
int Interpreter::sharedResources(Page &page) {
  if (!layersKnown) {
    layersKnown = true;
    const Object catalogue = file.getXRef()->getCatalog();
    hasLayers = !catalogue.isDict() || !catalogue.dictLookupNF("OCProperties").isNull();
  }
  if (hasLayers) return 0;
  Object dictionary = file.getXRef()->fetch(page.getRef());
  for (int level = 0; level < 8 && dictionary.isDict(); level++) {
    const Object &resources = dictionary.dictLookupNF("Resources");
    if (resources.isRef()) return resources.getRef().num;
    if (!resources.isNull()) return 0;
    Object parent = dictionary.dictLookup("Parent");
    dictionary = std::move(parent);
  }
  return 0;
}
