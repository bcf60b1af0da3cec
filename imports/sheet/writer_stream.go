package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// errStreamed is a programming error: what a sheet keeps beside its rows has been
// written when its rows are streamed.
var errStreamed = errors.New("notes, merges and sheets come before the rows that are streamed")

// direct is a workbook whose last sheet goes straight to its file.
type direct struct {
	zip  *zip.Writer
	rows *bufio.Writer // of the sheet's part
	tail []byte        // what stands below the rows
	cell []byte        // the row that is being written
}

// Stream writes out all that was written so far. What follows are rows of the
// sheet that is open: they go to the file one by one and are never held in
// memory, however many there are. End ends the file.
func (w *Writer) Stream(out io.Writer) error {
	s := w.open
	if s == nil {
		return errStreamed
	}
	parts, err := w.parts()
	if err != nil {
		return err
	}
	last := fmt.Sprintf("xl/worksheets/sheet%d.xml", w.sheets)
	head, tail, ok := bytes.Cut(parts[last].Bytes(), []byte("</sheetData>"))
	if !ok {
		return errStreamed
	}
	d := &direct{zip: zip.NewWriter(out), tail: append([]byte("</sheetData>"), tail...)}
	// Half of the time would go into packing a tenth tighter.
	d.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	delete(parts, last)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if err := d.part(name, parts[name].Bytes()); err != nil {
			return err
		}
	}
	to, err := d.zip.CreateHeader(&zip.FileHeader{Name: last, Method: zip.Deflate})
	if err != nil {
		return fmt.Errorf("write %s: %w", last, err)
	}
	d.rows = bufio.NewWriterSize(to, 1<<16)
	if _, err := d.rows.Write(head); err != nil {
		return fmt.Errorf("write %s: %w", last, err)
	}
	s.direct, w.direct = d, d
	return nil
}

// End ends a file whose rows were streamed.
func (w *Writer) End() error {
	d := w.direct
	if d == nil {
		return errStreamed
	}
	_, err := d.rows.Write(d.tail)
	if err == nil {
		err = d.rows.Flush()
	}
	if err == nil {
		err = d.zip.Close()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("end workbook: %w", err), w.Close())
	}
	return w.Close()
}

func (d *direct) part(name string, content []byte) error {
	to, err := d.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = to.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// parts ends the sheet that is open and makes all parts of the workbook.
func (w *Writer) parts() (partsOnly, error) {
	if err := w.flush(); err != nil {
		return nil, err
	}
	parts := partsOnly{}
	if err := w.write(io.Discard, parts); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return parts, nil
}

// partsOnly is a zip that packs nothing: the parts by name.
type partsOnly map[string]*bytes.Buffer

// Create begins the next part.
func (p partsOnly) Create(name string) (io.Writer, error) {
	p[name] = &bytes.Buffer{}
	return p[name], nil
}

// AddFS is part of excelize's interface; it never calls it.
func (partsOnly) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends nothing.
func (partsOnly) Close() error { return nil }
