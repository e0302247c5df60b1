/* html_page.h - the parts of the page that are the same for every file. */
#ifndef EMIT_HTML_PAGE_H
#define EMIT_HTML_PAGE_H

extern const char html_style[], html_script[];

#endif
