include!("../bench.rs");

async fn one(i: u64, result: *const Slot) {
    GiveWay(false).await;
    unsafe { *(*result).0.get() = mix(i, i) };
}

fn row(n: u64, _: u64) -> (u64, u64, u64) {
    let slots: Vec<Slot> = (0..n).map(|_| Slot(UnsafeCell::new(0))).collect();
    let mut tasks: Vec<Task> = Vec::with_capacity(n as usize);
    for (i, slot) in slots.iter().enumerate() {
        tasks.push(Box::pin(one(i as u64, slot)));
    }
    run_ready(tasks);
    (n, slots.iter().fold(0, |sum, slot| sum + unsafe { *slot.0.get() }), 0)
}
