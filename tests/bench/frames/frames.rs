// The functions of frames.c as Rust futures: size_of_val of each.
use std::future::Future;
use std::hint::black_box;
use std::mem::size_of_val;
use std::pin::Pin;
use std::task::{Context, Poll};

struct Leaf { n: i32, done: bool }
impl Future for Leaf {
    type Output = i32;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<i32> {
        if self.done { return Poll::Ready(self.n) }
        self.done = true;
        Poll::Pending
    }
}
fn leaf(n: i32) -> Leaf { Leaf { n, done: false } }
fn get() -> i32 { black_box(1) }

async fn one_local(n: i32) -> i32 { leaf(n).await + n }

async fn looping(n: i32) -> i32 {
    let mut total = 0;
    for i in 0..n { total += leaf(i).await; }
    total
}

async fn buffer(n: i32) -> i32 {
    let mut buf = [0u8; 512];
    let mut served = 0;
    black_box(&mut buf);
    while leaf(n).await > 0 { black_box(&mut buf); served += 1; }
    served
}

async fn branches(n: i32) -> i32 {
    if n > 0 {
        let mut a = [0u8; 256];
        black_box(&mut a);
        let r = leaf(n).await;
        black_box(&mut a);
        r
    } else {
        let mut b = [0u8; 256];
        black_box(&mut b);
        let r = leaf(-n).await;
        black_box(&mut b);
        r
    }
}

async fn blocks(n: i32) -> i32 {
    let mut r = 0;
    {
        let mut a = [0u8; 256];
        black_box(&mut a);
        r += leaf(n).await;
        black_box(&mut a);
    }
    {
        let mut b = [0u8; 256];
        black_box(&mut b);
        r += leaf(r).await;
        black_box(&mut b);
    }
    r
}

async fn callees(n: i32) -> i32 {
    let a = looping(n).await;
    let b = one_local(a).await;
    a + b
}

async fn nested(n: i32) -> i32 { callees(n).await + buffer(n).await }

struct Closer { fd: i32 }
impl Drop for Closer { fn drop(&mut self) { black_box(self.fd); } }

async fn cleanup(n: i32) -> i32 {
    let c = Closer { fd: get() };
    let r = leaf(n).await;
    r + leaf(c.fd).await
}

struct Big { field: [i64; 8] }

async fn by_value(b: Big) -> i64 {
    let r = leaf(1).await as i64;
    r + b.field[7]
}

async fn temporaries(n: i32) -> i32 {
    let (a, b) = (get(), get());
    let c = a * b;
    get() * c + leaf(a).await * leaf(b).await + leaf(n).await
}

fn main() {
    println!("one_local {}", size_of_val(&one_local(1)));
    println!("loop {}", size_of_val(&looping(1)));
    println!("buffer {}", size_of_val(&buffer(1)));
    println!("branches {}", size_of_val(&branches(1)));
    println!("blocks {}", size_of_val(&blocks(1)));
    println!("callees {}", size_of_val(&callees(1)));
    println!("nested {}", size_of_val(&nested(1)));
    println!("cleanup {}", size_of_val(&cleanup(1)));
    println!("by_value {}", size_of_val(&by_value(Big { field: [0; 8] })));
    println!("temporaries {}", size_of_val(&temporaries(1)));
}
