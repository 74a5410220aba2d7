#include "FontProgram.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace {

using Bytes = std::vector<unsigned char>;

/// Big-endian numbers; 0 beyond the end.
uint32_t number(const Bytes &bytes, size_t at, int count) {
  if (at > bytes.size() || bytes.size() - at < size_t(count)) return 0;
  uint32_t value = 0;
  for (int i = 0; i < count; i++) value = value << 8 | bytes[at + size_t(i)];
  return value;
}

/// Where a table of an OpenType font begins, or 0.
size_t table(const Bytes &program, const char *tag) {
  const uint32_t version = number(program, 0, 4);
  if (version != 0x00010000 && version != 0x4F54544F && version != 0x74727565) return 0;
  const uint32_t count = std::min(number(program, 4, 2), 64U);
  for (uint32_t i = 0; i < count; i++) {
    const size_t entry = 12 + 16 * size_t(i);
    if (entry + 16 <= program.size() && std::memcmp(&program[entry], tag, 4) == 0) return number(program, entry + 8, 4);
  }
  return 0;
}

constexpr size_t longestName = 127;

/// The first string of the Name INDEX (Adobe Technical Note 5176, section 5).
std::string nameOfCFF(const Bytes &program, size_t start) {
  const size_t index = start + number(program, start + 2, 1);
  if (number(program, index, 2) == 0) return "";
  const int width = int(number(program, index + 2, 1));
  if (width < 1 || width > 4) return "";
  const size_t count = number(program, index, 2);
  const size_t first = number(program, index + 3, width), second = number(program, index + 3 + size_t(width), width);
  const size_t data = index + 2 + (count + 1) * size_t(width);
  if (first < 1 || second <= first || second - first > longestName || data + second > program.size()) return "";
  return std::string(program.begin() + long(data + first), program.begin() + long(data + second));
}

/// The word after `/FontName /` in the clear part of a Type 1 program.
std::string nameOfType1(const Bytes &program) {
  static const char key[] = "/FontName";
  const auto limit = program.begin() + long(std::min(program.size(), size_t(8192)));
  auto at = std::search(program.begin(), limit, key, key + 9);
  if (at == limit) return "";
  at += 9;
  while (at != limit && (*at == ' ' || *at == '/')) at++;
  std::string name;
  while (at != limit && *at > ' ' && *at < 0x7F && name.size() < longestName) name += char(*at++);
  return name;
}

}  // namespace

int fontProgramWeight(const std::vector<unsigned char> &program) {
  if (const size_t metrics = table(program, "OS/2")) {
    const int weight = int(number(program, metrics + 4, 2));
    if (weight >= 100 && weight <= 1000) return weight;
  }
  const size_t head = table(program, "head");
  return head && (number(program, head + 44, 2) & 1) ? 700 : 0;
}

std::string fontProgramName(const std::vector<unsigned char> &program) {
  if (program.size() < 16) return "";
  if (const size_t start = table(program, "CFF ")) return nameOfCFF(program, start);
  if (program[0] == 1 && program[1] == 0 && program[2] >= 4) return nameOfCFF(program, 0);
  return nameOfType1(program);
}
