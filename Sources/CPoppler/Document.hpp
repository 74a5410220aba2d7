// What is behind a pdf_document.
#pragma once

#include "Capture.hpp"
#include "Interpreter.hpp"

#include <PDFDoc.h>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct pdf_document {
  // In this order: each needs those before it to the end.
  std::unique_ptr<PDFDoc> file;
  Capture capture;
  std::unique_ptr<Interpreter> interpreter;

  // What was handed out; a deque never moves its elements.
  std::deque<std::string> factStrings, outlineStrings, linkStrings, structureStrings, extraStrings, annotationStrings;
  std::vector<pdf_outline_item> outline;
  std::vector<pdf_link> links;
  std::vector<pdf_structure_item> structure;
  std::vector<pdf_attachment> attachments;
  std::vector<pdf_annotation> annotations;
  std::string label;
  bool labelsKnown = false, labelsAreSane = false;
  std::unordered_map<int, int> pageNumbers;

  /// 1-based number of the page with this reference, or 0.
  int pageNumber(const Ref &ref);
  /// A point of user space on the page as shown.
  void toShown(Page &page, double userX, double userY, double &x, double &y) const;
};
