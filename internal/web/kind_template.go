package web

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
)

// kindTemplate hands out the blank form of a kind of workbook to who may send
// it.
func (s *Server) kindTemplate(c *fiber.Ctx) error {
	k, ok := imports.ByName(c.Params("kind"))
	if !ok || !k.Allows(s.actor(c).Role) {
		return errNoKind
	}
	var out bytes.Buffer
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return k.Template(c.UserContext(), tx, &out) })
	if err != nil {
		return err
	}
	return workbook(c, k.Title+"空白表.xlsx", out.Bytes())
}

// errNoKind is for kinds that there are not, and for others' to send.
var errNoKind = refusalError{fiber.StatusNotFound, "没有这一种表", "可能是别的单位送的，或者地址写错了。"}
