package training

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Award is the certificate that a class gave to all who completed it.
type Award struct {
	Name   string // as it stands on the paper: 养老护理员（五级）职业技能等级证书
	Issued time.Time
}

// ReadAward reads the form of an award: certificate, issued. Refusals name the
// field.
func ReadAward(c Class, today time.Time, get func(field string) string) (Award, error) {
	f := form{get: get}
	a := Award{Name: f.line("certificate", 60, "写证书名称，照证书上的写"), Issued: f.day("issued", "写发证日期")}
	switch {
	case a.Issued.IsZero():
	case a.Issued.After(today):
		f.refuse("issued", "发证日期还没到，证书发下来再登记")
	case c.Ends == nil || a.Issued.Before(*c.Ends):
		f.refuse("issued", "发证日期早于结业日期，请核对这两个日期")
	}
	return a, f.wrong.err()
}

// GiveCertificates notes a class's certificate for everybody who completed it
// and has none of it yet, and returns for how many. What it is called says its
// kind and level (Register.KindOf); until when it holds and when it is reviewed
// says the rule of its day; where somebody held an older one of the same kind,
// code and level, this renews it. Numbers come with the class's list. Only who
// writes the class: access.ErrNotFound for others.
func GiveCertificates(ctx context.Context, tx *db.Tx, register *Register, class int64, a Award) (int, error) {
	kind, code := register.KindOf(a.Name)
	tag, err := tx.Exec(ctx, awards, tx.Actor.County, class, kind, code, a.Name, LevelIn(a.Name), a.Issued, tx.Today())
	if err != nil {
		return 0, fmt.Errorf("give certificates: %w", err)
	}
	given := int(tag.RowsAffected())
	if given == 0 {
		return 0, nil
	}
	const ofClass = "o.person IN (SELECT e.person FROM enrolment e WHERE e.county = $1 AND e.class = $2)"
	if _, err := tx.Exec(ctx, renewed(ofClass), tx.Actor.County, class); err != nil {
		return 0, fmt.Errorf("renew certificates: %w", err)
	}
	if err := work.ChangedAmong(ctx, tx, work.Worker, classmates, tx.Actor.County, class); err != nil {
		return 0, err
	}
	return given, access.Note(ctx, tx, access.Certified, "class", class, map[string]any{"people": given})
}

// awards: $1 county, $2 class, $3 kind, $4 code, $5 name, $6 level or 0, $7 day
// of issue, $8 today.
var awards = `
	INSERT INTO certificate (county, person, class, kind, code, name, level, trade, issued, expires, review_on)
	SELECT $1, e.person, c.id, i.cert_kind, $4, $5, nullif($6, 0), c.trade, i.issued, l.expires::date, l.review_on::date
	FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class
	CROSS JOIN (SELECT $3::text AS cert_kind, $7::date AS issued) i` + lasting + `
	WHERE e.county = $1 AND e.class = $2 AND ` + Completed("e", "c", "$8") + `
	  AND NOT EXISTS (SELECT FROM certificate o WHERE o.county = $1 AND o.person = e.person AND o.class = e.class)`
