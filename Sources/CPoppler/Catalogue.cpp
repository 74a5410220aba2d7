// What a file says beside its pages: facts, outline, links, page labels, structure tree. Read from the raw objects: dictionary look-ups are
// the part of poppler's interface that does not change, and its own readers recurse without bounds on hostile files.

#include "Document.hpp"

#include <Array.h>
#include <Catalog.h>
#include <Dict.h>
#include <Object.h>
#include <Page.h>
#include <XRef.h>
#include <algorithm>
#include <cmath>
#include <set>

namespace {

// Hostile files nest and repeat without end; honest ones stay far below.
constexpr size_t maximalOutlineItems = 20'000;
constexpr int maximalOutlineDepth = 32;
constexpr int maximalLinksOfPage = 20'000;
constexpr size_t maximalStructureItems = 2'000'000;
constexpr int maximalStructureDepth = 100;
constexpr size_t maximalMetadata = 8'000'000;

const char *keep(std::deque<std::string> &strings, std::string string) {
  strings.push_back(std::move(string));
  return strings.back().c_str();
}

struct Target {
  std::string uri;
  int page = 0;
  float y = NAN;
};

void resolveDestination(pdf_document &document, Object destination, Target &target, int depth = 0) {
  if (depth > 4) return;
  if (destination.isString() || destination.isName()) {
    const GooString name(destination.isName() ? std::string(destination.getName()) : bytesOf(destination.getString()));
    const auto link = document.file->getCatalog()->findDest(&name);
    if (!link) return;
    target.page = link->isPageRef() ? document.pageNumber(link->getPageRef()) : link->getPageNum();
    Page *page = target.page > 0 ? document.file->getPage(target.page) : nullptr;
    if (page && link->getChangeTop()) {
      double x, y;
      document.toShown(*page, link->getLeft(), link->getTop(), x, y);
      target.y = float(y);
    }
    return;
  }
  if (destination.isDict()) {
    resolveDestination(document, destination.dictLookup("D"), target, depth + 1);
    return;
  }
  if (!destination.isArray() || destination.arrayGetLength() < 1) return;
  const Object &place = destination.arrayGetNF(0);
  if (place.isRef()) {
    target.page = document.pageNumber(place.getRef());
  } else if (place.isInt()) {
    target.page = place.getInt() + 1;
  }
  Page *page = target.page > 0 && target.page <= document.file->getNumPages() ? document.file->getPage(target.page) : nullptr;
  if (!page) {
    target.page = 0;
    return;
  }
  if (destination.arrayGetLength() < 3) return;
  const Object kind = destination.arrayGet(1);
  const int topAt = kind.isName("XYZ") ? 3 : kind.isName("FitH") || kind.isName("FitBH") ? 2 : kind.isName("FitR") ? 5 : 0;
  if (topAt == 0 || topAt >= destination.arrayGetLength()) return;
  const Object top = destination.arrayGet(topAt);
  const Object left = destination.arrayGet(2);
  if (!top.isNum()) return;
  double x, y;
  document.toShown(*page, topAt == 3 && left.isNum() ? left.getNum() : 0, top.getNum(), x, y);
  target.y = float(y);
}

/// What an outline item or a link annotation leads to.
Target targetOf(pdf_document &document, const Dict &dict) {
  Target target;
  Object direct = dict.lookup("Dest");
  if (!direct.isNull()) {
    resolveDestination(document, std::move(direct), target);
    return target;
  }
  const Object action = dict.lookup("A");
  if (!action.isDict()) return target;
  const Object kind = action.dictLookup("S");
  if (kind.isName("URI")) {
    const Object uri = action.dictLookup("URI");
    if (uri.isString()) target.uri = utf8OfTextString(uri);
  } else if (kind.isName("GoTo")) {
    resolveDestination(document, action.dictLookup("D"), target);
  }
  return target;
}

void addOutline(pdf_document &document, Object item, int reference, int level, std::set<int> &seen) {
  while (item.isDict() && document.outline.size() < maximalOutlineItems) {
    if (reference && !seen.insert(reference).second) return;
    const Target target = targetOf(document, *item.getDict());
    document.outline.push_back(
        { level, target.page, target.y, keep(document.outlineStrings, utf8OfTextString(item.dictLookup("Title"))) });
    if (level < maximalOutlineDepth) {
      const Object &first = item.dictLookupNF("First");
      const int child = first.isRef() ? first.getRef().num : 0;
      addOutline(document, item.dictLookup("First"), child, level + 1, seen);
    }
    const Object &next = item.dictLookupNF("Next");
    reference = next.isRef() ? next.getRef().num : 0;
    Object following = item.dictLookup("Next");
    item = std::move(following);
  }
}

class StructureReader {
public:
  explicit StructureReader(pdf_document &documentA) : document(documentA), xref(documentA.file->getXRef()) {}

  void run() {
    const Object catalogue = xref->getCatalog();
    if (!catalogue.isDict()) return;
    const Object root = catalogue.dictLookup("StructTreeRoot");
    if (!root.isDict()) return;
    roles = root.dictLookup("RoleMap");
    read(root.dictLookupNF("K"), 0, -1, 0);
  }

private:
  pdf_document &document;
  XRef *xref;
  Object roles;
  std::set<int> seen;
  int elements = 0;
  std::unordered_map<std::string, const char *> standardTypes;

  /// An element has one parent: a reference that comes again is a cycle or damage.
  void read(const Object &item, int depth, int parent, int page) {
    if (depth > maximalStructureDepth || document.structure.size() >= maximalStructureItems) return;
    if (item.isRef() && !seen.insert(item.getRef().num).second) return;
    const Object fetched = item.isRef() ? item.fetch(xref) : item.copy();
    if (fetched.isInt()) {
      document.structure.push_back({ depth, -1, parent, page, fetched.getInt(), 0, "" });
    } else if (fetched.isArray()) {
      for (int i = 0; i < fetched.arrayGetLength(); i++) read(fetched.arrayGetNF(i), depth, parent, page);
    } else if (fetched.isDict()) {
      readDictionary(fetched, depth, parent, page);
    }
  }

  void readDictionary(const Object &item, int depth, int parent, int page) {
    const Object &pageReference = item.dictLookupNF("Pg");
    if (pageReference.isRef()) page = document.pageNumber(pageReference.getRef());
    const Object type = item.dictLookup("Type");
    if (type.isName("OBJR")) return;
    if (type.isName("MCR")) {
      const Object identifier = item.dictLookup("MCID");
      const Object &stream = item.dictLookupNF("Stm");
      if (!identifier.isInt()) return;
      document.structure.push_back(
          { depth, -1, parent, page, identifier.getInt(), stream.isRef() ? stream.getRef().num : 0, "" });
      return;
    }
    const int element = elements++;
    document.structure.push_back({ depth, element, parent, page, -1, 0, standardType(nameOf(item.dictLookup("S"))) });
    read(item.dictLookupNF("K"), depth + 1, element, page);
  }

  const char *standardType(const std::string &type) {
    const auto found = standardTypes.find(type);
    if (found != standardTypes.end()) return found->second;
    std::string mapped = type;
    for (int step = 0; step < 8 && roles.isDict(); step++) {
      const Object next = roles.dictLookup(mapped.c_str());
      if (!next.isName() || next.isName(mapped.c_str())) break;
      mapped = next.getName();
    }
    return standardTypes[type] = keep(document.structureStrings, mapped);
  }
};

// Letters and roman numerals grow with the number that a range starts at: one of thousands of millions would make labels of megabytes.
constexpr int greatestLabelStart = 100'000;
constexpr int mostLabelRanges = 100'000;
constexpr size_t longestLabel = 64;

/// Whether the ranges of a number tree of page labels start at numbers that a page can have.
bool areLabelsSane(const Object &node, int depth, int &left) {
  if (!node.isDict()) return true;
  if (depth > 16) return false;
  const Object ranges = node.dictLookup("Nums");
  for (int i = 1; ranges.isArray() && i < ranges.arrayGetLength(); i += 2) {
    if (left-- <= 0) return false;
    const Object range = ranges.arrayGet(i);
    const Object start = range.isDict() ? range.dictLookup("St") : Object(objNull);
    if (start.isNum() && !(start.getNum() <= greatestLabelStart)) return false;
  }
  const Object kids = node.dictLookup("Kids");
  for (int i = 0; kids.isArray() && i < kids.arrayGetLength(); i++) {
    if (left-- <= 0 || !areLabelsSane(kids.arrayGet(i), depth + 1, left)) return false;
  }
  return true;
}

}  // namespace

extern "C" void pdf_read_facts(pdf_document *document, pdf_facts *facts) {
  *facts = pdf_facts {};
  auto &strings = document->factStrings;
  strings.clear();
  const char *none = keep(strings, "");
  facts->language = facts->title = facts->author = facts->subject = facts->keywords = none;
  facts->creator = facts->producer = facts->created = facts->metadata = none;
  try {
    PDFDoc &file = *document->file;
    facts->pageCount = file.getNumPages();
    facts->majorVersion = file.getPDFMajorVersion();
    facts->minorVersion = file.getPDFMinorVersion();
    facts->encrypted = file.isEncrypted();
    const Object info = file.getDocInfo();
    if (info.isDict()) {
      const auto entry = [&](const char *key) { return keep(strings, utf8OfTextString(info.dictLookup(key))); };
      facts->title = entry("Title");
      facts->author = entry("Author");
      facts->subject = entry("Subject");
      facts->keywords = entry("Keywords");
      facts->creator = entry("Creator");
      facts->producer = entry("Producer");
      facts->created = entry("CreationDate");
    }
    const Object catalogue = file.getXRef()->getCatalog();
    if (!catalogue.isDict()) return;
    facts->language = keep(strings, utf8OfTextString(catalogue.dictLookup("Lang")));
    facts->portfolio = catalogue.dictLookup("Collection").isDict();
    const Object form = catalogue.dictLookup("AcroForm"), rendering = catalogue.dictLookup("NeedsRendering");
    facts->dynamicForm = form.isDict() && !form.dictLookupNF("XFA").isNull() && rendering.isBool() && rendering.getBool();
    const Object markInfo = catalogue.dictLookup("MarkInfo");
    facts->tagged = catalogue.dictLookup("StructTreeRoot").isDict() && (!markInfo.isDict() || !markInfo.dictLookup("Marked").isBool() || markInfo.dictLookup("Marked").getBool());
    if (const auto packet = file.readMetadata()) {
      std::string bytes = bytesOf(packet.get());
      if (bytes.size() <= maximalMetadata) {
        facts->metadataLength = bytes.size();
        strings.push_back(std::move(bytes));
        facts->metadata = strings.back().data();
      }
    }
  } catch (...) {
  }
}

extern "C" size_t pdf_read_outline(pdf_document *document, const pdf_outline_item **items) {
  document->outline.clear();
  document->outlineStrings.clear();
  try {
    const Object catalogue = document->file->getXRef()->getCatalog();
    const Object root = catalogue.isDict() ? catalogue.dictLookup("Outlines") : Object(objNull);
    if (root.isDict()) {
      std::set<int> seen;
      const Object &first = root.dictLookupNF("First");
      addOutline(*document, root.dictLookup("First"), first.isRef() ? first.getRef().num : 0, 1, seen);
    }
  } catch (...) {
  }
  *items = document->outline.data();
  return document->outline.size();
}

extern "C" size_t pdf_read_links(pdf_document *document, int number, const pdf_link **links) {
  document->links.clear();
  document->linkStrings.clear();
  try {
    Page *page = document->file->getPage(number);
    const Object annotations = page ? page->getAnnotsObject() : Object(objNull);
    const int count = annotations.isArray() ? std::min(annotations.arrayGetLength(), maximalLinksOfPage) : 0;
    for (int i = 0; i < count; i++) {
      const Object annotation = annotations.arrayGet(i);
      if (!annotation.isDict() || !annotation.dictLookup("Subtype").isName("Link")) continue;
      const Object rectangle = annotation.dictLookup("Rect");
      if (!rectangle.isArray() || rectangle.arrayGetLength() != 4) continue;
      double corner[4];
      bool isWhole = true;
      for (int k = 0; k < 4; k++) {
        const Object value = rectangle.arrayGet(k);
        isWhole = isWhole && value.isNum();
        corner[k] = value.isNum() ? value.getNum() : 0;
      }
      const Target target = targetOf(*document, *annotation.getDict());
      if (!isWhole || (target.uri.empty() && target.page == 0)) continue;
      double x0, y0, x1, y1;
      document->toShown(*page, corner[0], corner[1], x0, y0);
      document->toShown(*page, corner[2], corner[3], x1, y1);
      pdf_link link {};
      link.x0 = float(std::min(x0, x1));
      link.y0 = float(std::min(y0, y1));
      link.x1 = float(std::max(x0, x1));
      link.y1 = float(std::max(y0, y1));
      link.uri = keep(document->linkStrings, target.uri);
      link.page = target.page;
      link.y = target.y;
      document->links.push_back(link);
    }
  } catch (...) {
  }
  *links = document->links.data();
  return document->links.size();
}

extern "C" const char *pdf_page_label(pdf_document *document, int number) {
  document->label.clear();
  try {
    const Object catalogue = document->file->getXRef()->getCatalog();
    if (!catalogue.isDict() || !catalogue.dictLookupNF("PageLabels").isRef()) {
      if (!catalogue.isDict() || !catalogue.dictLookup("PageLabels").isDict()) return "";
    }
    GooString label;
    if (!document->labelsKnown) {
      document->labelsKnown = true;
      int left = mostLabelRanges;
      document->labelsAreSane = areLabelsSane(catalogue.dictLookup("PageLabels"), 0, left);
    }
    if (!document->labelsAreSane) return "";
    if (document->file->getCatalog()->indexToLabel(number - 1, &label)) document->label = utf8OfTextString(bytesOf(&label));
    if (document->label.size() > longestLabel) document->label.clear();
  } catch (...) {
  }
  return document->label.c_str();
}

extern "C" size_t pdf_read_structure(pdf_document *document, const pdf_structure_item **items) {
  document->structure.clear();
  document->structureStrings.clear();
  try {
    StructureReader(*document).run();
  } catch (...) {
  }
  *items = document->structure.data();
  return document->structure.size();
}
