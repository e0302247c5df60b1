include!("../bench.rs");

async fn add(a: u64, b: u64) -> u64 {
    if a == u64::MAX {
        GiveWay(false).await;
    }
    mix(a, b)
}

async fn sum(n: u64) -> u64 {
    let mut x = 0;
    for i in 0..n {
        x = add(x, i).await;
    }
    x
}

fn row(n: u64, _: u64) -> (u64, u64, u64) {
    (n, block_on(sum(n)), 0)
}
