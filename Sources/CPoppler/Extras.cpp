// What a file holds besides its pages: form fields with their values, remarks that readers left on pages, names of attached files. Read from the
// raw objects and with bounds, as the catalogue is.

#include "Document.hpp"
#include "Strings.hpp"

#include <Array.h>
#include <Dict.h>
#include <Object.h>
#include <Page.h>
#include <XRef.h>
#include <algorithm>
#include <set>

namespace {

// Hostile files nest and repeat without end; honest ones stay far below.
constexpr int maximalAnnotationsOfPage = 20'000;
constexpr size_t maximalAttachments = 10'000;
constexpr int maximalDepth = 32;
constexpr size_t maximalText = 100'000;

const char *keep(std::deque<std::string> &strings, std::string string) {
  if (string.size() > maximalText) string.clear();
  strings.push_back(std::move(string));
  return strings.back().c_str();
}

/// A string, a name (the state of a button), or several of them with line breaks between.
std::string textOf(const Object &value) {
  if (value.isString()) return utf8OfTextString(value);
  if (value.isName()) return value.getName();
  std::string out;
  if (!value.isArray()) return out;
  for (int i = 0; i < std::min(value.arrayGetLength(), 1000); i++) {
    const std::string part = textOf(value.arrayGet(i).isArray() ? Object(objNull) : value.arrayGet(i));
    if (!part.empty()) out += (out.empty() ? "" : "\n") + part;
  }
  return out;
}

struct Field {
  std::string name, type, value;
};

/// A field's name is that of those above it and its own; type and value are inherited.
Field fieldOf(const Object &widget) {
  Field field;
  Object node = widget.copy();
  for (int depth = 0; node.isDict() && depth < maximalDepth; depth++) {
    const std::string part = utf8OfTextString(node.dictLookup("T"));
    if (!part.empty()) field.name = field.name.empty() ? part : part + "." + field.name;
    if (field.type.empty()) field.type = nameOf(node.dictLookup("FT"));
    if (field.value.empty()) field.value = textOf(node.dictLookup("V"));
    Object parent = node.dictLookup("Parent");
    node = std::move(parent);
  }
  return field;
}

std::string fileName(const Object &specification) {
  if (specification.isString()) return utf8OfTextString(specification);
  if (!specification.isDict()) return "";
  const std::string name = utf8OfTextString(specification.dictLookup("UF"));
  return name.empty() ? utf8OfTextString(specification.dictLookup("F")) : name;
}

void addAttachment(pdf_document &document, const Object &specification) {
  const std::string name = fileName(specification);
  if (name.empty() || document.attachments.size() >= maximalAttachments) return;
  const std::string about = specification.isDict() ? utf8OfTextString(specification.dictLookup("Desc")) : "";
  document.attachments.push_back({ keep(document.extraStrings, name), keep(document.extraStrings, about) });
}

/// A name tree: kids, or names with what they stand for in turns.
void walkNames(pdf_document &document, const Object &node, int reference, std::set<int> &seen, int depth) {
  if (!node.isDict() || depth > maximalDepth || (reference && !seen.insert(reference).second)) return;
  const Object names = node.dictLookup("Names");
  for (int i = 1; names.isArray() && i < names.arrayGetLength() && document.attachments.size() < maximalAttachments; i += 2)
    addAttachment(document, names.arrayGet(i));
  const Object kids = node.dictLookup("Kids");
  for (int i = 0; kids.isArray() && i < kids.arrayGetLength(); i++) {
    const Object &kid = kids.arrayGetNF(i);
    walkNames(document, kids.arrayGet(i), kid.isRef() ? kid.getRef().num : 0, seen, depth + 1);
  }
}

bool cornersOf(const Object &rectangle, double (&corner)[4]) {
  if (!rectangle.isArray() || rectangle.arrayGetLength() != 4) return false;
  for (int k = 0; k < 4; k++) {
    const Object value = rectangle.arrayGet(k);
    if (!value.isNum()) return false;
    corner[k] = value.getNum();
  }
  return true;
}

} // namespace

extern "C" size_t pdf_read_attachments(pdf_document *document, const pdf_attachment **attachments) {
  document->attachments.clear();
  try {
    const Object catalogue = document->file->getXRef()->getCatalog();
    const Object names = catalogue.isDict() ? catalogue.dictLookup("Names") : Object(objNull);
    std::set<int> seen;
    if (names.isDict()) walkNames(*document, names.dictLookup("EmbeddedFiles"), 0, seen, 0);
  } catch (...) {
  }
  *attachments = document->attachments.data();
  return document->attachments.size();
}

extern "C" size_t pdf_read_annotations(pdf_document *document, int number, const pdf_annotation **annotations) {
  document->annotations.clear();
  document->annotationStrings.clear();
  auto &strings = document->annotationStrings;
  try {
    Page *page = document->file->getPage(number);
    const Object all = page ? page->getAnnotsObject() : Object(objNull);
    const int count = all.isArray() ? std::min(all.arrayGetLength(), maximalAnnotationsOfPage) : 0;
    for (int i = 0; i < count; i++) {
      const Object annotation = all.arrayGet(i);
      const std::string kind = annotation.isDict() ? nameOf(annotation.dictLookup("Subtype")) : "";
      double corner[4];
      if (kind.empty() || kind == "Link" || kind == "Popup" || !cornersOf(annotation.dictLookup("Rect"), corner)) continue;
      const Field field = kind == "Widget" ? fieldOf(annotation) : Field {};
      const std::string text = kind == "Widget" ? field.value : utf8OfTextString(annotation.dictLookup("Contents"));
      const std::string file = kind == "FileAttachment" ? fileName(annotation.dictLookup("FS")) : "";
      double x0, y0, x1, y1;
      document->toShown(*page, corner[0], corner[1], x0, y0);
      document->toShown(*page, corner[2], corner[3], x1, y1);
      document->annotations.push_back({ float(std::min(x0, x1)), float(std::min(y0, y1)), float(std::max(x0, x1)), float(std::max(y0, y1)),
          keep(strings, kind), keep(strings, kind == "Widget" ? field.name : file), keep(strings, field.type), keep(strings, text),
          keep(strings, utf8OfTextString(annotation.dictLookup("T"))) });
    }
  } catch (...) {
  }
  *annotations = document->annotations.data();
  return document->annotations.size();
}
