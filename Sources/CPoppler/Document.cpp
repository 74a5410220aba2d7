#include "Document.hpp"

#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <Page.h>
#include <Stream.h>
#include <cstring>

namespace {

// What poppler complained of since the page was begun; the process reads one document at a time.
thread_local int32_t errorCount = 0;

void countError(ErrorCategory, Goffset, const char *) {
  if (errorCount < INT32_MAX) errorCount++;
}

}  // namespace

extern "C" pdf_document *pdf_open(const uint8_t *bytes, size_t count, const char *password, pdf_open_status *status) {
  *status = PDF_OPEN_DAMAGED;
  try {
    auto document = std::make_unique<pdf_document>();
    // poppler's tables of names and encodings cost half a millisecond: once for the process, not for each document.
    static const GlobalParamsIniter globals(countError);
    std::optional<GooString> secret;
    if (password) secret.emplace(password);
    auto *stream = new MemStream(reinterpret_cast<const char *>(bytes), 0, Goffset(count), Object(objNull));
    document->file = std::make_unique<PDFDoc>(stream, secret, secret);
    if (!document->file->isOk()) {
      if (document->file->getErrorCode() == errEncrypted) *status = PDF_OPEN_ENCRYPTED;
      return nullptr;
    }
    if (document->file->getNumPages() < 1) {
      *status = PDF_OPEN_NO_PAGES;
      return nullptr;
    }
    *status = PDF_OPEN_OK;
    return document.release();
  } catch (...) {
    return nullptr;
  }
}

extern "C" void pdf_close(pdf_document *document) {
  try {
    delete document;
  } catch (...) {
  }
}

extern "C" int pdf_read_page(pdf_document *document, int number, pdf_page *page) {
  *page = pdf_page {};
  try {
    Page *source = document->file->getPage(number);
    if (!source || !source->isOk()) return -1;
    Capture &capture = document->capture;
    capture.reset();
    errorCount = 0;
    if (!document->interpreter) document->interpreter = std::make_unique<Interpreter>(*document->file, capture);
    document->interpreter->display(*source);
    page->width = float(capture.width);
    page->height = float(capture.height);
    page->rotation = ((source->getRotate() % 360) + 360) % 360;
    page->truncated = capture.truncated;
    page->doubtful = capture.doubtful;
    page->damaged = document->interpreter->isDamaged();
    page->errors = errorCount;
    page->glyphs = capture.glyphs.data();
    page->glyphCount = capture.glyphs.size();
    page->scalars = capture.scalars.data();
    page->scalarCount = capture.scalars.size();
    page->paths = capture.paths.data();
    page->pathCount = capture.paths.size();
    page->points = capture.points.data();
    page->pointCount = capture.points.size();
    page->images = capture.images.data();
    page->imageCount = capture.images.size();
    page->marks = capture.marks.data();
    page->markCount = capture.marks.size();
    page->fonts = capture.fonts.data();
    page->fontCount = capture.fonts.size();
    page->strings = capture.strings.data();
    return 0;
  } catch (...) {
    // It was left in the middle of a page.
    document->interpreter.reset();
    return -2;
  }
}

int pdf_document::pageNumber(const Ref &ref) {
  const auto found = pageNumbers.find(ref.num);
  if (found != pageNumbers.end()) return found->second;
  const int number = file->findPage(ref);
  pageNumbers.emplace(ref.num, number);
  return number;
}

void pdf_document::toShown(Page &page, double userX, double userY, double &x, double &y) const {
  const PDFRectangle &crop = *page.getCropBox();
  const double fromLeft = userX - crop.x1, fromRight = crop.x2 - userX;
  const double fromBottom = userY - crop.y1, fromTop = crop.y2 - userY;
  switch (((page.getRotate() % 360) + 360) % 360) {
  case 90:
    x = fromBottom;
    y = fromLeft;
    break;
  case 180:
    x = fromRight;
    y = fromBottom;
    break;
  case 270:
    x = fromTop;
    y = fromRight;
    break;
  default:
    x = fromLeft;
    y = fromTop;
  }
}
