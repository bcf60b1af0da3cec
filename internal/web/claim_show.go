package web

import (
	"encoding/json"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/web/templates"
)

// claimShow is where a worker types the code that his association printed.
func (s *Server) claimShow(c *fiber.Ctx) error {
	return s.showClaim(c, templates.Claim{Code: templates.Given{Value: words(c.Query("code"))}})
}

func (s *Server) showClaim(c *fiber.Ctx, page templates.Claim) error {
	if err := s.withToken(c); err != nil {
		return err
	}
	return render(c, templates.ClaimPage(s.frame(c, "用认领码设密码"), page))
}

// claimed is a code that was right, kept in the session until a PIN is set.
type claimed struct{ Code, LastFour, Name string }

// claimField is what it is sealed as: sessions lie in the database.
const claimField access.Field = "claim_session"

// claimSave checks code and ID number's end, and goes on to the PIN.
func (s *Server) claimSave(c *fiber.Ctx) error {
	page := templates.Claim{Code: templates.Given{Value: c.FormValue("code")}, Last4: templates.Given{Value: c.FormValue("last4")}}
	name, err := s.Gate.ReadClaim(c.UserContext(), page.Code.Value, page.Last4.Value)
	if some := s.noteFailed(c, err, access.ErrClaim, byClaim); some != nil {
		return some
	}
	if notice, ok := s.claimRefused(c, err); ok {
		page.Notice = notice
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showClaim(c, page)
	}
	if err != nil {
		return err
	}
	plain, err := json.Marshal(claimed{page.Code.Value, page.Last4.Value, name})
	if err != nil {
		return err
	}
	sealed, err := s.Vault.Seal(s.County, claimField, plain)
	if err != nil {
		return err
	}
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	sess.Set(keyClaim, string(sealed))
	if err := s.keep(sess); err != nil {
		return err
	}
	return c.Redirect("/claim/set", fiber.StatusSeeOther)
}

func (s *Server) claimRefused(c *fiber.Ctx, err error) (*templates.Notice, bool) {
	if errors.Is(err, access.ErrClaim) {
		return &templates.Notice{Kind: "bad", What: "认领码或身份证号后四位不对", Then: "也可能码已经用过、过期。再看一遍纸上的字；还不行，请协会重新打印一张。"}, true
	}
	return s.refused(c, err)
}

// heldClaim is the code that was right in this session; false where none was.
func (s *Server) heldClaim(c *fiber.Ctx) (claimed, bool, error) {
	sess, err := s.store(c).Get(c)
	if err != nil {
		return claimed{}, false, err
	}
	sealed := text(sess, keyClaim)
	if sealed == "" {
		return claimed{}, false, nil
	}
	plain, err := s.Vault.Open(s.County, claimField, []byte(sealed))
	if err != nil {
		return claimed{}, false, err
	}
	var held claimed
	return held, true, json.Unmarshal(plain, &held)
}
