package web

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/skip2/go-qrcode"
)

// The path draws exactly the squares that the code's library sets.
func TestDrawnCodeIsTheCode(t *testing.T) {
	t.Parallel()
	const address = "https://laowu.example/openings/431"
	drawn, err := drawQR(address)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	want := code.Bitmap()
	got := make([][]bool, drawn.Side)
	for y := range got {
		got[y] = make([]bool, drawn.Side)
	}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(drawn.Path, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		if m[3] != m[4] {
			t.Errorf("a run goes %s there and %s back", m[3], m[4])
		}
		for i := range n {
			got[y][x+i] = true
		}
	}
	for y := range want {
		for x := range want[y] {
			if got[y][x] != want[y][x] {
				t.Fatalf("row %d, column %d differs", y, x)
			}
		}
	}
}
