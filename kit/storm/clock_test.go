package storm_test

import (
	"errors"
	"testing"
	"time"

	"eventkit/kit"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/storm"
)

// 13:00 in London on 8 October 2022 is the same moment everywhere.
func TestHour(t *testing.T) {
	k := papertest.Kit(t)
	for zone, want := range map[string]string{
		"":                    "2022-10-08 13:00 BST",
		"Europe/London":       "2022-10-08 13:00 BST",
		"UTC":                 "2022-10-08 12:00 UTC",
		"Africa/Nairobi":      "2022-10-08 15:00 EAT",
		"Australia/Brisbane":  "2022-10-08 22:00 AEST",
		"Australia/Sydney":    "2022-10-08 23:00 AEDT",
		"Asia/Kolkata":        "2022-10-08 17:30 IST",
		"Asia/Kathmandu":      "2022-10-08 17:45 +0545",
		"Pacific/Auckland":    "2022-10-09 01:00 NZDT",
		"Pacific/Kiritimati":  "2022-10-09 02:00 +14",
		"America/Los_Angeles": "2022-10-08 05:00 PDT",
		"Pacific/Pago_Pago":   "2022-10-08 01:00 SST",
	} {
		c, err := storm.ClockOf(k, kit.Event{Timezone: zone})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Local.Format("2006-01-02 15:04 MST"); got != want || c.Own != (zone != "") {
			t.Errorf("%s: %s, want %s", zone, got, want)
		}
		if got := c.Start.UTC().Format(time.RFC3339); got != "2022-10-08T12:00:00Z" {
			t.Errorf("%s: starts at %s", zone, got)
		}
	}
}

func TestClockErrors(t *testing.T) {
	k := *papertest.Kit(t)
	if _, err := storm.ClockOf(&k, kit.Event{Timezone: "Moon/Base"}); !errors.As(err, new(*kit.FieldErrors)) {
		t.Errorf("a zone that is none: %v", err)
	}
	for _, id := range []string{"", "picnic", "embassy-visits"} { // the last has no hour
		k.Storm = id
		if _, err := storm.ClockOf(&k, kit.Event{}); !errors.Is(err, storm.ErrNone) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestAt(t *testing.T) {
	c, err := storm.ClockOf(papertest.Kit(t), kit.Event{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from  time.Duration
		phase storm.Phase
		left  time.Duration
	}{
		{-49 * time.Hour, storm.Before, 49 * time.Hour},
		{-time.Nanosecond, storm.Before, time.Nanosecond},
		{0, storm.On, storm.Lasts},
		{storm.Lasts - time.Second, storm.On, time.Second},
		{storm.Lasts, storm.Over, 0},
		{9000 * time.Hour, storm.Over, 0},
	} {
		if phase, left := c.At(c.Start.Add(tt.from)); phase != tt.phase || left != tt.left {
			t.Errorf("%v: %v, %v; want %v, %v", tt.from, phase, left, tt.phase, tt.left)
		}
	}
}

func TestCountdown(t *testing.T) {
	for _, c := range []struct {
		left time.Duration
		lang string
		want string
		days int
	}{
		{51*time.Hour + 3*time.Minute + 5*time.Second, "en", "51:03:05", 2},
		{time.Millisecond, "en", "0:00:01", 0},
		{0, "en", "0:00:00", 0},
		{-time.Hour, "en", "0:00:00", 0},
		{59*time.Minute + 59*time.Second + time.Millisecond, "en", "1:00:00", 0},
		{24 * time.Hour, "ar", "٢٤:٠٠:٠٠", 1},
	} {
		if got := storm.Countdown(c.left, c.lang); got != c.want || storm.Days(c.left) != c.days {
			t.Errorf("%v: %s, %d days; want %s, %d", c.left, got, storm.Days(c.left), c.want, c.days)
		}
	}
}

func TestSays(t *testing.T) {
	c, err := storm.ClockOf(papertest.Kit(t), kit.Event{Timezone: "Africa/Nairobi"})
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"en": "Saturday 8 October, 15:00",
		"fr": "Samedi 8 octobre, 15:00",
		"ar": "السبت ٨ أكتوبر، ١٥:٠٠",
	} {
		if got := c.Says(lang); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}
