package chromium

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"

	"github.com/chromedp/chromedp"
)

// Picture is what the screen shows now, as a PNG of at most 256 colours: a page
// has few, and so it is small.
func (w *Tab) Picture() []byte {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		w.Fatalf("picture of %s: %v", w.where(), err)
	}
	whole, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		w.Fatal(err)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColours(whole)); err != nil {
		w.Fatal(err)
	}
	return out.Bytes()
}

// fewColours keeps the colours that are there most, and gives each of the others
// the nearest of them.
func fewColours(whole image.Image) *image.Paletted {
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA {
		c := color.RGBAModel.Convert(whole.At(x, y)).(color.RGBA) //nolint:errcheck,forcetypeassert // what the model makes
		return c
	}
	area := whole.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Compare(count[b], count[a]) })
	few := image.NewPaletted(area, nil)
	for _, c := range most[:min(len(most), 256)] {
		few.Palette = append(few.Palette, c)
	}
	known := map[color.RGBA]uint8{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := at(x, y)
			i, ok := known[c]
			if !ok {
				i = uint8(few.Palette.Index(c)) //nolint:gosec // below 256
				known[c] = i
			}
			few.SetColorIndex(x, y, i)
		}
	}
	return few
}
