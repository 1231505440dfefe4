package sheet_test

import (
	"fmt"
	"os"

	"eventkit/kit"
	"eventkit/kit/sheet"
	"eventkit/kit/typeset"
)

func ExampleMaker_Sheets() {
	k, err := kit.Open(os.DirFS("../../assets/campaign"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fonts, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		fmt.Println(err)
		return
	}
	sheets, err := sheet.New(fonts).Sheets(k, kit.Event{}, sheet.SheetsChoice{
		Choice: sheet.Choice{Lang: "en"}, Columns: []string{"name", "Union", "signature"}, First: 11, Count: 10,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d sheets, %d rows of %.1f mm each\n", sheets.Len(), sheets.Rows, sheets.RowMM)
	fmt.Println(sheets.Report.Address)
	// Output:
	// 10 sheets, 21 rows of 9.1 mm each
	// https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/
}
