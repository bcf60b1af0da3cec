package value

import "unicode/utf8"

// MaskName is a name as strangers see it: the surname, and two stars whatever
// the length. 张** for 张伟 and 张晓伟.
func MaskName(name string) string {
	_, n := utf8.DecodeRuneInString(name)
	if name == "" {
		return ""
	}
	return name[:n] + "**"
}
