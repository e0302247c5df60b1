/* digraphs in functions that are rewritten, and in macros that are expanded */
// plain: same
%:include <asyncc.h>
#include <stdio.h>
#include <string.h>

%:define TEXT(x) %:x
#define OPEN <%
#define TWO(a) a<:2:>

static async int f(int v<::>) <% await async_sleep(0); return v<:0:>; %>

async int main(void)
<%
    int v<:3:> = <% 1, 2, 3 %>;
    if (await f(v) == 1) OPEN v<:1:> = await f(v); %>
    TWO(v) += await f(v);
    printf("%d %d\n", v<:1:>, TWO(v));      // expect: 1 4
    puts(TEXT(<:));                         // expect: <:
    return 0;
%>
