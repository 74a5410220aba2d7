// Text of a PDF (PDFDocEncoding, UTF-16, UTF-8) as UTF-8, and the pool that hands strings out as offsets.
#pragma once

#include <Object.h>
#include <cstdint>
#include <string>
#include <unordered_map>

std::string bytesOf(const GooString *string);
std::string utf8OfTextString(const std::string &bytes);
/// "" for anything but a string.
std::string utf8OfTextString(const Object &object);
std::string nameOf(const Object &object);

/// Strings that are handed out as offsets into one buffer; equal ones share theirs. Offset 0 is "".
class StringPool {
public:
  uint32_t add(const std::string &string);
  const char *data() const { return buffer.data(); }

private:
  std::string buffer = std::string(1, '\0');
  std::unordered_map<std::string, uint32_t> offsets;
};
