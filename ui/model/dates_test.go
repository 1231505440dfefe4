package model_test

import (
	"testing"
	"time"

	"eventkit/ui/model"
)

func TestParseDate(t *testing.T) {
	today := time.Date(2027, 3, 1, 15, 0, 0, 0, time.UTC)
	tests := []struct{ in, want string }{
		{"7/10/2027", "2027-10-07"},
		{"07.10.2027", "2027-10-07"},
		{"7-10-27", "2027-10-07"},
		{"2027-10-07", "2027-10-07"},
		{"2027/10/7", "2027-10-07"},
		{"7 October 2027", "2027-10-07"},
		{"7th of October, 2027", "2027-10-07"},
		{"October 7, 2027", "2027-10-07"},
		{"Thursday 7 October 2027", "2027-10-07"},
		{"Thu 7 Oct 27", "2027-10-07"},
		{"7 de octubre de 2027", "2027-10-07"},
		{"7 octobre 2027", "2027-10-07"},
		{"1er août 2027", "2027-08-01"},
		{"7 de outubro de 2027", "2027-10-07"},
		{"10/27/2027", "2027-10-27"}, // only the other order exists
		{"7 oct", "2027-10-07"},
		{"7/10", "2027-10-07"},
		{"1 March", "2027-03-01"}, // today counts
		{"28 feb", "2028-02-28"},  // this year's has gone
		{"29 feb", "2028-02-29"},
		{"٧/١٠/٢٠٢٧", "2027-10-07"},
		{"७/१०/२०२७", "2027-10-07"},
		{" 7 / 10 / 2027 ", "2027-10-07"},
		{"2027 October 7", "2027-10-07"},
		{"31/2/2027", ""},
		{"29/2/2027", ""},
		{"0/1/2027", ""},
		{"32/1/2027", ""},
		{"7/10/1499", ""},
		{"7 ju 2027", ""},  // June or July
		{"7 jui 2027", ""}, // juin or juillet
		{"tomorrow", ""},
		{"", ""},
		{"7", ""},
		{"7 8 9 10", ""},
		{"99999999999999999999/1/2027", ""},
	}
	for _, tt := range tests {
		got, ok := model.ParseDate(tt.in, today)
		if ok != (tt.want != "") || ok && got.Format(time.DateOnly) != tt.want {
			t.Errorf("ParseDate(%q) = %v, %v; want %q", tt.in, got.Format(time.DateOnly), ok, tt.want)
		}
	}
}

func TestParseTime(t *testing.T) {
	tests := []struct{ in, want string }{
		{"11:00", "11:00"},
		{"9:05", "09:05"},
		{"11.30", "11:30"},
		{"11h", "11:00"},
		{"11h30", "11:30"},
		{"11", "11:00"},
		{"7", "07:00"},
		{"1300", "13:00"},
		{"2 pm", "14:00"},
		{"2:30 p.m.", "14:30"},
		{"12 am", "00:00"},
		{"12pm", "12:00"},
		{"١١:٣٠", "11:30"},
		{"0:00", "00:00"},
		{"24:00", ""},
		{"13 pm", ""},
		{"0 am", ""},
		{"11:60", ""},
		{"11:5", ""},
		{"noon", ""},
		{"", ""},
		{"130", ""},
		{"+1:00", ""},
	}
	for _, tt := range tests {
		got, ok := model.ParseTime(tt.in)
		if ok != (tt.want != "") || got != tt.want {
			t.Errorf("ParseTime(%q) = %q, %v; want %q", tt.in, got, ok, tt.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"7/10/2027", "7 oct", "٧/١٠/٢٠٢٧", "1er août 27", "\xff/1/1"} {
		f.Add(s)
	}
	today := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := model.ParseDate(s, today)
		if !ok {
			return
		}
		// What is written out is read as the same day.
		again, ok := model.ParseDate(d.Format("2 January 2006"), today)
		if !ok || !again.Equal(d) {
			t.Errorf("%q is %v, which is read as %v", s, d, again)
		}
	})
}

func TestLongDate(t *testing.T) {
	if got := model.LongDate(time.Date(2027, 10, 7, 0, 0, 0, 0, time.UTC)); got != "Thursday 7 October 2027" {
		t.Error(got)
	}
}

func TestZones(t *testing.T) {
	byID := map[string]model.Zone{}
	for _, z := range model.Zones() {
		byID[z.ID] = z
		if _, err := time.LoadLocation(z.ID); err != nil {
			t.Errorf("%s: %v", z.ID, err)
		}
	}
	if len(byID) < 400 {
		t.Fatalf("only %d zones", len(byID))
	}
	for id, want := range map[string]model.Zone{
		"Africa/Nairobi":       {ID: "Africa/Nairobi", City: "Nairobi", Country: "Kenya"},
		"America/Mexico_City":  {ID: "America/Mexico_City", City: "Mexico City", Country: "Mexico"},
		"America/Indiana/Knox": {ID: "America/Indiana/Knox", City: "Knox, Indiana", Country: "United States"},
	} {
		if byID[id] != want {
			t.Errorf("%s: %+v", id, byID[id])
		}
	}
}

func TestZoneLabel(t *testing.T) {
	summer := time.Date(2022, 10, 8, 12, 0, 0, 0, time.UTC)
	winter := time.Date(2022, 12, 8, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		id   string
		at   time.Time
		want string
	}{
		{"Europe/London", summer, "London · UTC+1"},
		{"Europe/London", winter, "London · UTC"},
		{"Asia/Kolkata", summer, "Kolkata · UTC+5:30"},
		{"America/St_Johns", winter, "St Johns · UTC–3:30"},
		{"", summer, "No time zone"},
		{"Nowhere/Else", summer, "Nowhere/Else"},
	}
	for _, tt := range tests {
		if got := model.ZoneLabel(tt.id, tt.at); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.id, got, tt.want)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct {
		in   []string
		want string
	}{
		{[]string{"Nairobi", "shout", "en"}, "Nairobi-shout-en"},
		{[]string{"São Paulo", "shout", "pt"}, "São-Paulo-shout-pt"},
		{[]string{"القاهرة", "shout", "ar"}, "القاهرة-shout-ar"},
		{[]string{`a/b\c:d*e?f"g<h>i|j`, "x"}, "a-b-c-d-e-f-g-h-i-j-x"},
		{[]string{"..", "x"}, "x"},
		{[]string{"", "", ""}, "placard"},
		{[]string{"con"}, "placard-con"},
		{[]string{"Com1.txt"}, "placard-Com1.txt"},
		{[]string{"nul", "x"}, "nul-x"},
		{[]string{"a\x00\nb"}, "a-b"},
		{[]string{"end. . "}, "end"},
	}
	for _, tt := range tests {
		if got := model.FileName(tt.in...); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
	long := make([]rune, 500)
	for i := range long {
		long[i] = '𐍈'
	}
	if got := model.FileName(string(long)); len([]rune(got)) != 50 {
		t.Errorf("a long name has %d runes, want 50 (100 UTF-16 units)", len([]rune(got)))
	}
}

func TestMetres(t *testing.T) {
	for m, want := range map[float64]string{0.62: "60 cm", 0.3: "30 cm", 1: "1 m", 1.25: "1.2 m", 9.37: "9.3 m", 28.4: "28 m", 0.01: "1 cm"} {
		if got := model.Metres(m); got != want {
			t.Errorf("%g: %q, want %q", m, got, want)
		}
	}
}
