//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// The benchmarks run the built programs from process start to finished file,
// kit beside the naive one that makes the same pages without shaping, fitting
// or reading back. Both have a distinct code on every page.

func BenchmarkNaive(b *testing.B) {
	program := build(b, "./testdata/naive")
	for _, n := range []int{1, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "naive.pdf")
			measure(b, n, out, program, fmt.Sprint(n), out)
		})
	}
}

func BenchmarkKit(b *testing.B) {
	program := build(b, ".")
	for _, n := range []int{1, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			table, out := filepath.Join(dir, "rows.csv"), filepath.Join(dir, "kit.pdf")
			if err := os.WriteFile(table, tableOf(n), 0o666); err != nil {
				b.Fatal(err)
			}
			measure(b, n, out, program, "placard", "--rows", table, "-o", out)
		})
	}
}

// BenchmarkKitOne is one placard without a table, as a person makes it.
func BenchmarkKitOne(b *testing.B) {
	program := build(b, ".")
	out := filepath.Join(b.TempDir(), "kit.pdf")
	measure(b, 1, out, program, "placard", "-o", out)
}

// build compiles a program as make build does.
func build(b *testing.B, what string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "program")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, what)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

// measure reports a run's time, processor time, bytes a page and largest
// memory in use.
func measure(b *testing.B, pages int, out, program string, args ...string) {
	b.Helper()
	var most int64
	var busy float64
	for b.Loop() {
		cmd := exec.Command(program, args...)
		if text, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		busy += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			most = max(most, use.Maxrss)
		}
	}
	info, err := os.Stat(out)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(pages), "bytes/page")
	b.ReportMetric(busy*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(most)/1000, "MB-max")
}
