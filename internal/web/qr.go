package web

import (
	"fmt"
	"strconv"

	"github.com/skip2/go-qrcode"

	"laowu/internal/web/templates"
)

// drawQR makes the code of an address as one path: a run of dark squares in a
// row is one rectangle, so that a poster stays a few kilobytes.
func drawQR(address string) (templates.Code, error) {
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return templates.Code{}, fmt.Errorf("draw QR code: %w", err)
	}
	dots := code.Bitmap()
	path := make([]byte, 0, 4<<10)
	for y, row := range dots {
		for x := 0; x < len(row); x++ {
			start := x
			for x < len(row) && row[x] {
				x++
			}
			if x > start {
				path = appendRun(path, start, y, x-start)
			}
		}
	}
	return templates.Code{Side: len(dots), Path: string(path)}, nil
}

func appendRun(path []byte, x, y, n int) []byte {
	path = strconv.AppendInt(append(path, 'M'), int64(x), 10)
	path = strconv.AppendInt(append(path, ' '), int64(y), 10)
	path = strconv.AppendInt(append(path, 'h'), int64(n), 10)
	path = strconv.AppendInt(append(path, "v1h-"...), int64(n), 10)
	return append(path, 'z')
}
