package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// skip passes over the rest of the element whose start tag was read last.
func (s *scanner) skip() error {
	for depth := len(s.starts); ; {
		switch t, err := s.next(); {
		case err != nil:
			return err
		case t == tokenEnd && len(s.starts) < depth:
			return nil
		}
	}
}

// skipUnread is skip for an element that holds no other of its own name. As a
// rule it finds the end without looking at what stands between, an order of
// magnitude faster; where there may be CDATA or a comment, it does not try.
func (s *scanner) skipUnread() error {
	if s.closing {
		return s.skip()
	}
	name := s.open[s.starts[len(s.starts)-1]:]
	s.held = append(append(append(s.held[:0], "</"...), name...), '>')
	mark := s.held
	for range 2 {
		rest := s.buf[s.pos:s.end]
		if i := bytes.Index(rest, mark); i >= 0 {
			if bytes.IndexByte(rest[:i], '!') < 0 {
				s.pos += i + len(mark)
				return s.pop(name)
			}
			break
		}
		if !s.more() {
			break
		}
	}
	return s.skip()
}

// each calls visit for every start tag to the end of the document.
func (s *scanner) each(visit func() error) error {
	for {
		t, err := s.next()
		if t == tokenStart && err == nil {
			err = visit()
		}
		if err != nil || t == tokenEOF {
			return err
		}
	}
}

// attr finds an attribute of the start tag by its name without prefix.
// prefixed tells r:id, whatever its prefix, from id.
func (s *scanner) attr(name string, prefixed bool) (value string, err error) {
	for rest := s.attrs; ; {
		var k, v []byte
		if k, v, rest, err = nextAttr(rest); err != nil || k == nil {
			return "", err
		}
		if l := local(k); string(l) != name || (len(l) < len(k)) != prefixed || bytes.HasPrefix(k, []byte("xmlns:")) {
			continue
		}
		if v, err = s.decode(v); err == nil && !utf8.Valid(v) {
			err = errXML
		}
		return string(v), err
	}
}

// nextAttr cuts the first attribute off a start tag's rest; k is nil after the
// last. The value is as written.
func nextAttr(attrs []byte) (k, v, rest []byte, err error) {
	i := 0
	for i < len(attrs) && isSpace(attrs[i]) {
		i++
	}
	if i == len(attrs) {
		return nil, nil, nil, nil
	}
	n := nameLength(attrs[i:])
	k = attrs[i : i+n]
	for i += n; i < len(attrs) && isSpace(attrs[i]); i++ {
	}
	if n == 0 || i == len(attrs) || attrs[i] != '=' {
		return nil, nil, nil, errXML
	}
	for i++; i < len(attrs) && isSpace(attrs[i]); i++ {
	}
	if i == len(attrs) || attrs[i] != '"' && attrs[i] != '\'' {
		return nil, nil, nil, errXML
	}
	length := bytes.IndexByte(attrs[i+1:], attrs[i])
	if length < 0 {
		return nil, nil, nil, errXML
	}
	return k, attrs[i+1 : i+1+length], attrs[i+length+2:], nil
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// nameLength is how much of a tag is the name.
func nameLength(tag []byte) int {
	for i, b := range tag {
		if isSpace(b) || b == '=' || b == '/' {
			return i
		}
	}
	return len(tag)
}

// local is a name without its prefix.
func local(name []byte) []byte {
	for i, b := range name {
		if b == ':' {
			return name[i+1:]
		}
	}
	return name
}

// decode resolves references and line ends. The result may be raw itself, or
// good until the next call.
func (s *scanner) decode(raw []byte) ([]byte, error) {
	i := bytes.IndexByte(raw, '&')
	if i < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, nil
	}
	out := s.scratch[:0]
	for i = 0; i < len(raw); i++ {
		switch b := raw[i]; b {
		case '&':
			length := bytes.IndexByte(raw[i:], ';')
			r, ok := reference(raw[i+1 : i+max(length, 1)])
			if !ok {
				return nil, errXML
			}
			out = utf8.AppendRune(out, r)
			i += length
		case '\r':
			if i+1 == len(raw) || raw[i+1] != '\n' {
				out = append(out, '\n')
			}
		default:
			out = append(out, b)
		}
	}
	s.scratch = out
	return out, nil
}

// reference reads what stands between & and ;.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
