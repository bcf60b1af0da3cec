package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// copyElement appends the element whose start tag was read last to out, written
// anew: without prefixes, and without what bears one. That leaves out extensions
// and whatever points to other parts of the file.
func (s *scanner) copyElement(out *bytes.Buffer) error {
	depth := len(s.starts)
	if err := s.copyTag(out); err != nil {
		return err
	}
	for {
		t, err := s.next()
		switch {
		case err != nil:
			return err
		case t == tokenText:
			out.WriteString(escaped(string(s.text)))
		case t == tokenEnd:
			out.WriteString("</" + string(s.name) + ">")
			if len(s.starts) < depth {
				return nil
			}
		case string(s.name) == "extLst" || string(s.name) == "AlternateContent":
			err = s.skip()
		default:
			err = s.copyTag(out)
		}
		if err != nil {
			return err
		}
		if out.Len() > maxToken {
			return tooLarge("工作表的设置太多")
		}
	}
}

// copyTag appends the start tag that was read last.
func (s *scanner) copyTag(out *bytes.Buffer) error {
	if !isName(s.name) {
		return errXML
	}
	out.WriteString("<" + string(s.name))
	seen := map[string]bool{}
	for rest := s.attrs; ; {
		k, v, after, err := nextAttr(rest)
		if err != nil {
			return err
		}
		if k == nil {
			break
		}
		rest = after
		if !isName(k) || string(k) == "xmlns" || seen[string(k)] {
			continue
		}
		seen[string(k)] = true
		if v, err = s.decode(v); err != nil {
			return err
		}
		attribute(out, string(k), string(v))
	}
	out.WriteByte('>')
	return nil
}

// isName says whether a name is of Latin letters and digits, as all that
// workbooks use are, and has no prefix.
func isName(name []byte) bool {
	for i, b := range name {
		if letter := b|0x20 >= 'a' && b|0x20 <= 'z'; !letter && (i == 0 || b < '0' || b > '9') {
			return false
		}
	}
	return len(name) > 0
}

// attribute appends name="value".
func attribute(out *bytes.Buffer, name, value string) {
	out.WriteString(" " + name + `="`)
	out.WriteString(strings.NewReplacer(`"`, "&quot;", "\n", "&#10;", "\t", "&#9;").Replace(escaped(value)))
	out.WriteByte('"')
}

// escaped is a text as it stands between tags, without what XML does not take
// (XML 1.0, 2.2).
func escaped(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
