package sheet

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// token is what scanner.next found.
type token uint8

const (
	tokenEOF token = iota
	tokenStart
	tokenEnd
	tokenText
)

const (
	maxToken = 1 << 20 // bytes of one tag or text: a full cell written in character references fits
	maxDepth = 128
)

var errXML = errors.New("malformed XML")

// scanner splits XML into tags and text without copying. It knows what
// workbooks use of XML: prefixes (dropped, as no two namespaces of a
// spreadsheet share an element), CDATA, comments, character references and
// the five entities. A document type is refused, and with it every other
// entity.
//
// encoding/xml takes four times as long over a sheet of 41 MB.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool

	name  []byte // of the tag, without prefix; these three last until next
	attrs []byte // of a start tag, as written
	text  []byte // decoded

	open    []byte // the names of the open elements one after the other, as written
	starts  []int  // where each begins
	closing bool   // the start tag was <a/>
	scratch []byte // of decode
	held    []byte // of content
}

func newScanner(r io.Reader) *scanner {
	s := &scanner{r: r, buf: make([]byte, 64<<10)}
	for s.end < len(bomUTF8) && s.more() {
	}
	switch head := s.buf[:s.end]; {
	case bytes.HasPrefix(head, []byte(bomUTF8)):
		s.pos = len(bomUTF8)
	case bytes.HasPrefix(head, []byte(bomLE)), bytes.HasPrefix(head, []byte(bomBE)):
		all := io.MultiReader(bytes.NewReader(bytes.Clone(head)), r)
		s.r, s.end = transform.NewReader(all, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()), 0
		s.eof = false
	}
	return s
}

// next moves to the next tag or text.
func (s *scanner) next() (token, error) {
	if s.closing {
		s.closing = false
		return tokenEnd, s.pop(s.open[s.starts[len(s.starts)-1]:])
	}
	for {
		if s.pos == s.end && !s.more() {
			return s.finish()
		}
		if s.buf[s.pos] != '<' {
			return s.characters()
		}
		if s.end-s.pos < 2 && !s.more() {
			return 0, s.broken()
		}
		switch s.buf[s.pos+1] {
		case '/':
			return s.endTag()
		case '?':
			if _, err := s.through(2, "?>"); err != nil {
				return 0, err
			}
		case '!':
			if text, err := s.declaration(); text || err != nil {
				return tokenText, err
			}
		default:
			return s.startTag()
		}
	}
}

func (s *scanner) finish() (token, error) {
	if !s.eof || len(s.starts) > 0 {
		return 0, s.broken()
	}
	return tokenEOF, nil
}

// characters takes the text up to the next tag.
func (s *scanner) characters() (token, error) {
	from := 0
	for {
		if i := bytes.IndexByte(s.buf[s.pos+from:s.end], '<'); i >= 0 {
			from += i
			break
		}
		from = s.end - s.pos
		if !s.more() {
			if !s.eof {
				return 0, s.broken()
			}
			break
		}
	}
	raw := s.buf[s.pos : s.pos+from]
	s.pos += from
	var err error
	s.text, err = s.decode(raw)
	return tokenText, err
}

// startTag takes <name a="b"> or <name/>.
func (s *scanner) startTag() (token, error) {
	length, err := s.tagLength()
	if err != nil {
		return 0, err
	}
	tag := s.buf[s.pos+1 : s.pos+length-1]
	s.pos += length
	if s.closing = bytes.HasSuffix(tag, []byte("/")); s.closing {
		tag = tag[:len(tag)-1]
	}
	n := nameLength(tag)
	if n == 0 || len(s.starts) == maxDepth {
		return 0, errXML
	}
	s.attrs = tag[n:]
	s.starts = append(s.starts, len(s.open))
	s.open = append(s.open, tag[:n]...)
	s.name = local(tag[:n])
	return tokenStart, nil
}

func (s *scanner) endTag() (token, error) {
	if last := len(s.starts) - 1; last >= 0 {
		name, tag := s.open[s.starts[last]:], s.buf[s.pos+2:s.end]
		if len(tag) > len(name) && tag[len(name)] == '>' {
			s.pos += len(name) + 3
			return tokenEnd, s.pop(tag[:len(name)])
		}
	}
	tag, err := s.through(2, ">")
	if err != nil {
		return 0, err
	}
	return tokenEnd, s.pop(tag[:nameLength(tag)])
}

func (s *scanner) pop(name []byte) error {
	last := len(s.starts) - 1
	if last < 0 || !bytes.Equal(name, s.open[s.starts[last]:]) {
		return errXML
	}
	s.name = local(name)
	s.open, s.starts = s.open[:s.starts[last]], s.starts[:last]
	return nil
}

// declaration passes over a comment and takes CDATA as text.
func (s *scanner) declaration() (text bool, err error) {
	const comment, cdata = "<!--", "<![CDATA["
	for s.end-s.pos < len(cdata) && s.more() {
	}
	switch head := s.buf[s.pos:s.end]; {
	case bytes.HasPrefix(head, []byte(comment)):
		_, err = s.through(len(comment), "-->")
		return false, err
	case bytes.HasPrefix(head, []byte(cdata)):
		s.text, err = s.through(len(cdata), "]]>")
		return true, err
	}
	return false, errXML
}

// through takes what stands between the next skip bytes and the mark.
func (s *scanner) through(skip int, mark string) ([]byte, error) {
	from := skip
	for {
		if s.end-s.pos >= from {
			if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(mark)); i >= 0 {
				part := s.buf[s.pos+skip : s.pos+from+i]
				s.pos += from + i + len(mark)
				return part, nil
			}
			from = max(skip, s.end-s.pos-len(mark)+1)
		}
		if !s.more() {
			return nil, s.broken()
		}
	}
}

// tagLength finds the end of the tag at pos: the first > outside of quotes.
func (s *scanner) tagLength() (int, error) {
	var quote byte
	for i := 1; ; {
		for _, b := range s.buf[s.pos+i : s.end] {
			i++
			switch {
			case quote != 0:
				if b == quote {
					quote = 0
				}
			case b == '>':
				return i, nil
			case b == '"' || b == '\'':
				quote = b
			case b == '<':
				return 0, errXML
			}
		}
		if !s.more() {
			return 0, s.broken()
		}
	}
}

// more reads on, keeping what stands from pos. It returns false at the end of
// the input, on an error and where a tag or text is too long; broken tells which.
func (s *scanner) more() bool {
	if s.eof {
		return false
	}
	if s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if s.end >= maxToken {
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err == io.EOF {
			s.eof = true
		} else if err != nil {
			s.r = failed{err}
			return n > 0
		}
		if n > 0 || s.eof {
			return n > 0
		}
	}
	s.r = failed{io.ErrNoProgress}
	return false
}

// failed is a reader that goes on failing.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

func (s *scanner) broken() error {
	if f, ok := s.r.(failed); ok {
		return f.err
	}
	if !s.eof {
		return tooLarge("有一个单元格太长")
	}
	return errXML
}
