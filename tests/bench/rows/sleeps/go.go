package main

import (
	"sync"
	"time"
)

func one(i uint64, result *uint64, all *sync.WaitGroup) {
	ms := 1 + i*7919%1000
	time.Sleep(time.Duration(ms) * time.Millisecond)
	*result = mix(i, ms)
	all.Done()
}

func row(n, _ uint64) (uint64, uint64) {
	results := make([]uint64, n)
	var all sync.WaitGroup
	all.Add(int(n))
	for i := range results {
		go one(uint64(i), &results[i], &all)
	}
	all.Wait()
	sum := uint64(0)
	for _, result := range results {
		sum += result
	}
	return n, sum
}
