/*
 * tag.h - how clang spells the tags of the dialect's types.
 */
#ifndef PARSE_TAG_H
#define PARSE_TAG_H

#define TAG_OPEN " __attribute__((btf_type_tag(\""
#define TAG_CLOSE "\")))"

#endif
