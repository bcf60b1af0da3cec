package roster

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Signs are what two records of one name have in common. Every record has an ID
// number of its own, so two of them are one person only where a number was
// written wrongly or was changed: born on one day and of one sex, or a slip of
// the pen apart. That is not enough, in a county of a few surnames: telephone or
// village must agree too. A damaged number alone proves nothing.
type Signs struct {
	Phone, Village, Birth, Slip bool
}

// Proven says whether they are enough for a merge.
func (s Signs) Proven() bool { return (s.Phone || s.Village) && (s.Birth || s.Slip) }

// named are the signs by their stored names and their words.
func (s Signs) named() (names, words []string) {
	for _, one := range []struct {
		is         bool
		name, word string
	}{{s.Phone, "phone", "电话相同"}, {s.Village, "village", "同一个村"}, {s.Birth, "birth", "出生日期和性别相同"}, {s.Slip, "slip", "身份证号码只错一位"}} {
		if one.is {
			names, words = append(names, one.name), append(words, one.word)
		}
	}
	return names, words
}

// Names are the signs as programs read them: phone, village, birth, slip.
func (s Signs) Names() []string {
	names, _ := s.named()
	return names
}

// Words are what people call them: 姓名相同、电话相同.
func (s Signs) Words() string {
	_, words := s.named()
	return strings.Join(append([]string{"姓名相同"}, words...), "、")
}

// Twin is one of two records that may be one person's.
type Twin struct {
	ID          int64
	Name        string
	Birth       time.Time
	Village     string // its name
	Association string
	IDMasked    string
	sealed      []byte
}

// Pair is two of them, the earlier record first.
type Pair struct {
	First, Second Twin
	Signs
}

// alike is the condition of two records a and b that may be one person's, and
// what is compared of them without their numbers.
const (
	alike = `b.county = a.county AND b.name = a.name AND (b.phone_hash = a.phone_hash OR b.village = a.village)
		AND a.erased_on IS NULL AND b.erased_on IS NULL`
	compared = `coalesce(a.phone_hash = b.phone_hash, false), coalesce(a.village = b.village, false), a.birth = b.birth AND a.sex = b.sex, a.id_sealed, b.id_sealed`
)

// Duplicates lists the pairs that may be merged, at most limit of them. Numbers
// are opened to be compared, and shown masked. ErrRole.
func Duplicates(ctx context.Context, tx *db.Tx, v *access.Vault, limit int) ([]Pair, error) {
	if err := only(tx, db.County, db.Admin); err != nil {
		return nil, err
	}
	side := func(p string) string {
		return p + `.id, ` + p + `.name, ` + p + `.birth, coalesce((SELECT v.name FROM area v WHERE v.code = ` + p + `.village), ` + p + `.village, ''),
			coalesce((SELECT s.name FROM membership m JOIN association s ON s.county = m.county AND s.id = m.association
			  WHERE m.county = ` + p + `.county AND m.person = ` + p + `.id AND m.left_on IS NULL), '')`
	}
	// Names that occur twice with one village or one telephone come first: in a
	// county of a few surnames, comparing everybody of one name takes three times as long.
	rows, err := tx.Query(ctx, `WITH twice AS MATERIALIZED (SELECT name FROM person WHERE county = $1 AND erased_on IS NULL
		  GROUP BY GROUPING SETS ((name, village), (name, phone_hash)) HAVING count(*) > 1 AND (village IS NOT NULL OR phone_hash IS NOT NULL))
		SELECT `+side("a")+", "+side("b")+", "+compared+` FROM person a JOIN person b ON `+alike+`
		WHERE a.county = $1 AND b.id > a.id AND a.name IN (SELECT name FROM twice) ORDER BY a.id, b.id`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list records that may be one: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Pair, err error) {
		err = row.Scan(&p.First.ID, &p.First.Name, &p.First.Birth, &p.First.Village, &p.First.Association,
			&p.Second.ID, &p.Second.Name, &p.Second.Birth, &p.Second.Village, &p.Second.Association,
			&p.Phone, &p.Village, &p.Birth, &p.First.sealed, &p.Second.sealed)
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("list records that may be one: %w", err)
	}
	var found []Pair
	for _, p := range all {
		if err := p.open(v, tx.Actor.County); err != nil {
			return nil, err
		}
		if p.Proven() {
			found = append(found, p)
		}
		if len(found) == limit {
			break
		}
	}
	return found, nil
}

// open compares the pair's numbers and masks them.
func (p *Pair) open(v *access.Vault, county string) error {
	a, err := opened(v, county, p.First.sealed)
	if err != nil {
		return err
	}
	b, err := opened(v, county, p.Second.sealed)
	if err != nil {
		return err
	}
	p.Slip = a.Slip(b)
	p.First.IDMasked, p.Second.IDMasked = a.Mask(), b.Mask()
	return nil
}

func opened(v *access.Vault, county string, sealed []byte) (value.IDNumber, error) {
	plain, err := v.Open(county, access.IDNumber, sealed)
	if err != nil {
		return value.IDNumber{}, err
	}
	n, _ := value.ParseIDNumber(value.Raw{Text: string(plain)}, value.Day{})
	return n, nil
}

// compare tells the signs of two records that the actor sees: access.ErrNotFound
// where either is not there, ErrOneRecord, ErrTwoPeople where not even the names
// agree.
func compare(ctx context.Context, tx *db.Tx, v *access.Vault, first, second int64) (Signs, error) {
	if first == second {
		return Signs{}, ErrOneRecord
	}
	for _, person := range []int64{first, second} {
		if err := seen(ctx, tx, person); err != nil {
			return Signs{}, err
		}
	}
	rows, err := tx.Query(ctx, "SELECT "+compared+" FROM person a JOIN person b ON "+alike+" WHERE a.county = $1 AND a.id = $2 AND b.id = $3",
		tx.Actor.County, first, second)
	if err != nil {
		return Signs{}, fmt.Errorf("compare records: %w", err)
	}
	p, err := pgx.CollectOneRow(rows, func(row pgx.CollectableRow) (p Pair, err error) {
		err = row.Scan(&p.Phone, &p.Village, &p.Birth, &p.First.sealed, &p.Second.sealed)
		return p, err
	})
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return Signs{}, ErrTwoPeople
	case err != nil:
		return Signs{}, fmt.Errorf("compare records: %w", err)
	}
	err = p.open(v, tx.Actor.County)
	return p.Signs, err
}
