#include "Interpreter.hpp"

#include <Annot.h>
#include <Array.h>
#include <Dict.h>
#include <Object.h>
#include <Stream.h>
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

// Fonts are put on the pile as often as this; then it is begun anew. More happens only where pages give one name to many fonts.
constexpr int mostFontLayers = 24;

const char endOfPath[] = "n\n";

}  // namespace

void Interpreter::display(Page &page) {
  contents.forget();
  if (hasAppearances(page)) {
    kept.reset();
    page.display(&capture, 72, 72, 0, false, true, false, isFull, &capture, isDrawn, nullptr, false);
    return;
  }
  // Layers leave their state in the interpreter.
  if (documentHasLayers()) {
    const std::unique_ptr<Gfx> own(
        page.createGfx(&capture, 72, 72, 0, false, true, -1, -1, -1, -1, false, isFull, &capture, file.getXRef()));
    run(*own, page);
    return;
  }
  if (kept && fits(page)) {
    capture.width = frame.width;
    capture.height = frame.height;
  } else {
    keep(page);
  }
  showResources(page);
  run(*kept, page);
  if (capture.truncated) kept.reset();  // it was aborted, and stays so
}

/// An interpreter without any resources, as Page::createGfx makes it otherwise.
void Interpreter::keep(Page &page) {
  PDFRectangle box;
  bool isCropped = true;
  page.makeBox(72, 72, page.getRotate(), false, capture.upsideDown(), -1, -1, -1, -1, &box, &isCropped);
  kept = std::make_unique<Gfx>(
      &file, &capture, page.getNum(), nullptr, 72, 72, &box, isCropped ? page.getCropBox() : nullptr, page.getRotate(), isFull, &capture,
      file.getXRef());
  frame = { page.getRotate(), *page.getCropBox(), *page.getMediaBox(), capture.width, capture.height };
  fonts.clear();
  fontLayers = 0;
  onTop = -1;
}

bool Interpreter::fits(Page &page) const {
  return fontLayers < mostFontLayers && frame.rotation == page.getRotate() && areEqual(frame.crop, *page.getCropBox())
      && areEqual(frame.media, *page.getMediaBox());
}

void Interpreter::showResources(Page &page) {
  const int number = resourcesNumber(page);
  if (number > 0 && number == onTop) return;
  if (onTop >= 0) kept->popResources();
  onTop = -1;
  Dict *resources = page.getResourceDict();
  if (!resources) return;
  addFonts(*resources);
  Object others(resources->copy(file.getXRef()));
  others.dictRemove("Font");
  kept->pushResources(others.getDict());
  onTop = number;
}

void Interpreter::addFonts(Dict &resources) {
  const Object listed = resources.lookup("Font");
  if (!listed.isDict()) return;
  Object added(new Dict(file.getXRef()));
  for (int i = 0; i < listed.dictGetLength(); i++) {
    const Object &font = listed.dictGetValNF(i);
    const Ref reference = font.isRef() ? font.getRef() : Ref::INVALID();
    const auto known = fonts.find(listed.dictGetKey(i));
    if (known != fonts.end() && font.isRef() && known->second == reference) continue;
    fonts[listed.dictGetKey(i)] = reference;
    added.dictAdd(listed.dictGetKey(i), font.copy());
  }
  if (added.dictGetLength() == 0) return;
  Object pile(new Dict(file.getXRef()));
  pile.dictAdd("Font", std::move(added));
  kept->pushResources(pile.getDict());
  fontLayers++;
}

void Interpreter::run(Gfx &interpreter, Page &page) {
  Object content = contents.inflated(page.getContents(), file.getXRef());
  if (content.isNull()) return;
  interpreter.saveState();
  interpreter.display(&content);
  // A clip that was announced at the end (`W` and nothing after it) would wait for the next page: `n` takes it back.
  Object end(static_cast<Stream *>(new MemStream(const_cast<char *>(endOfPath), 0, 2, Object(objNull))));
  interpreter.display(&end);
  interpreter.restoreState();
}

bool Interpreter::documentHasLayers() {
  if (!layersKnown) {
    layersKnown = true;
    const Object catalogue = file.getXRef()->getCatalog();
    hasLayers = !catalogue.isDict() || !catalogue.dictLookupNF("OCProperties").isNull();
  }
  return hasLayers;
}

/// The object number of the page's resources, own or inherited; 0 where they are no object of their own.
int Interpreter::resourcesNumber(Page &page) {
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
