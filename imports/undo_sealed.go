package imports

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// sealedHead is how much of a sealed value names its key.
const sealedHead = 5

// sealedLike says whether all sealed values of an image name the key that a
// sample names.
func sealedLike(image, sample []byte) bool {
	var columns map[string]any
	if json.Unmarshal(image, &columns) != nil {
		return false
	}
	for name, v := range columns {
		text, ok := v.(string)
		if !ok || !strings.HasSuffix(name, "_sealed") {
			continue
		}
		value, err := hex.DecodeString(strings.TrimPrefix(text, `\x`))
		if err != nil || len(value) < sealedHead || !bytes.Equal(value[:sealedHead], sample[:sealedHead]) {
			return false
		}
	}
	return true
}
