// Runs the content of pages through poppler's interpreter into a Capture.
#pragma once

#include "Capture.hpp"
#include "Contents.hpp"

#include <Gfx.h>
#include <PDFDoc.h>
#include <Page.h>
#include <memory>

/// poppler builds an interpreter anew for each page, and with it every font of the page's resources: a seventh of the time. Where pages
/// share one resource dictionary (as from most word processors and typesetters) the interpreter is kept for the next page.
class Interpreter {
public:
  Interpreter(PDFDoc &fileA, Capture &captureA) : file(fileA), capture(captureA) {}

  /// The capture is to be reset before.
  void display(Page &page);

private:
  PDFDoc &file;
  Capture &capture;
  std::unique_ptr<Gfx> kept;
  /// What the kept interpreter was built for.
  struct Frame {
    int resources = 0;  // object number
    int rotation = 0;
    PDFRectangle crop, media;
    double width = 0, height = 0;
  } frame;
  bool hasLayers = false, layersKnown = false;
  Contents contents;

  std::unique_ptr<Gfx> made(Page &page);
  void run(Gfx &interpreter, Page &page);
  int sharedResources(Page &page);
  bool matches(Page &page, int resources) const;
};
