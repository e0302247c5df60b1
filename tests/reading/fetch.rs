// The function of fetch.c as an async fn of Rust.
#![allow(async_fn_in_trait)]

pub trait Net {
    async fn dial(&self, host: &str) -> Result<i32, i32>;
    async fn send_text(&self, line: i32, text: &str) -> Result<(), i32>;
    async fn receive(&self, line: i32, into: &mut [u8]) -> Result<usize, i32>;
    async fn pause_ms(&self, ms: i32);
    fn hang_up(&self, line: i32);
}

struct HangUpLater<'a, N: Net>(&'a N, i32);
impl<N: Net> Drop for HangUpLater<'_, N> {
    fn drop(&mut self) {
        self.0.hang_up(self.1)
    }
}

pub async fn fetch<N: Net>(net: &N, host: &str, page: &mut [u8]) -> Result<usize, i32> {
    let mut error = 0;

    for attempt in 1..=3 {
        let mut length = 0;

        if attempt > 1 {
            net.pause_ms(100 * attempt).await;
        }
        let line = match net.dial(host).await {
            Ok(line) => line,
            Err(e) => {
                error = e;
                continue;
            }
        };
        let _later = HangUpLater(net, line);

        if let Err(e) = net.send_text(line, "GET /\n").await {
            error = e;
            continue;
        }
        while length < page.len() {
            match net.receive(line, &mut page[length..]).await {
                Err(e) => {
                    error = e;
                    break;
                }
                Ok(0) => break,
                Ok(n) => length += n,
            }
            if page[..length].windows(2).any(|w| w == b"\n\n") {
                return Ok(length);
            }
        }
        if length == page.len() {
            return Ok(length);
        }
    }
    Err(error)
}
