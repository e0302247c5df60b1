include!("../bench.rs");

fn fib(n: i64, lowest: i64) -> Pin<Box<dyn Future<Output = u64>>> {
    Box::pin(async move {
        if n < lowest {
            GiveWay(false).await;
        }
        if n < 2 {
            return n as u64;
        }
        fib(n - 1, lowest).await + fib(n - 2, lowest).await
    })
}

fn calls(n: u64) -> u64 {
    let (mut last, mut calls) = (1, 1);
    for _ in 2..=n {
        (last, calls) = (calls, calls + last + 1);
    }
    calls
}

fn row(n: u64, m: u64) -> (u64, u64, u64) {
    (calls(n), block_on(fib(n as i64, m as i64)), 0)
}
