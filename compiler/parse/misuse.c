#include "parser.h"
void misuse_check(Parser *p, Node *declaration) { (void)p; (void)declaration; }
