include!("../bench.rs");

const BUFFER: usize = 256;

fn fill(buffer: &mut [i8; BUFFER], n: i32) {
    for (i, byte) in buffer.iter_mut().enumerate() {
        *byte = ((n + i as i32) % 100) as i8;
    }
}

fn sum(buffer: &[i8; BUFFER]) -> i32 {
    buffer.iter().enumerate().map(|(i, byte)| *byte as i32 * (i as i32 % 3)).sum()
}

async fn blocks(n: i32) -> i32 {
    let mut r = 0;
    {
        let mut a = [0i8; BUFFER];
        fill(&mut a, n);
        GiveWay(false).await;
        r += sum(&a);
    }
    {
        let mut b = [0i8; BUFFER];
        fill(&mut b, r);
        GiveWay(false).await;
        r += sum(&b);
    }
    r
}

fn row(n: u64, m: u64) -> (u64, u64, u64) {
    let future = blocks(m as i32);
    let bytes = std::mem::size_of_val(&future) as u64;
    (n, block_on(future) as u64, bytes * n)
}
