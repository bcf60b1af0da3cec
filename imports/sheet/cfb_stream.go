package sheet

import (
	"io"
	"sort"
)

// extents is a stream: pieces of the file, one after the other.
type extents struct {
	in     input
	pieces []piece
	size   int64
}

type piece struct{ at, offset, length int64 } // at in the stream, offset in the file

func (x *extents) add(offset, length int64) {
	at := int64(0)
	if n := len(x.pieces); n > 0 {
		last := &x.pieces[n-1]
		if last.offset+last.length == offset {
			last.length += length
			return
		}
		at = last.at + last.length
	}
	x.pieces = append(x.pieces, piece{at, offset, length})
}

func (x *extents) find(at int64) piece {
	i := sort.Search(len(x.pieces), func(i int) bool { return x.pieces[i].at > at })
	return x.pieces[i-1]
}

func (x *extents) offset(at int64) int64 {
	p := x.find(at)
	return p.offset + at - p.at
}

// reader reads the stream from a place in it.
func (x *extents) reader(from int64) io.Reader {
	return &extentReader{x, from}
}

type extentReader struct {
	x  *extents
	at int64
}

func (r *extentReader) Read(b []byte) (int, error) {
	if r.at >= r.x.size {
		return 0, io.EOF
	}
	p := r.x.find(r.at)
	b = b[:min(int64(len(b)), p.at+p.length-r.at, r.x.size-r.at)]
	n, err := r.x.in.ReadAt(b, p.offset+r.at-p.at)
	r.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}
