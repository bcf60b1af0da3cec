package web

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"strconv"

	"laowu/internal/access"
)

// A page's mark says for which login and account it was drawn, to us alone. It
// stands behind the token of its forms: when that is nobody's any more, the mark
// still tells whose words a form holds.
const (
	markField = access.Field("page")
	markSalt  = 8
	markHash  = 12
	markSize  = 8 + markSalt + markHash // account, salt, keyed hash
)

// mark draws a page's.
func (s *Server) mark(login, account int64) (string, error) {
	raw := binary.BigEndian.AppendUint64(nil, uint64(account)) //nolint:gosec // read back as it was written
	raw = append(raw, make([]byte, markSalt)...)
	_, _ = rand.Read(raw[8:]) // never fails
	hash, err := s.markHash(login, raw)
	return base64.RawURLEncoding.EncodeToString(append(raw, hash...)), err
}

// marked is the account that a mark was drawn for, where that was for a login; 0
// otherwise.
func (s *Server) marked(mark string, login int64) (account int64) {
	raw, err := base64.RawURLEncoding.DecodeString(mark)
	if err != nil || len(raw) != markSize || login == 0 {
		return 0
	}
	head := raw[:8+markSalt]
	if hash, err := s.markHash(login, head); err != nil || subtle.ConstantTimeCompare(hash, raw[len(head):]) != 1 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(head)) //nolint:gosec // read as it was written
}

func (s *Server) markHash(login int64, head []byte) ([]byte, error) {
	hash, err := s.Vault.Hash(markField, strconv.FormatInt(login, 10)+"\x00"+string(head))
	if err != nil {
		return nil, err
	}
	return bytes.Clone(hash[:markHash]), nil
}
