package templates

import (
	"crypto/rand"
	"encoding/base64"
)

// onceSize is the length in bytes of a form's own key: nobody draws the same
// twice.
const onceSize = 12

// newOnce draws the key of one form on one page.
func newOnce() string {
	raw := make([]byte, onceSize)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}
