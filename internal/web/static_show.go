package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/gofiber/fiber/v2"
)

//go:embed static
var staticFiles embed.FS

// styleSheets are joined in this order: what is general first, paper last.
var styleSheets = []string{
	"tokens", "ground", "page", "header", "nav", "footer", "button", "search", "chip", "filter", "tabs", "fold",
	"opening", "route", "facts", "figure", "badge", "alert", "empty", "offer", "poster",
	"field", "table", "bars", "item", "chart", "trend", "code", "slip", "card", "manifest", "ticked", "attendance", "outcome", "steps", "tally", "mend", "send", "drawn", "ways", "typed", "print",
}

// asset is one static file, and what it is when packed.
type asset struct {
	kind         string // its content type
	plain        []byte
	gzip, brotli func() ([]byte, error) // ready-made, or packed when first asked for
}

// assets are the static files by name. A name holds the hash of its content,
// so that browsers may keep it for ever.
type assets struct {
	style, icon string            // addresses
	scripts     map[string]string // addresses, by name: page, charts, import
	byName      map[string]asset
}

func loadAssets() (assets, error) {
	var css bytes.Buffer
	for _, name := range styleSheets {
		part, err := staticFiles.ReadFile("static/css/" + name + ".css")
		if err != nil {
			return assets{}, fmt.Errorf("style sheet: %w", err)
		}
		css.Write(part)
	}
	icon, err := staticFiles.ReadFile("static/icon.svg")
	if err != nil {
		return assets{}, fmt.Errorf("icon: %w", err)
	}
	a := assets{byName: map[string]asset{}, scripts: map[string]string{}}
	a.style = "/static/" + a.add("look", "css", "text/css; charset=utf-8", css.Bytes())
	a.icon = "/static/" + a.add("icon", "svg", "image/svg+xml; charset=utf-8", icon)
	return a, a.addScripts()
}

// addScripts adds our own scripts, and those that `make scripts` builds with
// their libraries. A program built without these serves pages without them,
// which work all the same.
func (a assets) addScripts() error {
	for _, where := range []string{"static/*.js", "static/built/*.js"} {
		files, err := fs.Glob(staticFiles, where)
		if err != nil {
			return fmt.Errorf("scripts: %w", err)
		}
		for _, f := range files {
			content, err := staticFiles.ReadFile(f)
			if err != nil {
				return fmt.Errorf("script: %w", err)
			}
			name := strings.TrimSuffix(path.Base(f), ".js")
			to := a.add(name, "js", "text/javascript; charset=utf-8", content)
			a.scripts[name] = "/static/" + to
			a.byName[to] = a.byName[to].beside(f)
		}
	}
	return nil
}

// beside takes the packed forms that lie beside the file. Packing the chart
// library takes seconds of processor time, which `make scripts` spends once.
func (f asset) beside(file string) asset {
	for ext, form := range map[string]*func() ([]byte, error){".gz": &f.gzip, ".br": &f.brotli} {
		if _, err := fs.Stat(staticFiles, file+ext); err == nil {
			*form = sync.OnceValues(func() ([]byte, error) { return staticFiles.ReadFile(file + ext) })
		}
	}
	return f
}

// load are the addresses of scripts, of those that are there.
func (a assets) load(names ...string) (addresses []string) {
	for _, name := range names {
		if to := a.scripts[name]; to != "" {
			addresses = append(addresses, to)
		}
	}
	return addresses
}

// add adds a file and returns its name.
func (a assets) add(name, ext, kind string, content []byte) string {
	sum := sha256.Sum256(content)
	full := name + "." + hex.EncodeToString(sum[:6]) + "." + ext
	a.byName[full] = asset{
		kind: kind, plain: content,
		gzip: packer(content, func(to io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(to, gzip.BestCompression) }),
		brotli: packer(content, func(to io.Writer) (io.WriteCloser, error) {
			return brotli.NewWriterLevel(to, brotli.BestCompression), nil
		}),
	}
	return full
}

// packer packs content when it is first called.
func packer(content []byte, through func(io.Writer) (io.WriteCloser, error)) func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) {
		var packed bytes.Buffer
		w, err := through(&packed)
		if err == nil {
			_, err = w.Write(content)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			return nil, fmt.Errorf("pack: %w", err)
		}
		return packed.Bytes(), nil
	})
}

// staticShow answers a static file in the shortest form the reader takes.
func (s *Server) staticShow(c *fiber.Ctx) error {
	file, ok := s.assets.byName[c.Params("name")]
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, file.kind)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Vary(fiber.HeaderAcceptEncoding)
	form, how := file.gzip, "gzip"
	switch accepted := &c.Request().Header; {
	case accepted.HasAcceptEncoding("br"):
		form, how = file.brotli, "br"
	case !accepted.HasAcceptEncoding("gzip"):
		return c.Send(file.plain)
	}
	packed, err := form()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentEncoding, how)
	return c.Send(packed)
}
