package typeset_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// passages is running text in every bundled script.
var passages = []struct{ name, lang, text string }{
	{"Latin", "en", "He published the truth about wars that were fought in our name. For that he could spend the rest of his life in prison, far from his wife and his two small children."},
	{"Vietnamese", "vi", "Tự do báo chí là quyền của mỗi người. Chúng tôi yêu cầu trả tự do cho ông ngay lập tức, không điều kiện."},
	{"Greek", "el", "Η ελευθερία του Τύπου είναι δικαίωμα όλων μας. Ζητάμε την άμεση απελευθέρωσή του, χωρίς όρους και χωρίς καθυστέρηση."},
	{"Cyrillic", "ru", "Свобода печати — это право каждого из нас. Мы требуем немедленно освободить его, без условий и без промедления."},
	{"Arabic", "ar", "حرية الصحافة حق لكل واحد منا. نطالب بالإفراج عنه فورًا ومن دون شروط، اليوم الجمعة في الساعة 11:00 بتوقيت Nairobi (EAT)."},
	{"vowelled Arabic", "ar", "حُرِّيَّةُ الصَّحَافَةِ حَقٌّ لِكُلِّ وَاحِدٍ مِنَّا، نُطَالِبُ بِالْإِفْرَاجِ عَنْهُ فَوْرًا."},
	{"Persian", "fa", "آزادی مطبوعات حق همهٔ ماست. می\u200Cخواهیم او را بی\u200Cدرنگ و بی\u200Cقیدوشرط آزاد کنند."},
	{"Hebrew", "he", "חופש העיתונות הוא זכותו של כל אחד מאיתנו. אנו דורשים לשחרר אותו מיד וללא תנאי, ביום 7.10.2022 בשעה 13:00."},
	{"Devanagari", "hi", "प्रेस की आज़ादी हम सबका अधिकार है। हम माँग करते हैं कि उन्हें तुरंत और बिना शर्त रिहा किया जाए।"},
	{"Bengali", "bn", "সংবাদপত্রের স্বাধীনতা আমাদের সকলের অধিকার। আমরা অবিলম্বে তাঁর নিঃশর্ত মুক্তি দাবি করছি।"},
	{"Tamil", "ta", "பத்திரிகை சுதந்திரம் நம் அனைவரின் உரிமை. அவரை உடனடியாக விடுதலை செய்ய வேண்டும்."},
	{"Sinhala", "si", "මාධ්\u200Dය නිදහස අප සැමගේ අයිතියකි. ඔහු වහාම කොන්දේසි විරහිතව නිදහස් කරන ලෙස අපි ඉල්ලා සිටිමු."},
	{"Thai", "th", "เสรีภาพของสื่อมวลชนเป็นสิทธิของเราทุกคน เราขอเรียกร้องให้ปล่อยตัวเขาทันทีโดยไม่มีเงื่อนไข"},
	{"Ethiopic", "am", "የፕሬስ ነፃነት የሁላችንም መብት ነው። ያለ ቅድመ ሁኔታ አሁኑኑ እንዲፈታ እንጠይቃለን።"},
	{"Georgian", "ka", "პრესის თავისუფლება თითოეული ჩვენგანის უფლებაა. მოვითხოვთ მის დაუყოვნებლივ გათავისუფლებას."},
	{"Armenian", "hy", "Մամուլի ազատությունը մեր բոլորի իրավունքն է։ Պահանջում ենք անհապաղ և առանց պայմանների ազատ արձակել նրան։"},
}

func medium(lang string) typeset.Style { return typeset.Style{Weight: typeset.Medium, Lang: lang} }

// width is that of a text on one line at 1 mm.
func width(t *testing.T, text, lang string) float64 {
	t.Helper()
	b, err := library(t).Line(text, medium(lang), 1, 0, 1e9)
	if err != nil {
		t.Fatal(err)
	}
	return b.W
}

// Every word is there, in order, on lines no wider than the measure, and the
// distance between lines is the script's.
func TestSetWhole(t *testing.T) {
	for _, p := range passages {
		t.Run(p.name, func(t *testing.T) {
			for _, ems := range []float64{13, 16, 23, 40, 400} {
				const em = 5.0
				b, err := library(t).Set(p.text, medium(p.lang), em, ems*em)
				if err != nil {
					t.Fatal(err)
				}
				if got := strings.ReplaceAll(strings.Join(b.Lines(), " "), " ", ""); got != strings.ReplaceAll(p.text, " ", "") {
					t.Errorf("%g ems: %q", ems, b.Lines())
				}
				if b.W > ems*em+1e-9 || b.Em != em {
					t.Errorf("%g ems: %g mm wide at %g mm", ems, b.W/em, b.Em)
				}
				lines := texts(b, ems*em, typeset.Start)
				for i, l := range lines[1:] {
					if lead := l.At.Y - lines[i].At.Y; !near(lead, em*typeset.Leading(p.lang), 1e-9) {
						t.Errorf("%g ems: line %d is led %g em, want %g", ems, i+1, lead/em, typeset.Leading(p.lang))
					}
				}
			}
		})
	}
}

// What stays together and what may part (UAX #14).
func TestBreakOpportunities(t *testing.T) {
	tests := []struct {
		lang, text string
		whole      []string
	}{
		{"en", "Meet us at 11:00 (EAT) on 7/10/2022, bring 10\u00A0friends.", []string{"11:00", "(EAT)", "7/10/2022,", "10\u00A0friends."}},
		{"en", "It costs $3.50 or 5% more, UTC+3 at -40° or so.", []string{"$3.50", "5%", "UTC+3", "-40°"}},
		{"en", "He said “free them” and [so on] to all of us.", []string{"“free", "them”", "[so", "on]"}},
		{"fr", "Liberté\u202F! Quand\u00A0? «\u00A0Maintenant\u00A0» dit-elle à tous.", []string{"Liberté\u202F!", "Quand\u00A0?", "«\u00A0Maintenant\u00A0»"}},
		{"ar", "يوم 7/10/2022 في الساعة 11:00 (بتوقيت Nairobi) UTC+3 للجميع", []string{"7/10/2022", "11:00", "UTC+3", "Nairobi)"}},
		{"hi", "क्षत्रिय विद्यार्थी स्वतंत्रता। अब", []string{"क्षत्रिय", "विद्यार्थी", "स्वतंत्रता।"}},
		{"ta", "கௌரவம் வேண்டும் க்ஷமா இப்போது", []string{"கௌரவம்", "க்ஷமா"}},
	}
	for _, tt := range tests {
		widest := 0.0
		for _, w := range tt.whole {
			widest = max(widest, width(t, w, tt.lang))
		}
		for ems := widest + 1; ems < widest+30; ems += 0.7 {
			b, err := library(t).Set(tt.text, medium(tt.lang), 1, ems)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range tt.whole {
				if !strings.Contains(strings.Join(b.Lines(), "\n"), w) {
					t.Errorf("%g ems: %q is parted: %q", ems, w, b.Lines())
				}
			}
		}
	}
	for _, text := range []string{"Stratford-upon-Avon", "left—right", "a\u200Bb", "24–26"} {
		b, err := library(t).Set(text, medium("en"), 1, width(t, text, "en")*0.9)
		if err != nil || len(b.Lines()) < 2 {
			t.Errorf("%q has no break: %v", text, err)
		}
	}
	b, err := library(t).Set("one\ntwo three\n\n\nfour", medium("en"), 1, 100)
	if err != nil || strings.Join(b.Lines(), "|") != "one|two three|four" {
		t.Errorf("line breaks: %v, %v", b, err)
	}
}

// greedy breaks a text by filling every line.
func greedy(t *testing.T, words []string, lang string, ems float64) []string {
	var out []string
	line := ""
	for _, w := range words {
		longer := strings.TrimSpace(line + " " + w)
		if line != "" && width(t, longer, lang) > ems {
			out = append(out, line)
			longer = w
		}
		line = longer
	}
	return append(out, line)
}

// ragged is the sum of the squares of what lines but the last leave empty,
// and of how much the last is shorter than two fifths of the measure, doubled.
func ragged(t *testing.T, lines []string, lang string, ems float64) float64 {
	sum := 0.0
	for _, l := range lines[:len(lines)-1] {
		slack := 1 - width(t, l, lang)/ems
		sum += slack * slack
	}
	return sum + 2*max(0, 0.4-width(t, lines[len(lines)-1], lang)/ems)
}

func lone(line string) bool {
	return !strings.Contains(line, " ") && uniseg.GraphemeClusterCount(line) <= 8
}

// Lines are as many as filling them takes, no more ragged, and no short word
// stands alone at the end.
func TestEvenLines(t *testing.T) {
	better := 0
	for _, p := range passages {
		if p.lang == "th" {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			words := strings.Fields(p.text)
			for ems := 10.0; ems < 34; ems += 0.9 {
				b, err := library(t).Set(p.text, medium(p.lang), 1, ems)
				if err != nil {
					t.Fatal(err)
				}
				got, plain := b.Lines(), greedy(t, words, p.lang, ems)
				if len(got) != len(plain) {
					t.Errorf("%g ems: %d lines, %d would do: %q", ems, len(got), len(plain), got)
				}
				last, before := got[len(got)-1], strings.Fields(got[max(0, len(got)-2)])
				if joined := before[len(before)-1] + " " + last; lone(last) && len(before) > 1 && width(t, joined, p.lang) < ems-0.01 {
					t.Errorf("%g ems: a lone word: %q", ems, got)
				}
				if lone(plain[len(plain)-1]) || len(plain) < 2 {
					continue
				}
				// A short word at the end of a line is worth a little raggedness.
				const traded = 0.05
				g, w := ragged(t, got, p.lang, ems), ragged(t, plain, p.lang, ems)
				if g > w+traded*float64(len(plain))+1e-3 {
					t.Errorf("%g ems: raggedness %.3f, greedy has %.3f: %q", ems, g, w, got)
				}
				if g < w-1e-6 {
					better++
				}
			}
		})
	}
	if better < 30 {
		t.Errorf("only %d times more even than greedy", better)
	}
}

// Thai breaks between syllables: no line begins with a vowel or mark of the
// letter before, or ends with a vowel that waits for its letter.
func TestThaiBreaks(t *testing.T) {
	texts := []string{passages[12].text, "การละเมิดสิทธิมนุษยชนอย่างร้ายแรงของรัฐบาลทั่วโลกจำเป็นต้องยุติลงโดยเร็วที่สุด", "ประชาธิปไตยและเสรีภาพต่างๆนานา"}
	for _, text := range texts {
		for ems := 5.0; ems < 40; ems += 0.5 {
			b, err := library(t).Set(text, medium("th"), 1, ems)
			var long *typeset.TooLongError
			if errors.As(err, &long) && ems < 9 {
				continue
			}
			if err != nil {
				t.Fatalf("%g ems: %v", ems, err)
			}
			lines := b.Lines()
			if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(text, " ", "") {
				t.Fatalf("%g ems: %q", ems, lines)
			}
			for i, line := range lines {
				rs := []rune(line)
				if first := rs[0]; i > 0 && (unicode.IsMark(first) || strings.ContainsRune("ะาำๆฯ", first)) {
					t.Errorf("%g ems: a line begins with %q: %q", ems, first, lines)
				}
				if last := rs[len(rs)-1]; strings.ContainsRune("เแโใไ", last) {
					t.Errorf("%g ems: a line ends with %q: %q", ems, last, lines)
				}
			}
		}
	}
}

// An address breaks where a reader can go on, and says the same after it.
func TestAddressBreaks(t *testing.T) {
	tests := []struct {
		address string
		lines   string
	}{
		{"example.org/notes/free-them-now/", "example.org/|notes/free-|them-now/"},
		{"https://www.example.org/sign?lang=en&x=1", "https://www.|example.org/|sign?lang=|en&x=1"},
		{"example.org/%E2%82%AC/%E2%82%AC%E2%82%AC", "example.org/|%E2%82%AC/|%E2%82%AC|%E2%82%AC"},
		{"münchen.example/grüße", "münchen.|example/|grüße"},
		{"example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "example.org/|aaaaaaaaaaaaaaaaaaaaaaaaaaaa|aaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	}
	for _, tt := range tests {
		st := medium("en")
		st.Address = true
		widest := 0.0
		for _, l := range strings.Split(tt.lines, "|") {
			widest = max(widest, width(t, l, "en"))
		}
		b, err := library(t).Set(tt.address, st, 1, widest+0.05)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(b.Lines(), ""); got != tt.address {
			t.Errorf("the address changed: %s", got)
		}
		if got := strings.Join(b.Lines(), "|"); got != tt.lines {
			t.Errorf("%s, want %s", got, tt.lines)
		}
	}
}

func TestTooLong(t *testing.T) {
	lib, nan := library(t), math.NaN()
	st := medium("en")
	long := strings.Repeat("unbreakable", 2)
	doors := map[string]func() (*typeset.Block, error){
		"Set a wide word":    func() (*typeset.Block, error) { return lib.Set(long, st, 10, 20) },
		"Set on nothing":     func() (*typeset.Block, error) { return lib.Set("a", st, 10, 0) },
		"Set at nothing":     func() (*typeset.Block, error) { return lib.Set("a", st, 0, 10) },
		"Set at NaN":         func() (*typeset.Block, error) { return lib.Set("a", st, nan, 10) },
		"SetFit a wide word": func() (*typeset.Block, error) { return lib.SetFit(long, st, page.Size{W: 5, H: 50}, typeset.Limits{}) },
		"SetFit low": func() (*typeset.Block, error) {
			return lib.SetFit("a b c d", st, page.Size{W: 5, H: 2}, typeset.Limits{})
		},
		"SetFit without size": func() (*typeset.Block, error) { return lib.SetFit("a", st, page.Size{}, typeset.Limits{}) },
		"SetFit crossed": func() (*typeset.Block, error) {
			return lib.SetFit("a", st, page.Size{W: 50, H: 50}, typeset.Limits{MinEm: 5, MaxEm: 4})
		},
		"Fit small":        func() (*typeset.Block, error) { return lib.Fit("FREE", st, page.Size{W: 3, H: 3}, typeset.Limits{}) },
		"Fit without size": func() (*typeset.Block, error) { return lib.Fit("FREE", st, page.Size{W: -1, H: 3}, typeset.Limits{}) },
		"Fit NaN": func() (*typeset.Block, error) {
			return lib.Fit("FREE", st, page.Size{W: nan, H: nan}, typeset.Limits{})
		},
		"Fit endless": func() (*typeset.Block, error) {
			return lib.Fit("FREE", st, page.Size{W: math.Inf(1), H: 1}, typeset.Limits{})
		},
		"Fit too many lines": func() (*typeset.Block, error) {
			return lib.Fit("a\nb\nc", st, page.Size{W: 50, H: 50}, typeset.Limits{MaxLines: 2})
		},
		"Fit 10,000 letters": func() (*typeset.Block, error) {
			return lib.Fit(strings.Repeat("a", 10_000), st, page.Size{W: 100, H: 100}, typeset.Limits{})
		},
		"Line narrow":          func() (*typeset.Block, error) { return lib.Line("FREE NOW", st, 10, 8, 20) },
		"Line on less than no": func() (*typeset.Block, error) { return lib.Line("FREE NOW", st, 10, 1, -20) },
		"Line at NaN":          func() (*typeset.Block, error) { return lib.Line("FREE NOW", st, nan, 1, 20) },
	}
	for name, door := range doors {
		b, err := door()
		var e *typeset.TooLongError
		if b != nil || !errors.As(err, &e) {
			t.Errorf("%s: %v, %v", name, b, err)
			continue
		}
		if len([]rune(e.Text)) > 41 || e.Letters == 0 || !strings.Contains(err.Error(), "shorten") {
			t.Errorf("%s: %+v: %s", name, e, err)
		}
	}
}

// A word that no line holds is cut rather than refused, but only then.
func TestCutWords(t *testing.T) {
	word := strings.Repeat("Rechtsschutz", 4)
	wide, err := library(t).Set(word, medium("de"), 1, 60)
	if err != nil || len(wide.Lines()) != 1 {
		t.Errorf("cut though it fits: %v, %v", wide, err)
	}
	narrow, err := library(t).Set(word, medium("de"), 1, 15)
	if err != nil || len(narrow.Lines()) < 2 || strings.Join(narrow.Lines(), "") != word {
		t.Errorf("not cut: %v, %v", narrow, err)
	}
}

// SetFit fills its box: a slightly larger size would not fit.
func TestSetFitLargest(t *testing.T) {
	for _, p := range passages {
		t.Run(p.name, func(t *testing.T) {
			for _, box := range []page.Size{{W: 60, H: 40}, {W: 150, H: 40}, {W: 60, H: 200}, {W: 400, H: 12}} {
				b, err := library(t).SetFit(p.text, medium(p.lang), box, typeset.Limits{MinEm: 1})
				if err != nil {
					t.Fatal(err)
				}
				if b.W > box.W+1e-6 || b.H > box.H+1e-6 {
					t.Errorf("%v: %g by %g mm", box, b.W, b.H)
				}
				larger, err := library(t).Set(p.text, medium(p.lang), b.Em*1.02, box.W)
				if err == nil && larger.H <= box.H {
					t.Errorf("%v: %g mm, but 2 %% more fits", box, b.Em)
				}
			}
			lim := typeset.Limits{MinEm: 1, MaxEm: 3}
			if b, err := library(t).SetFit(p.text, medium(p.lang), page.Size{W: 500, H: 500}, lim); err != nil || b.Em != 3 {
				t.Errorf("beyond the limit: %v, %v", b, err)
			}
		})
	}
}

// Prose fills its lines and lets the last one be short, as a letter does; it
// takes no more lines for it.
func TestProse(t *testing.T) {
	fuller := 0
	for _, p := range passages {
		for ems := 16.0; ems < 40; ems += 1.7 {
			st := medium(p.lang)
			even, err := library(t).Set(p.text, st, 1, ems)
			if err != nil {
				t.Fatal(err)
			}
			st.Prose = true
			b, err := library(t).Set(p.text, st, 1, ems)
			if err != nil {
				t.Fatal(err)
			}
			if len(b.Lines()) != len(even.Lines()) {
				t.Errorf("%s, %g ems: %d lines, else %d", p.name, ems, len(b.Lines()), len(even.Lines()))
			}
			last := len(b.Lines()) - 1
			if g, w := width(t, b.Lines()[last], p.lang), width(t, even.Lines()[last], p.lang); g < w-0.01 {
				fuller++
			}
		}
	}
	if fuller < 10 {
		t.Errorf("only %d last lines are shorter", fuller)
	}
}
