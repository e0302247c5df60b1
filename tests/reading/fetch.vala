// The function of fetch.c as an async method of Vala.
extern async int dial(string host, out int line);
extern async int send_text(int line, string text);
extern async int receive(int line, uint8[] into, int at);
extern async void pause_ms(int ms);
extern void hang_up(int line);

async int fetch(string host, uint8[] page) {
    int error = 0;

    for (int attempt = 1; attempt <= 3; attempt++) {
        int line, length = 0;

        if (attempt > 1) yield pause_ms(100 * attempt);
        error = yield dial(host, out line);
        if (error < 0) continue;
        try {
            error = yield send_text(line, "GET /\n");
            if (error < 0) continue;
            while (length < page.length - 1) {
                int n = yield receive(line, page, length);
                if (n < 0) {
                    error = n;
                    break;
                }
                if (n == 0) break;
                length += n;
                page[length] = '\0';
                if (((string) page).contains("\n\n")) return length;
            }
            if (length == page.length - 1) return length;
        } finally {
            hang_up(line);
        }
    }
    return error;
}
