// What the rows in Go share. A program defines row(n, m): operations and checksum.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

func mix(x, i uint64) uint64 { return x>>1 ^ i*3 }

// cpu is what the process has taken of the processor, in nanoseconds.
func cpu() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func peakBytes() uint64 {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.ParseUint(fields[1], 10, 64)
			return kilobytes * 1024
		}
	}
	return 0
}

func argument(i int, otherwise uint64) uint64 {
	if len(os.Args) <= i {
		return otherwise
	}
	n, _ := strconv.ParseUint(os.Args[i], 10, 64)
	return n
}

func main() {
	bytes, start := peakBytes(), cpu()
	operations, checksum := row(argument(1, 1000), argument(2, 0))
	fmt.Println(operations, cpu()-start, checksum, peakBytes()-bytes)
}
