// Package paper makes documents to print and seal: A4 as PDF, with the Chinese
// font embedded as far as the document uses it. It is the only package that knows
// the library behind it.
package paper

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"github.com/signintech/gopdf"
)

// ErrNoFont is where no font with Chinese characters is found.
var ErrNoFont = errors.New("这台机器上没有印 PDF 要用的中文字体")

// usualFonts are where Debian puts fonts that can be embedded (TrueType outlines,
// not in a collection): LXGW WenKai, which has rare characters of names too, and
// those that help one another out.
var usualFonts = []string{
	"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
	"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
	"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
}

// Press prints documents. The fonts are read when the first one is printed. Safe
// for several goroutines.
type Press struct {
	paths []string
	read  func() ([]string, error)
	fonts gopdf.FontContainer
}

// NewPress is a press with the fonts at some paths, the first preferred; with none
// given, those of the usual places.
func NewPress(paths ...string) *Press {
	if len(paths) == 0 {
		paths = usualFonts
	}
	p := &Press{paths: paths}
	p.read = sync.OnceValues(p.load)
	return p
}

// Ready says whether documents can be printed; ErrNoFont, or what is wrong with a
// font.
func (p *Press) Ready() error {
	_, err := p.read()
	return err
}

// load reads the fonts that are there and returns their names, which are their
// paths. One of them has to have Chinese characters and one figures.
func (p *Press) load() ([]string, error) {
	var names []string
	for _, path := range p.paths {
		data, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		option := gopdf.TtfOption{OnGlyphNotFoundSubstitute: func(r rune) rune { return r }}
		if err := p.fonts.AddTTFFontDataWithOption(path, data, option); err != nil {
			return nil, fmt.Errorf("font %s cannot be embedded: %w", path, err)
		}
		names = append(names, path)
	}
	pen, err := p.pen(names)
	if err != nil {
		return nil, err
	}
	for _, r := range "劳1" {
		if _, ok := pen.face(r); !ok {
			return nil, ErrNoFont
		}
	}
	return slices.Clip(names), nil
}
