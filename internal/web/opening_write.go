package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// openingTyped is a form of an opening as it was sent, or as it is shown at first.
type openingTyped struct {
	of      *hiring.Opening // that is changed; nil for a new one
	said    func(string) string
	seen    string // when it was last changed, as the form knows it
	draft   hiring.OpeningDraft
	remarks []hiring.OpeningRemark
	notice  *templates.Notice
	looked  bool // it was read and judged, and may be shown as it will be
}

// openingNew asks for a new one.
func (s *Server) openingNew(c *fiber.Ctx) error {
	return s.showOpeningForm(c, openingTyped{said: from(map[string]string{"pay": "month", "published": "all", "valid_from": isoDay(new(s.today()))})})
}

// openingClone asks for one like another.
func (s *Server) openingClone(c *fiber.Ctx) error {
	o, err := s.keptOpening(c)
	if err != nil {
		return err
	}
	said := again(openingSaid(o, s.County), s.today())
	said["employer"] = o.Enterprise.USCC
	return s.showOpeningForm(c, openingTyped{said: from(said), notice: &templates.Notice{
		What: "照“" + o.Title + "”抄了一份", Then: "名称后面加了月份，好和原来的分开；请写好招到哪天，别的也可以改。",
	}})
}

// openingEdit asks for changes of one.
func (s *Server) openingEdit(c *fiber.Ctx) error {
	o, err := s.keptOpening(c)
	if err != nil {
		return err
	}
	return s.showOpeningForm(c, openingTyped{of: &o, said: from(openingSaid(o, s.County)), seen: o.UpdatedAt.Format(time.RFC3339Nano)})
}

// keptOpening is the opening of the address, of those that the actor keeps.
func (s *Server) keptOpening(c *fiber.Ctx) (o hiring.Opening, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		o, err = hiring.FindKeptOpening(c.UserContext(), tx, s.Vault, atoi(c.Params("opening")))
		return err
	})
	if errors.Is(err, hiring.ErrNotFound) {
		return o, errNotKept
	}
	return o, err
}

// openingCreate reads a new one: it is looked at first, then written.
func (s *Server) openingCreate(c *fiber.Ctx) error {
	return s.saveOpening(c, nil, func(ctx context.Context, tx *db.Tx, t *openingTyped) (int64, error) {
		var enterprise int64
		if tx.Actor.Role != db.Enterprise {
			e, err := hiring.EnterpriseCalled(ctx, tx, t.said("employer"))
			if err != nil {
				return 0, err
			}
			enterprise = e.ID
		}
		return hiring.AddOpening(ctx, tx, s.Vault, enterprise, t.draft, t.remarks)
	})
}

// openingChange reads what is to be changed of one, likewise.
func (s *Server) openingChange(c *fiber.Ctx) error {
	o, err := s.keptOpening(c)
	if err != nil {
		return err
	}
	return s.saveOpening(c, &o, func(ctx context.Context, tx *db.Tx, t *openingTyped) (int64, error) {
		seen, err := time.Parse(time.RFC3339Nano, t.seen)
		if err != nil {
			return 0, hiring.ErrOpeningChanged
		}
		return o.ID, hiring.ChangeOpening(ctx, tx, s.Vault, o.ID, seen, t.draft, t.remarks)
	})
}

// openingWrong are the refusals of writing by the field that they are about.
var openingWrong = wrongIn{
	"title":    {hiring.ErrOpeningTwin},
	"employer": {hiring.ErrNoEnterprise, hiring.ErrEnterprises},
	"":         {hiring.ErrOpeningChanged, hiring.ErrEnterpriseGone},
}

// saveOpening reads and judges a form. It writes where that is asked for and
// everything that is warned of was shown before; otherwise it shows the form.
func (s *Server) saveOpening(c *fiber.Ctx, of *hiring.Opening, write func(context.Context, *db.Tx, *openingTyped) (int64, error)) error {
	ctx := c.UserContext()
	t := openingTyped{of: of, said: posted(c), seen: c.FormValue("seen")}
	if err := s.judgeOpening(c, &t); err != nil {
		return err
	}
	if !t.looked || c.FormValue("step") != "publish" || c.FormValue("warned") != warned(t.remarks) {
		return s.showOpeningForm(c, t)
	}
	var id int64
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if id, err = write(ctx, tx, &t); err != nil {
			return err
		}
		return s.PutOpenings(ctx, tx, id)
	})
	switch {
	case err == nil:
		return c.Redirect(managePath(id)+"?done=written", fiber.StatusSeeOther)
	case errors.Is(err, hiring.ErrNotFound):
		return errNotKept
	case !openingWrong.has(err):
		return notHis(err)
	}
	t.looked = false
	if field, _ := openingWrong.about(err); field != "" {
		t.remarks = append(t.remarks, hiring.OpeningRemark{Field: field, Text: err.Error(), Refused: true})
	}
	t.notice = &templates.Notice{Kind: "bad", What: "没有写上", Then: err.Error() + "。"}
	return s.showOpeningForm(c, t)
}

// judgeOpening reads the draft and what is against it.
func (s *Server) judgeOpening(c *fiber.Ctx, t *openingTyped) error {
	reader := hiring.OpeningReader{
		County: s.County, Atlas: s.Atlas(), Today: s.today(), Certificates: s.Lexicon.Certificates().Asked,
		Trade: func(title string) string {
			for _, trade := range s.Lexicon.TradesOf(title) {
				return trade
			}
			return ""
		},
	}
	t.draft, t.remarks = reader.Read(t.said)
	switch t.said("published") {
	case "own":
		t.draft.PublishedTo = []string{s.County}
	case "kept":
		if t.of != nil {
			t.draft.PublishedTo = t.of.PublishedTo
		}
	}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		more, err := t.draft.Judge(c.UserContext(), tx, reader.Atlas)
		t.remarks = append(t.remarks, more...)
		return err
	})
	t.looked = err == nil && !refuses(t.remarks)
	return err
}

func refuses(remarks []hiring.OpeningRemark) bool {
	for _, r := range remarks {
		if r.Refused {
			return true
		}
	}
	return false
}

// warned says in short what was warned of, so that nothing new is written without
// having been said.
func warned(remarks []hiring.OpeningRemark) string {
	var all strings.Builder
	for _, r := range remarks {
		all.WriteString(r.Field + r.Text + "\n")
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:8])
}

// draftOpening is a draft as an opening, to be shown before it is one.
func draftOpening(t openingTyped, e hiring.Enterprise) hiring.Opening {
	d := t.draft
	low, high := d.Wage.Monthly()
	return hiring.Opening{
		Enterprise: e, Title: d.Title, Trade: d.Trade, Place: d.Place, PlaceText: d.PlaceText, Headcount: d.Headcount, Form: d.Form, SpecialSkill: d.SpecialSkill,
		WageMin: low, WageMax: high, WageText: d.WageText(), Pay: string(d.Wage.Unit), Board: d.Board, Lodging: d.Lodging, BoardText: d.BoardText, Insurance: d.Insurance,
		AgeMin: d.AgeMin, AgeMax: d.AgeMax, Education: d.Education, Certificates: d.Certificates, CertText: d.CertText, Description: d.Description,
		ValidFrom: d.ValidFrom, ValidUntil: d.ValidUntil, ContactName: d.Contact, ContactPhone: d.Phone, Lift: 3,
	}
}
