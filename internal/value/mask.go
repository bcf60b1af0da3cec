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

// MaskID is a whole ID number as pages and exports show it:
// 142325********9991.
func MaskID(number string) string {
	if len(number) != 18 {
		return ""
	}
	return number[:6] + "********" + number[14:]
}
