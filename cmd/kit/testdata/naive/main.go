// Command naive makes the same pages as kit placard --rows in the most direct
// way, to have something to measure against: no shaping, no fitting, and no
// code is read back.
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"

	"github.com/jung-kurt/gofpdf"
	"github.com/skip2/go-qrcode"
)

func main() {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	f := gofpdf.New("P", "mm", "A4", "")
	for i := range n {
		f.AddPage()
		f.SetFont("Helvetica", "B", 96)
		f.MultiCell(0, 32, "FREE JULIAN ASSANGE NOW", "", "L", false)
		f.SetFont("Helvetica", "", 14)
		f.Text(90, 240, fmt.Sprintf("City %d, Friday 7 October, 13:00", i))
		f.Text(90, 250, fmt.Sprintf("example.org/letter/%05d", i))
		code, err := qrcode.New(fmt.Sprintf("https://example.org/letter/%05d", i), qrcode.High)
		if err != nil {
			log.Fatal(err)
		}
		for y, row := range code.Bitmap() {
			for x := 0; x < len(row); x++ {
				from := x
				for x < len(row) && row[x] {
					x++
				}
				if x > from {
					f.Rect(12+float64(from)*1.6, 220+float64(y)*1.6, float64(x-from)*1.6, 1.6, "F")
				}
			}
		}
	}
	if err := f.OutputFileAndClose(os.Args[2]); err != nil {
		log.Fatal(err)
	}
}
