#include "Strings.hpp"

#include <PDFDocEncoding.h>
#include <goo/GooString.h>

namespace {

void append(std::string &out, uint32_t scalar) {
  if (scalar < 0x80) {
    out += char(scalar);
  } else if (scalar < 0x800) {
    out += char(0xC0 | scalar >> 6);
    out += char(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    if (scalar >= 0xD800 && scalar < 0xE000) scalar = 0xFFFD;
    out += char(0xE0 | scalar >> 12);
    out += char(0x80 | (scalar >> 6 & 0x3F));
    out += char(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x110000) {
    out += char(0xF0 | scalar >> 18);
    out += char(0x80 | (scalar >> 12 & 0x3F));
    out += char(0x80 | (scalar >> 6 & 0x3F));
    out += char(0x80 | (scalar & 0x3F));
  }
}

std::string utf8OfUTF16(const std::string &bytes, bool bigEndian) {
  const auto unit = [&](size_t at) -> uint32_t {
    const uint32_t a = uint8_t(bytes[at]), b = uint8_t(bytes[at + 1]);
    return bigEndian ? a << 8 | b : b << 8 | a;
  };
  std::string out;
  for (size_t i = 2; i + 1 < bytes.size(); i += 2) {
    uint32_t c = unit(i);
    if (c == 0x1B) {  // A language code stands between two escapes (ISO 32000-1, 7.9.2.2).
      size_t end = i + 2;
      while (end + 1 < bytes.size() && unit(end) != 0x1B) end += 2;
      i = end;
      continue;
    }
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c) append(out, c);
  }
  return out;
}

}  // namespace

std::string bytesOf(const GooString *string) {
  return string ? std::string(string->c_str(), size_t(string->getLength())) : std::string();
}

std::string utf8OfTextString(const std::string &bytes) {
  const auto at = [&](size_t i) { return uint8_t(bytes[i]); };
  if (bytes.size() >= 2 && at(0) == 0xFE && at(1) == 0xFF) return utf8OfUTF16(bytes, true);
  if (bytes.size() >= 2 && at(0) == 0xFF && at(1) == 0xFE) return utf8OfUTF16(bytes, false);
  if (bytes.size() >= 3 && at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) return bytes.substr(3);
  std::string out;
  for (size_t i = 0; i < bytes.size(); i++) {
    if (const uint32_t c = pdfDocEncoding[at(i)]) append(out, c);
  }
  return out;
}

std::string utf8OfTextString(const Object &object) {
  return object.isString() ? utf8OfTextString(bytesOf(object.getString())) : std::string();
}

std::string nameOf(const Object &object) { return object.isName() ? std::string(object.getName()) : std::string(); }

uint32_t StringPool::add(const std::string &string) {
  if (string.empty()) return 0;
  const auto found = offsets.find(string);
  if (found != offsets.end()) return found->second;
  const auto offset = uint32_t(buffer.size());
  buffer.append(string.c_str());  // up to a NUL inside: what is handed out ends there
  buffer += '\0';
  offsets.emplace(string, offset);
  return offset;
}
