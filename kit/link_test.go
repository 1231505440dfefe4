package kit_test

import (
	"errors"
	"strings"
	"testing"

	"eventkit/kit"
)

func TestParseLink(t *testing.T) {
	for _, c := range []struct{ name, in, ascii, display string }{
		{"plain", "https://example.org/sign", "https://example.org/sign", "example.org/sign"},
		{"space around", " \thttps://example.org/sign\n", "https://example.org/sign", "example.org/sign"},
		{"no scheme", "example.org/sign", "https://example.org/sign", "example.org/sign"},
		{"no scheme but slashes", "//example.org", "https://example.org", "example.org"},
		{"no scheme but a port", "example.org:8080/a", "https://example.org:8080/a", "example.org:8080/a"},
		{"http stays and is shown", "http://example.org/a", "http://example.org/a", "http://example.org/a"},
		{"small letters", "HTTPS://Example.ORG/Sign", "https://example.org/Sign", "example.org/Sign"},
		{"all capitals", "HTTPS://EXAMPLE.ORG/S", "HTTPS://EXAMPLE.ORG/S", "EXAMPLE.ORG/S"},
		{"all capitals, no scheme", "EXAMPLE.ORG/S-1", "HTTPS://EXAMPLE.ORG/S-1", "EXAMPLE.ORG/S-1"},
		{"capitals over http", "HTTP://EXAMPLE.ORG/S", "HTTP://EXAMPLE.ORG/S", "HTTP://EXAMPLE.ORG/S"},
		{"capitals that need other modes", "HTTPS://EXAMPLE.ORG/S?A=1", "https://example.org/S?A=1", "example.org/S?A=1"},
		{"root", "https://example.org/", "https://example.org", "example.org"},
		{"slash at the end stays", "https://example.org/a/", "https://example.org/a/", "example.org/a/"},
		{"query without path", "https://example.org?a=1", "https://example.org/?a=1", "example.org/?a=1"},
		{"fragment", "https://example.org/a#b", "https://example.org/a#b", "example.org/a#b"},
		{"default port", "https://example.org:443/a", "https://example.org/a", "example.org/a"},
		{"other default port", "http://example.org:443/a", "http://example.org:443/a", "http://example.org:443/a"},
		{"empty port", "https://example.org:/a", "https://example.org/a", "example.org/a"},
		{"German", "https://Bücher.example/Straße?ü=ä#ö", "https://xn--bcher-kva.example/Stra%C3%9Fe?%C3%BC=%C3%A4#%C3%B6", "bücher.example/Straße?ü=ä#ö"},
		{"Russian", "пример.испытание/подпись", "https://xn--e1afmkfd.xn--80akhbyknj4f/%D0%BF%D0%BE%D0%B4%D0%BF%D0%B8%D1%81%D1%8C", "пример.испытание/подпись"},
		{"Arabic", "https://مثال.إختبار/", "https://xn--mgbh0fb.xn--kgbechtv", "مثال.إختبار"},
		{"Japanese full stop", "https://example。org/", "https://example.org", "example.org"},
		{"full width", "https://ｅｘａｍｐｌｅ.org", "https://example.org", "example.org"},
		{"punycode", "https://xn--bcher-kva.example", "https://xn--bcher-kva.example", "bücher.example"},
		{"escapes in small letters", "https://example.org/%c3%a9%20a", "https://example.org/%C3%A9%20a", "example.org/é%20a"},
		{"a lone percent sign", "https://example.org/100%", "https://example.org/100%25", "example.org/100%25"},
		{"quotes and brackets", "https://example.org/\"<a>`{|}^", "https://example.org/%22%3Ca%3E%60%7B%7C%7D%5E", "example.org/%22%3Ca%3E%60%7B%7C%7D%5E"},
		{"emoji stay encoded", "https://example.org/😀", "https://example.org/%F0%9F%98%80", "example.org/%F0%9F%98%80"},
		{"address of a computer", "http://192.168.0.7:8000/a", "http://192.168.0.7:8000/a", "http://192.168.0.7:8000/a"},
		{"IPv6", "http://[2001:DB8:0::1]:8000/", "http://[2001:db8::1]:8000", "http://[2001:db8::1]:8000"},
		{"this computer", "http://localhost:8000/a", "http://localhost:8000/a", "http://localhost:8000/a"},
		{"dot at the end of the host", "https://example.org./a", "https://example.org/a", "example.org/a"},
		{"an address in an address", "https://example.org/?to=https://example.com/@a", "https://example.org/?to=https://example.com/@a", "example.org/?to=https://example.com/@a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := kit.ParseLink(c.in)
			if err != nil || got.ASCII != c.ascii || got.Display != c.display {
				t.Errorf("ParseLink(%q) = %+v, %v\nwant %q, %q", c.in, got, err, c.ascii, c.display)
			}
		})
	}
}

func TestParseLinkRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "  ", "there is no address"},
		{"javascript", "javascript:alert(1)", "javascript: is not a web address"},
		{"javascript in capitals", "JavaScript://example.org/%0aalert(1)", "javascript: is not a web address"},
		{"mail", "mailto:a@example.org", "mailto: is not a web address"},
		{"telephone", "tel:+4412345", "tel: is not a web address"},
		{"data", "data:text/html,hi", "data: is not a web address"},
		{"file", "file:///etc/passwd", "file: is not a web address"},
		{"ftp", "ftp://example.org", "ftp: is not a web address"},
		{"one slash", "https:/example.org", "// is missing after https:"},
		{"space", "https://example.org/my form", "there is a space in the address"},
		{"no-break space", "https://example.org/my\u00a0form", "there is a space in the address"},
		{"two addresses", "https://example.org\nhttps://example.com", "there is a space in the address"},
		{"tab", "https://example.org/a\tb", "there is a space in the address"},
		{"zero", "https://example.org/a\x00b", "invisible character (U+0000)"},
		{"zero width", "https://example.org/a\u200bb", "invisible character (U+200B)"},
		{"direction", "https://example.org/\u202egnp", "invisible character (U+202E)"},
		{"backslash", `https:\\example.org`, "there is a backslash"},
		{"not UTF-8", "https://example.org/\xff", "not UTF-8"},
		{"user", "https://bank.example@example.org/", "name or password before the host"},
		{"password", "https://a:b@example.org/", "name or password before the host"},
		{"no host", "https:///a", "the address has no host"},
		{"only a scheme", "https://", "the address has no host"},
		{"only a port", "https://:80/", "the address has no host"},
		{"no dot", "https://intranet/a", `the host "intranet" has no dot in it`},
		{"one word", "sign", "has no dot in it"},
		{"two dots", "https://example..org", "is not a host name"},
		{"underscore", "https://my_form.example.org", "is not a host name"},
		{"hyphen first", "https://-a.example.org", "is not a host name"},
		{"escape in the host", "https://ex%61mple.org", "is not a host name"},
		{"bad punycode", "https://xn--zzzzzzzz99999.org", "is not a host name"},
		{"label of 64", "https://" + strings.Repeat("a", 64) + ".org", "is not a host name"},
		{"host of 254", "https://" + strings.Repeat("abc.", 63) + "org", "is not a host name"},
		{"half an address of a computer", "https://10.1", "is not an address of a computer"},
		{"address of a computer above 255", "https://1.2.3.256", "is not an address of a computer"},
		{"address of a computer in hex", "https://0x7f000001", "is not an address of a computer"},
		{"IPv6 open", "https://[::1", "is not"},
		{"IPv6 with a zone", "https://[fe80::1%25eth0]/", "is not an address of a computer"},
		{"port of words", "https://example.org:http/", `"http" is not a port`},
		{"port 0", "https://example.org:0/", `"0" is not a port`},
		{"port 65536", "https://example.org:65536/", `"65536" is not a port`},
		{"3,000 characters", "https://example.org/" + strings.Repeat("a", 2980), "the address has 3000 characters, the most is 2048"},
		{"long once encoded", "https://example.org/" + strings.Repeat("ü", 400), "characters, the most is 2048"},
		{"endless", strings.Repeat("a", 1<<20), "more than 2048 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := kit.ParseLink(c.in)
			if c.name == "host of 254" && err == nil {
				t.Log(len(c.in))
			}
			saidIn(t, err, "link: ", c.want, "; ")
			var fe *kit.FieldError
			if !errors.As(err, &fe) || fe.Field != "link" || got != (kit.Link{}) {
				t.Errorf("the error is a %T, the link %+v", err, got)
			}
		})
	}
}

func TestLongestLink(t *testing.T) {
	longest := "https://example.org/" + strings.Repeat("a", 2028)
	if l, err := kit.ParseLink(longest); err != nil || len(l.ASCII) != 2048 {
		t.Errorf("2048 characters: %v", err)
	}
}
