package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// sortedZip is the zip that excelize writes parts to, in whatever order its
// maps give; they are packed at once and written by name and without a time,
// so that the same workbook has the same bytes.
type sortedZip struct {
	to    io.Writer
	parts []*packed
}

// packed is one part, compressed.
type packed struct {
	name string
	data bytes.Buffer
	to   *flate.Writer
	crc  hash.Hash32
	size uint64
}

// Create begins the next part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &packed{name: name, crc: crc32.NewIEEE()}
	var err error
	if p.to, err = flate.NewWriter(&p.data, flate.DefaultCompression); err != nil {
		return nil, fmt.Errorf("pack %s: %w", name, err)
	}
	z.parts = append(z.parts, p)
	return p, nil
}

// AddFS is part of excelize's interface; it never calls it.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (p *packed) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	p.size += uint64(n)
	_, _ = p.crc.Write(b[:n]) // never fails
	return n, err
}

// Close writes all parts. [Content_Types].xml comes first by name, as readers
// like it.
func (z *sortedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *packed) int { return strings.Compare(a.name, b.name) })
	out := zip.NewWriter(z.to)
	for _, p := range z.parts {
		if err := p.to.Close(); err != nil {
			return fmt.Errorf("pack %s: %w", p.name, err)
		}
		w, err := out.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, CRC32: p.crc.Sum32(),
			CompressedSize64: uint64(p.data.Len()), UncompressedSize64: p.size,
		})
		if err == nil {
			_, err = p.data.WriteTo(w)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	return out.Close()
}
