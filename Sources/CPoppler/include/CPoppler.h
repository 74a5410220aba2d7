/* libpoppler behind flat C: a document is opened from bytes, a page is read into arrays, the catalogue into lists.
 *
 * All coordinates are PDF points from the top left of the page as shown (crop box, /Rotate applied), y downwards.
 * Strings are NUL-terminated UTF-8. What a call hands out is owned by the document and lives until the next call of the
 * same function (or until pdf_close). No exception leaves this header. A document is not to be shared between threads.
 */
#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pdf_document pdf_document;

typedef enum {
  PDF_OPEN_OK = 0,
  PDF_OPEN_DAMAGED = 1,
  PDF_OPEN_ENCRYPTED = 2,
  PDF_OPEN_NO_PAGES = 3
} pdf_open_status;

/* `bytes` must outlive the document. NULL comes back, with the reason, where it cannot be opened. */
pdf_document *pdf_open(const uint8_t *bytes, size_t count, const char *password, pdf_open_status *status);
void pdf_close(pdf_document *document);

/* ---- One page ---------------------------------------------------------------------------------------------------- */

enum {
  PDF_GLYPH_CLIPPED = 1,   /* its centre is outside the clip */
  PDF_GLYPH_OFF_PAGE = 2,  /* its centre is outside the page */
  PDF_GLYPH_VERTICAL = 4,  /* of a font that writes downwards */
  PDF_GLYPH_STROKED = 8,   /* filled and stroked: render mode 2 */
  PDF_GLYPH_INVISIBLE = 16, /* render mode 3, or 7 and nothing is painted through it, or fully transparent */
  PDF_GLYPH_TWIN = 32       /* it says f, i, l or t, and another code of its font was met first that says the same */
};

typedef struct {
  float x0, y0, x1, y1;  /* advance times ascent and descent, upright box around it */
  float originX, originY;
  float advanceX, advanceY; /* without character and word spacing */
  float size;
  float angle;     /* of the baseline, degrees clockwise on the page, 0 ..< 360 */
  uint32_t scalar; /* the Unicode scalar; with length > 1 where the run starts in `scalars`; 0 with length 0 */
  uint16_t length;
  uint16_t font;
  uint32_t colour;   /* 0xRRGGBB */
  int32_t mark;      /* into `marks`, or -1 */
  uint32_t sequence; /* paint order, shared with paths and images */
  uint16_t flags;
  uint16_t code; /* its code in the font, of a long one the lower half */
} pdf_glyph;

enum {
  PDF_PATH_STROKED = 1,
  PDF_PATH_FILLED = 2,
  PDF_PATH_CURVED = 4,
  PDF_PATH_SHADED = 8, /* a gradient or a pattern: its colour is a guess */
  PDF_PATH_DASHED = 16,
  PDF_PATH_COVERS = 32 /* what was painted before it in its rectangles, as far as the clip lets it, is not seen */
};

typedef struct {
  float x0, y0, x1, y1;                 /* of the points, not clipped */
  float clipX0, clipY0, clipX1, clipY1; /* box of the clip */
  float lineWidth;
  float opacity;
  uint32_t colour;
  uint32_t firstPoint, pointCount;
  uint32_t kind;
  int32_t mark;
  uint32_t sequence;
} pdf_path;

enum { PDF_POINT_MOVE = 0, PDF_POINT_LINE = 1, PDF_POINT_CURVE = 2, PDF_POINT_CLOSE = 3 };

/* PDF_POINT_CLOSE is a line to the point that closes the subpath. */
typedef struct {
  float x, y;
  uint32_t operation;
} pdf_point;

typedef struct {
  float x0, y0, x1, y1; /* clipped */
  int32_t pixelWidth, pixelHeight;
  uint32_t colour; /* of a stencil mask; else 0 */
  int32_t stencil;
  int32_t mark;
  uint32_t sequence;
} pdf_image;

typedef struct {
  int32_t parent;     /* into `marks`, or -1 */
  int32_t identifier; /* MCID of it or of the nearest around it, or -1 */
  int32_t form;       /* object number of the form XObject that it stands in, or 0 */
  int32_t actual;     /* the nearest mark around (or itself) that has ActualText, or -1 */
  uint32_t tag;       /* into `strings` */
  uint32_t text;      /* into `strings`: its own ActualText */
} pdf_mark;

/* By its name: letters; Greek letters and signs in the order of Adobe's Symbol; pictures (bullets, arrows) in an order of its own. */
enum { PDF_FONT_TEXT = 0, PDF_FONT_SYMBOL = 1, PDF_FONT_PICTURES = 2 };

typedef struct {
  uint32_t name; /* into `strings`; without the subset tag */
  float ascent, descent;
  uint8_t bold, italic, fixedPitch, serif;
  uint8_t guessed; /* nothing tells the characters of its glyphs: theirs are the glyphs' numbers (1) or codes (2) */
  uint8_t symbols; /* PDF_FONT_… */
  uint8_t mapped;  /* the file has a table of its characters (ToUnicode) */
} pdf_font;

typedef struct {
  float width, height;
  int32_t rotation;
  int32_t truncated; /* a cap was reached: the page is not whole */
  int32_t damaged;   /* its content breaks off: a stream of it cannot be decoded to its end */
  int32_t errors;    /* what poppler found wrong with it */
  int32_t doubtful;  /* glyphs that are twins, or of which the file says no character or a control code */
  const pdf_glyph *glyphs;
  const uint32_t *scalars;
  const pdf_path *paths;
  const pdf_point *points;
  const pdf_image *images;
  const pdf_mark *marks;
  const pdf_font *fonts; /* of the document: grows from page to page, never changes */
  const char *strings;
  size_t glyphCount, scalarCount, pathCount, pointCount, imageCount, markCount, fontCount;
} pdf_page;

/* 0 where it was read. */
int pdf_read_page(pdf_document *document, int number, pdf_page *page);

/* How much of the area of a page's pictures is how light: shares that add up to 1, the darkest first. 0 where it has pictures that can be
 * decoded here. */
enum { PDF_LIGHTNESS_STEPS = 16 };
int pdf_read_lightness(pdf_document *document, int number, float *shares);

/* ---- The document ------------------------------------------------------------------------------------------------- */

typedef struct {
  int32_t pageCount;
  int32_t majorVersion, minorVersion;
  int32_t encrypted, tagged;
  int32_t portfolio;   /* a collection of attached files */
  int32_t dynamicForm; /* an XFA form that a viewer has to make its pages of: the pages of the file are a placeholder */
  const char *language;                                                      /* "" where it says none */
  const char *title, *author, *subject, *keywords, *creator, *producer, *created; /* of the info dictionary */
  const char *metadata; /* the XMP packet, as it is in the file */
  size_t metadataLength;
} pdf_facts;

void pdf_read_facts(pdf_document *document, pdf_facts *facts);

/* 1-based page numbers; 0 where the target is no page of the file. `y` is NaN where the target does not say it. */
typedef struct {
  int32_t level;
  int32_t page;
  float y;
  const char *title;
} pdf_outline_item;

size_t pdf_read_outline(pdf_document *document, const pdf_outline_item **items);

typedef struct {
  float x0, y0, x1, y1;
  const char *uri; /* "" where it leads to a page */
  int32_t page;
  float y;
} pdf_link;

size_t pdf_read_links(pdf_document *document, int number, const pdf_link **links);

/* What is on a page besides what it paints: form fields (`kind` is "Widget") and remarks, no links. */
typedef struct {
  float x0, y0, x1, y1;
  const char *kind;   /* /Subtype */
  const char *name;   /* of a field, with those above it; of an attached file */
  const char *type;   /* of a field: "Tx", "Btn", "Ch", "Sig" */
  const char *text;   /* the value of a field, the words of a remark; several values on lines of their own */
  const char *author; /* of a remark */
} pdf_annotation;

size_t pdf_read_annotations(pdf_document *document, int number, const pdf_annotation **annotations);

typedef struct {
  const char *name;
  const char *description;
} pdf_attachment;

size_t pdf_read_attachments(pdf_document *document, const pdf_attachment **attachments);

/* The label of a page, or "" where the file has none. */
const char *pdf_page_label(pdf_document *document, int number);

/* An entry of the structure tree, in document order. */
typedef struct {
  int32_t depth;
  int32_t element;    /* its number, in document order */
  int32_t parent;     /* number of the element around it, or -1 */
  int32_t page;       /* 1-based, or 0 */
  int32_t identifier; /* MCID of a content item; -1 for an element */
  int32_t form;       /* object number of the form XObject that a content item stands in, or 0 */
  const char *type;   /* standard type by the role map; "" for a content item */
} pdf_structure_item;

size_t pdf_read_structure(pdf_document *document, const pdf_structure_item **items);

#ifdef __cplusplus
}
#endif
#endif
