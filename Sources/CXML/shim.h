#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>

/* xmlFree is a mutable global, which Swift does not let several threads see. */
static inline void xmlFreeString(xmlChar *string) { xmlFree(string); }
