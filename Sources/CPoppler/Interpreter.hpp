// Runs the content of pages through poppler's interpreter into a Capture.
#pragma once

#include "Capture.hpp"
#include "Contents.hpp"

#include <Gfx.h>
#include <PDFDoc.h>
#include <Page.h>
#include <map>
#include <memory>
#include <string>

/// poppler builds an interpreter anew for each page, and with it every font of the page's resources: a good part of what a page costs. Here
/// one interpreter goes from page to page, and only fonts that no page before had under the same name are built.
///
/// Its resources are a pile: fonts below, as they were met, and on top of them all else that the page at hand has. A name is looked for from
/// the top down, so a font that another page has under a name already taken is put on top of the one before.
class Interpreter {
public:
  Interpreter(PDFDoc &fileA, Capture &captureA) : file(fileA), capture(captureA) {}

  /// The capture is to be reset before.
  void display(Page &page);
  /// Whether the content of the page before breaks off.
  bool isDamaged() const { return contents.isDamaged(); }

private:
  PDFDoc &file;
  Capture &capture;
  Contents contents;

  std::unique_ptr<Gfx> kept;
  /// What the kept interpreter was built for.
  struct Frame {
    int rotation = 0;
    PDFRectangle crop, media;
    double width = 0, height = 0;
  } frame;
  /// The fonts that the kept interpreter finds, by name; INVALID stands for one without an object of its own.
  std::map<std::string, Ref> fonts;
  int fontLayers = 0;
  /// The object number of the resources on top, 0 where they are no object, -1 where there are none.
  int onTop = -1;
  bool hasLayers = false, layersKnown = false;

  void keep(Page &page);
  bool fits(Page &page) const;
  void showResources(Page &page);
  void addFonts(Dict &resources);
  void run(Gfx &interpreter, Page &page);
  bool documentHasLayers();
  int resourcesNumber(Page &page);
};
