/* One function, as an async function of C: what is read is what asyncc makes of it. */
#include <asyncc.h>
#include <string.h>

async int dial(const char *host, int *line);
async int send_text(int line, const char *text);
async int receive(int line, char *into, int room);
async void pause_ms(int ms);
void hang_up(int line);

/*
 * Asks a host for a page, up to three times, with a longer pause after each failure. Gives the bytes
 * that were written to `page`, or the last error. A page ends with an empty line.
 */
async int fetch(const char *host, char *page, int room)
{
    int error = 0;

    for (int attempt = 1; attempt <= 3; attempt++) {
        int line, length = 0;

        if (attempt > 1) await pause_ms(100 * attempt);
        error = await dial(host, &line);
        if (error < 0) continue;
        defer hang_up(line); /* whatever happens */

        error = await send_text(line, "GET /\n");
        if (error < 0) continue;
        while (length < room - 1) {
            int n = await receive(line, page + length, room - 1 - length);
            if (n < 0) {
                error = n;
                break;
            }
            if (n == 0) break;
            length += n;
            page[length] = '\0';
            if (strstr(page, "\n\n")) return length;
        }
        if (length == room - 1) return length; /* what there is room for */
    }
    return error;
}
