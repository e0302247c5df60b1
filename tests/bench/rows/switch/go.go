package main

import "runtime"

func turns(n uint64, result chan<- uint64) {
	x := uint64(0)
	for i := uint64(0); i < n; i++ {
		runtime.Gosched()
		x = mix(x, i)
	}
	result <- x
}

func row(n, _ uint64) (uint64, uint64) {
	result := make(chan uint64)
	go turns(n, result)
	go turns(n, result)
	return 2 * n, <-result + <-result
}
