package qr_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/qr"
)

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		distance float64
		modules  int
		side     float64
	}{
		{1, 21, 125},
		{1, 33, 125},
		{1, 66, 250},
		{2, 37, 250.0 * 37 / 33},
		{10, 33, 1250},
		{0, 33, 33 * 4 * 25.4 / 300},
		{0.01, 21, 21 * 4 * 25.4 / 300},
		{-3, 177, 177 * 4 * 25.4 / 300},
		{math.NaN(), 25, 25 * 4 * 25.4 / 300},
	} {
		if got := qr.SideFor(c.distance, c.modules); math.Abs(got-c.side) > 1e-9 {
			t.Errorf("SideFor(%g m, %d modules) = %g mm, want %g", c.distance, c.modules, got, c.side)
		}
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct {
		side    float64
		modules int
		reach   float64
	}{
		{125, 33, 1},
		{125, 21, 1}, // few modules promise no more
		{125, 66, 0.5},
		{1250, 33, 10},
		{qr.MinSide(33), 33, qr.MinSide(33) * 0.008},
		{qr.MinSide(33) * 0.99, 33, 0},
		{0, 33, 0},
		{-5, 33, 0},
		{math.NaN(), 33, 0},
		{100, 0, 0},
	} {
		if got := qr.Reach(c.side, c.modules); math.Abs(got-c.reach) > 1e-9 {
			t.Errorf("Reach(%g mm, %d modules) = %g m, want %g", c.side, c.modules, got, c.reach)
		}
	}
}

func TestReachIsTheInverseOfSideFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		distance := rapid.Float64Range(0, 100).Draw(t, "distance")
		modules := 17 + 4*rapid.IntRange(1, 40).Draw(t, "version")
		side := qr.SideFor(distance, modules)
		reach := qr.Reach(side, modules)
		if reach < distance*(1-1e-9) {
			t.Errorf("a code of %g mm for %g m reaches only %g m", side, distance, reach)
		}
		if side > qr.MinSide(modules) && reach > distance*(1+1e-9) {
			t.Errorf("a code for %g m promises %g m", distance, reach)
		}
		if reach > side/100/1.25*(1+1e-9) {
			t.Errorf("%g mm promises %g m, more than 10:1 less the reserve", side, reach)
		}
	})
}
