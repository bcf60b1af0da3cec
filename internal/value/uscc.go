package value

import "strings"

// usccChars are the 31 characters of a credit code by value: no I, O, S, V, Z.
const usccChars = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// usccWeights are 3^i modulo 31.
var usccWeights = [17]uint8{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// ParseUSCC reads a unified social credit code by GB 32100-2015, 18 characters
// in upper case; the inner check digit at 17 is not tested, as registries have
// issued codes that fail it. Code: uscc_checksum, also for a wrong length or
// character. O is never read as 0.
func ParseUSCC(r Raw) (string, Code) {
	s := strings.ToUpper(unspaced(bare(r.Text)))
	if None(s) {
		return "", ""
	}
	if len(s) != 18 {
		return "", USCCChecksum
	}
	if check, ok := usccCheck(s); !ok || check != s[17] {
		return "", USCCChecksum
	}
	return s, ""
}

// CompleteUSCC appends the check character to the first 17 of a credit code.
// False: they are not 17 characters that a code may have.
func CompleteUSCC(first17 string) (string, bool) {
	if len(first17) != 17 {
		return "", false
	}
	check, ok := usccCheck(first17)
	if !ok {
		return "", false
	}
	return first17 + string(check), true
}

func usccCheck(s string) (byte, bool) {
	sum := 0
	for i := range 17 {
		v := strings.IndexByte(usccChars, s[i])
		if v < 0 {
			return 0, false
		}
		sum += v * int(usccWeights[i])
	}
	return usccChars[(31-sum%31)%31], true
}
