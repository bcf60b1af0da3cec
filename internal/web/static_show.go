package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

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

// asset is one static file, packed once at start.
type asset struct {
	kind                string // its content type
	plain, gzip, brotli []byte
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
	if a.style, err = a.add("look", "css", "text/css; charset=utf-8", css.Bytes()); err != nil {
		return assets{}, err
	}
	if a.icon, err = a.add("icon", "svg", "image/svg+xml; charset=utf-8", icon); err != nil {
		return assets{}, err
	}
	return a, a.addScripts()
}

// addScripts packs our own scripts, and those that `make scripts` builds with
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
			if a.scripts[name], err = a.add(name, "js", "text/javascript; charset=utf-8", content); err != nil {
				return err
			}
		}
	}
	return nil
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

// add packs a file and returns its address.
func (a assets) add(name, ext, kind string, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	full := name + "." + hex.EncodeToString(sum[:6]) + "." + ext
	packed := asset{kind: kind, plain: content}
	var g, b bytes.Buffer
	gz, err := gzip.NewWriterLevel(&g, gzip.BestCompression)
	if err != nil {
		return "", fmt.Errorf("pack %s: %w", full, err)
	}
	br := brotli.NewWriterLevel(&b, brotli.BestCompression)
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{gz, br} {
		if _, err := w.Write(content); err != nil {
			return "", fmt.Errorf("pack %s: %w", full, err)
		}
		if err := w.Close(); err != nil {
			return "", fmt.Errorf("pack %s: %w", full, err)
		}
	}
	packed.gzip, packed.brotli = g.Bytes(), b.Bytes()
	a.byName[full] = packed
	return "/static/" + full, nil
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
	switch accepted := &c.Request().Header; {
	case accepted.HasAcceptEncoding("br"):
		c.Set(fiber.HeaderContentEncoding, "br")
		return c.Send(file.brotli)
	case accepted.HasAcceptEncoding("gzip"):
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(file.gzip)
	}
	return c.Send(file.plain)
}
