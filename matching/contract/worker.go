package contract

import (
	"context"
	"fmt"
	"strings"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Worker is a person of the suite, made up. Zero values say nothing.
type Worker struct {
	Name        string // what the suite calls him
	County      string // 141123 when empty
	FullName    string
	Phone       string
	Female      bool
	Born        string // 1974-03-08
	Village     string // code
	Association string // name of the one that counts him
	Left        bool   // he was its member, and is no more
	Ready       bool   // able and willing
	Erased      bool
	WishTrades  string
	WishPlaces  string
	WishWage    int
	Skills      string
	Learned     string // trade of a class of 吕梁山护工 that he completed
	Works       []Spell
	Certs       []Cert
}

// Spell is a spell of work.
type Spell struct {
	Trade, Place, From, To string
	PartTime               bool
}

// Cert is a certificate.
type Cert struct {
	Code, Expires string
	Level         int
}

// Staff is who asks in the suite, and the people's numbers in their order.
type Staff struct {
	IDs          []int64
	Associations map[string]int64
	Offices      map[string]int64
}

// offices of the suite, by name.
var offices = []struct{ kind, name, place string }{
	{"township", "康宁镇", "141123103"}, {"township", "高家村镇", "141123104"}, {"station", "鄂尔多斯工作站", "150600"}, {"station", "太原工作站", "140100"},
}

// InsertWorkers writes people with the villages, associations and offices
// around them. It writes no search document.
func InsertWorkers(ctx context.Context, d *db.DB, v *access.Vault, workers []Worker) (Staff, error) {
	s := Staff{Associations: map[string]int64{}, Offices: map[string]int64{}}
	if err := d.Tx(ctx, db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error { return s.around(ctx, tx) }); err != nil {
		return s, err
	}
	for i := range workers {
		w := &workers[i]
		county := w.County
		if county == "" {
			county = "141123"
		}
		err := d.Tx(ctx, db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error { return s.insert(ctx, tx, v, i, w) })
		if err != nil {
			return s, fmt.Errorf("insert %s: %w", w.Name, err)
		}
	}
	return s, nil
}

// around writes two villages, each in a township, and three associations: one a
// township, and 丙 that stands in the second and counts who lives in the first.
func (s *Staff) around(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO area (code, name, level, parent, county) VALUES
		  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123104v001', '乙村', 'village', '141123104', '141123')
		ON CONFLICT DO NOTHING`)
	if err != nil {
		return fmt.Errorf("insert villages: %w", err)
	}
	for i, a := range []struct{ name, township, village string }{
		{"甲村务工协会", "141123103", "141123103v001"}, {"乙村务工协会", "141123104", "141123104v001"}, {"丙村务工协会", "141123104", ""},
	} {
		var id int64
		err := tx.QueryRow(ctx, "INSERT INTO association (county, code, township, name) VALUES ('141123', $1, $2, $3) RETURNING id",
			fmt.Sprintf("%s%03d", a.township, i+1), a.township, a.name).Scan(&id)
		if err == nil && a.village != "" {
			_, err = tx.Exec(ctx, "INSERT INTO association_village (county, association, village) VALUES ('141123', $1, $2)", id, a.village)
		}
		if err != nil {
			return fmt.Errorf("insert association: %w", err)
		}
		s.Associations[a.name] = id
	}
	for _, o := range offices {
		var id int64
		err := tx.QueryRow(ctx, "INSERT INTO office (county, kind, name, place) VALUES ('141123', $1, $2, $3) RETURNING id", o.kind, o.name, o.place).Scan(&id)
		if err != nil {
			return fmt.Errorf("insert office: %w", err)
		}
		s.Offices[o.name] = id
	}
	return nil
}

func (s *Staff) insert(ctx context.Context, tx *db.Tx, v *access.Vault, i int, w *Worker) error {
	sex := "male"
	if w.Female {
		sex = "female"
	}
	hash, sealed, err := sealedPhone(tx.Actor.County, v, w.Phone)
	if err != nil {
		return err
	}
	number, err := v.Seal(tx.Actor.County, access.IDNumber, []byte("141123"+strings.ReplaceAll(w.Born, "-", "")+"9990"))
	if err != nil {
		return err
	}
	var id int64
	err = tx.QueryRow(ctx, `
		INSERT INTO person (county, name, sex, birth, id_hash, id_sealed, phone_hash, phone_sealed, village, able, willing, wish_trades, wish_places,
		       wish_wage_min, skills, erased_on)
		VALUES ($1, $2, $3, $4, $5, CASE WHEN $14 THEN NULL ELSE $6::bytea END, $7, $8, nullif($9, ''), true, $10, $11, $12, nullif($13, 0), $15,
		       CASE WHEN $14 THEN '2026-01-01'::date END) RETURNING id`,
		tx.Actor.County, w.FullName, sex, day(w.Born), fmt.Appendf(nil, "worker %d", i), number, hash, sealed, w.Village, w.Ready,
		w.WishTrades, w.WishPlaces, w.WishWage, w.Erased, w.Skills).Scan(&id)
	if err != nil {
		return err
	}
	s.IDs = append(s.IDs, id)
	return s.belongings(ctx, tx, id, w)
}

// belongings writes membership, work, classes and certificates.
func (s *Staff) belongings(ctx context.Context, tx *db.Tx, id int64, w *Worker) error {
	if w.Association != "" {
		var left *time.Time
		if w.Left {
			left = day("2020-01-01")
		}
		_, err := tx.Exec(ctx, "INSERT INTO membership (county, person, association, joined, left_on) VALUES ($1, $2, $3, '2018-01-01', $4)",
			tx.Actor.County, id, s.Associations[w.Association], left)
		if err != nil {
			return err
		}
	}
	for _, p := range w.Works {
		_, err := tx.Exec(ctx, `
			INSERT INTO placement (county, person, trade_text, place, full_time, started, ended, reported_on, sources)
			VALUES ($1, $2, $3, $4, $5, $6, $7, '2026-01-01', '{roster}')`, tx.Actor.County, id, p.Trade, p.Place, !p.PartTime, day(p.From), day(p.To))
		if err != nil {
			return err
		}
	}
	for _, c := range w.Certs {
		_, err := tx.Exec(ctx, `INSERT INTO certificate (county, person, kind, code, level, expires) VALUES ($1, $2, 'skill', $3, nullif($4, 0), $5)`,
			tx.Actor.County, id, c.Code, c.Level, day(c.Expires))
		if err != nil {
			return err
		}
	}
	if w.Learned == "" {
		return nil
	}
	_, err := tx.Exec(ctx, `
		WITH k AS (
			INSERT INTO class (county, programme, number, institution, trade, starts, ends)
			SELECT $1, p.id, '第1期', '示例学校' || $2::bigint, $3, '2025-01-01', '2025-02-01' FROM programme p WHERE p.name = '吕梁山护工' RETURNING id)
		INSERT INTO enrolment (county, person, class, result) SELECT $1, $2, k.id, 'passed' FROM k`, tx.Actor.County, id, w.Learned)
	return err
}

// sealedPhone seals a telephone number as the roster does; nothing of none.
func sealedPhone(county string, v *access.Vault, phone string) (hash, sealed []byte, err error) {
	if phone == "" {
		return nil, nil, nil
	}
	if hash, err = v.Hash(access.Phone, phone); err != nil {
		return nil, nil, err
	}
	sealed, err = v.Seal(county, access.Phone, []byte(phone))
	return hash, sealed, err
}
