// The fonts of a document: how heavy they are, how high and deep their letters reach.
#include "Capture.hpp"
#include "FontProgram.hpp"

#include <GlobalParams.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>
#include <string>

namespace {

bool nameHas(const std::string &lowercased, std::initializer_list<const char *> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const char *part) { return lowercased.find(part) != std::string::npos; });
}

bool startsWith(const std::string &lowercased, std::initializer_list<const char *> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const char *part) { return lowercased.rfind(part, 0) == 0; });
}

bool endsWith(const std::string &lowercased, const std::string &part) {
  return lowercased.size() >= part.size() && lowercased.compare(lowercased.size() - part.size(), part.size(), part) == 0;
}

/// Whether a PostScript name says that its font is heavy: in words, in the foundries' abbreviations, or in those of the TeX families.
bool isHeavyName(const std::string &name) {
  if (nameHas(name, { "demilight", "semilight" })) return false;
  if (nameHas(name, { "bold", "black", "heavy", "demi", "-bd", "-hv", "-blk", "-xbd", ",bd" })) return true;
  // Computer Modern and its kin (CMBX10, CMSSBX10, SFBX1000, ECBX1200, LMBX10) and URW's `-Medi`, which is their bold.
  if (startsWith(name, { "cmb", "cmssbx", "sfb", "sfsx", "sfxc", "ecb", "ecssdc", "lmbx", "lmssbx" })) return true;
  return endsWith(name, "-medi") || endsWith(name, "-mediital") || endsWith(name, "-mediobli");
}

/// `F1`, `TT2`, `CIDFont+F3`: a name that a program made up says nothing.
bool isMadeUpName(const std::string &name) {
  const size_t plus = name.rfind('+');
  size_t i = plus == std::string::npos ? 0 : plus + 1;
  const size_t start = i;
  while (i < name.size() && std::isalpha(uint8_t(name[i]))) i++;
  if (i - start > 4 || i == name.size()) return name.size() == start;
  return std::all_of(name.begin() + long(i), name.end(), [](char c) { return std::isdigit(uint8_t(c)) || c == '_'; });
}

/// Mean width of a font's glyphs in ems; 0 where it states none.
double meanWidth(const GfxFont &font) {
  if (font.isCIDFont()) return 0;
  double sum = 0;
  int count = 0;
  for (int code = 0; code < 256; code++) {
    const double width = std::abs(static_cast<const Gfx8BitFont &>(font).getWidth(uint8_t(code)));
    if (width > 0 && std::isfinite(width)) {
      sum += width;
      count++;
    }
  }
  return count ? sum / count : 0;
}

// Letters are about half as wide as their em; so much may a box be higher or lower than the em that the widths speak of.
constexpr double widthOfEm = 0.5;
constexpr double leastHeight = 0.4, greatestHeight = 4;

/// Whether codes stand for glyphs by number and nothing tells their characters: poppler then takes the number for the character.
bool isIdentity(const GfxCIDFont &font) {
  const GooString *collection = font.getCollection();
  return !collection || collection->toStr() == "Adobe-Identity" || collection->toStr().empty();
}

/// Whether most glyphs of the encoding have names that stand for no character (`g12`, `C0001`): their codes are all that is known.
bool areNamesMadeUp(const Gfx8BitFont &font) {
  int known = 0, unknown = 0;
  for (int code = 0; code < 256; code++) {
    const char *name = font.getCharName(code);
    if (!name || std::strcmp(name, ".notdef") == 0 || std::strcmp(name, "space") == 0) continue;
    (globalParams->mapNameToUnicodeText(name) != 0 ? known : unknown)++;
  }
  return unknown > known;
}

bool isHeavyProgram(GfxFont &font, XRef *xref) {
  if (!xref || font.getType() == fontType3) return false;
  const auto program = font.readEmbFontFile(xref);
  if (!program) return false;
  std::string name = fontProgramName(*program);
  for (char &c : name) c = char(std::tolower(uint8_t(c)));
  return fontProgramWeight(*program) >= 600 || isHeavyName(name);
}

}  // namespace

void Capture::loadFont(GfxState *state) {
  fontKnown = true;
  const std::shared_ptr<GfxFont> current = state->getFont();
  if (!current) {
    font = 0xFFFF;
    ascent = 0.75;
    descent = -0.25;
    sizeFactor = 1;
    vertical = false;
    return;
  }
  font = addFont(current);
  ascent = fonts[font].ascent;
  descent = fonts[font].descent;
  sizeFactor = sizeFactors[font];
  vertical = verticals[font];
}

uint16_t Capture::addFont(const std::shared_ptr<GfxFont> &font) {
  const Ref id = *font->getID();
  const bool isNameless = id.num <= 0 || id.gen >= 100'000;  // poppler makes ids up for inline fonts
  const auto key = std::make_pair(std::make_pair(id.num, id.gen), isNameless ? static_cast<const void *>(font.get()) : nullptr);
  const auto found = fontNumbers.find(key);
  if (found != fontNumbers.end()) return found->second;
  if (isNameless) nameless.push_back(font);

  std::string name = font->getName() ? *font->getName() : std::string();
  if (name.size() > 7 && name[6] == '+') name.erase(0, 7);
  std::string lowercased;
  for (const char c : name) lowercased += char(std::tolower(uint8_t(c)));

  pdf_font entry {};
  entry.name = strings.add(name);
  entry.bold = font->isBold() || font->getWeight() >= GfxFont::W600 || isHeavyName(lowercased)
      || (isMadeUpName(lowercased) && isHeavyProgram(*font, xref));
  if (!font->hasToUnicodeCMap()) {
    entry.guessed = font->isCIDFont() ? isIdentity(static_cast<const GfxCIDFont &>(*font)) ? 1 : 0
        : areNamesMadeUp(static_cast<const Gfx8BitFont &>(*font)) ? 2 : 0;
  }
  entry.mapped = font->hasToUnicodeCMap();
  entry.symbols = nameHas(lowercased, { "symbol", "dingbat", "wingding", "webding", "marlett", "mtextra", "icon", "awesome" })
      ? nameHas(lowercased, { "symbol" }) && !nameHas(lowercased, { "ui", "segoe" }) ? PDF_FONT_SYMBOL : PDF_FONT_PICTURES
      : PDF_FONT_TEXT;
  entry.italic = font->isItalic() || nameHas(lowercased, { "italic", "oblique", "slanted" });
  entry.fixedPitch = font->isFixedWidth() || nameHas(lowercased, { "courier", "mono" });
  entry.serif = font->isSerif();

  double up = font->getAscent(), down = font->getDescent(), factor = 1;
  if (font->getType() == fontType3) {
    // A Type 3 font has units of its own. Mostly they are chosen so that the em is one unit of text space, as in any other font; where
    // glyphs are much lower or higher than that (fonts in pixels, scaled by the text matrix) the FontBBox stands for the em.
    const double *fontMatrix = font->getFontMatrix();
    const double *box = font->getFontBBox();
    const double unit = std::hypot(fontMatrix[2], fontMatrix[3]);
    const double high = box[3] > box[1] ? (box[3] - box[1]) * unit : 1000 * unit;
    const double em = meanWidth(*font) / widthOfEm;
    factor = high > 0.2 && high < 3 ? 1 : high;
    if (em > 0 && (high < leastHeight * em || high > greatestHeight * em)) {
      // A box that has nothing to do with the widths is made up (Ghostscript writes such): believe the widths.
      factor = em > 0.2 && em < 3 ? 1 : em;
      up = 0.75 * em / factor;
      down = -0.25 * em / factor;
    } else {
      up = std::abs(box[3]) * unit / factor;
      down = -std::abs(box[1]) * unit / factor;
    }
    if (!(factor > 1e-6 && factor < 1e6)) factor = 1;
  }
  // Nonsense in font descriptors is common: outside these bounds boxes would reach into the neighbouring lines.
  entry.ascent = float(up > 0.3 && up < 1.2 ? up : up >= 1.2 && up < 3 ? 1.05 : 0.75);
  entry.descent = float(down < 0 && down > -0.6 ? down : down <= -0.6 ? -0.4 : -0.22);

  if (fonts.size() >= 0xFFFE) return 0;
  const auto number = uint16_t(fonts.size());
  fonts.push_back(entry);
  sizeFactors.push_back(factor);
  verticals.push_back(font->getWMode() != 0);
  firstCodes.push_back({});
  fontNumbers.emplace(key, number);
  return number;
}
