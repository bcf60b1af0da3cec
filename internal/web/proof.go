package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// refused puts a refusal of a login into a notice; false where it is none.
func (s *Server) refused(c *fiber.Ctx, err error) (*templates.Notice, bool) {
	var wait *access.WaitError
	switch {
	case errors.As(err, &wait):
		s.watch(c, "too many failures")
		return &templates.Notice{Kind: "bad", What: "先等一等", Then: wait.Error() + "。"}, true
	case errors.Is(err, access.ErrWrong):
		return &templates.Notice{Kind: "bad", What: "没有登录上", Then: "账号、手机号或密码不对。请再看一遍，注意大小写。"}, true
	case errors.Is(err, access.ErrOver):
		return &templates.Notice{Kind: "bad", What: "一次性密码过期了", Then: "请找管理员重新给一个。"}, true
	}
	return nil, false
}

// By what somebody proves who he is, as the audit trail has it.
const (
	byPassword = "password"
	byCode     = "totp"
	byClaim    = "claim"
)

// noteProof adds to the audit trail that somebody proved who he is, or failed
// to, and by what.
func (s *Server) noteProof(c *fiber.Ctx, action access.Action, by string) error {
	v := s.visit(c)
	return s.DB.Tx(c.UserContext(), v.own(), func(tx *db.Tx) error {
		return access.Note(c.UserContext(), tx, action, "login", v.standing.Login, map[string]any{"by": by})
	})
}

// noteFailed notes a proof that failed for the reason given; other errors are
// not its own.
func (s *Server) noteFailed(c *fiber.Ctx, err, reason error, by string) error {
	if !errors.Is(err, reason) {
		return nil
	}
	return s.noteProof(c, access.LoginFailed, by)
}
