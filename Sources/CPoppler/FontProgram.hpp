// What an embedded font program says of itself: asked where the PDF gives its font a made-up name.
#pragma once

#include <string>
#include <vector>

/// 100 … 900 (OpenType OS/2 usWeightClass, or 700 where `head` says bold); 0 where it says nothing.
int fontProgramWeight(const std::vector<unsigned char> &program);

/// The PostScript name in a Type 1 or CFF program, bare or within OpenType; "" where there is none.
std::string fontProgramName(const std::vector<unsigned char> &program);
