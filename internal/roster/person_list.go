package roster

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// PersonFilter narrows a list of people. Text is a part of a name, or a whole
// ID or telephone number; the zero filter finds all whom the actor sees.
type PersonFilter struct {
	Text        string
	Association int64
	Village     string
	After       int64 // the last person of the page before
	Limit       int
}

// PersonLine is one line of a list of people, numbers masked.
type PersonLine struct {
	ID          int64
	Name        string
	Sex         value.Sex
	Birth       time.Time
	Village     string // its name, empty where none is known
	Association string // name of the one that counts the person, empty for none
	IDMasked    string
	PhoneMasked string
	AnnouncedOn *time.Time // it was said that an idle record will be erased
	idSealed    []byte
	phoneSealed []byte
}

// PersonList is a page of a list.
type PersonList struct {
	Total int
	Lines []PersonLine
	Next  int64 // After of the next page, 0 where this is the last
}

// People lists whom the actor sees, in the order in which they came on record.
// What stands beside a person is joined to the page, not to all that are
// counted. Who does not see the whole county is asked for by number, so that an
// index leads there; row security holds what this forgets.
func People(ctx context.Context, tx *db.Tx, v *access.Vault, f PersonFilter) (PersonList, error) {
	own := !slices.Contains([]db.Role{db.County, db.Admin, db.Auditor}, tx.Actor.Role)
	if own && f.Text == "" && f.Association == 0 && f.Village == "" {
		return ownPeople(ctx, tx, v, f)
	}
	where, args, err := f.where(tx, v)
	if err != nil {
		return PersonList{}, err
	}
	counted, paged := "", ""
	if own {
		counted = " AND p.id = ANY (ARRAY (SELECT access.people()))"
		paged = " JOIN (SELECT DISTINCT q.id FROM access.people() q (id)) q ON q.id = p.id"
	}
	var list PersonList
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM person p"+where+counted, args...).Scan(&list.Total); err != nil {
		return list, fmt.Errorf("count people: %w", err)
	}
	args = append(args, f.After, f.Limit+1)
	page := "SELECT p.* FROM person p" + paged + where + fmt.Sprintf(" AND p.id > $%d ORDER BY p.id LIMIT $%d", len(args)-1, len(args))
	if list.Lines, err = personLines(ctx, tx, page, args...); err != nil {
		return list, err
	}
	list.cut(f.Limit)
	return list, maskLines(tx.Actor.County, v, list.Lines)
}

// cut leaves a page of lines of which one more was read.
func (l *PersonList) cut(limit int) {
	if len(l.Lines) > limit {
		l.Lines = l.Lines[:limit]
		l.Next = l.Lines[limit-1].ID
	}
}

// ownPeople is People of all whom the actor sees, whose list is made once: they
// are counted by number, and only the page's are read.
func ownPeople(ctx context.Context, tx *db.Tx, v *access.Vault, f PersonFilter) (list PersonList, err error) {
	var page []int64
	err = tx.QueryRow(ctx, `
		WITH own AS MATERIALIZED (SELECT DISTINCT q.id FROM access.people() q (id)
			WHERE q.id NOT IN (SELECT p.id FROM person p WHERE p.county = $1 AND p.erased_on IS NOT NULL))
		SELECT (SELECT count(*) FROM own), ARRAY (SELECT id FROM own WHERE id > $2 ORDER BY id LIMIT $3)`,
		tx.Actor.County, f.After, f.Limit+1).Scan(&list.Total, &page)
	if err != nil {
		return list, fmt.Errorf("count people: %w", err)
	}
	err = tx.Within(ctx, page, func() (err error) {
		list.Lines, err = Lines(ctx, tx, v, page)
		return err
	})
	if err != nil {
		return list, err
	}
	list.cut(f.Limit)
	return list, nil
}

// personLines reads the lines of people whom a statement selects, numbers
// still sealed, in the order of their numbers.
func personLines(ctx context.Context, tx *db.Tx, people string, args ...any) ([]PersonLine, error) {
	rows, err := tx.Query(ctx, `
		SELECT p.id, p.name, p.sex, p.birth, coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, ''), coalesce(a.name, ''),
		       p.announced_on, p.id_sealed, p.phone_sealed
		FROM (`+people+`) p
		LEFT JOIN membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL
		LEFT JOIN association a ON a.county = m.county AND a.id = m.association
		ORDER BY p.id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list people: %w", err)
	}
	lines, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l PersonLine, err error) {
		err = row.Scan(&l.ID, &l.Name, &l.Sex, &l.Birth, &l.Village, &l.Association, &l.AnnouncedOn, &l.idSealed, &l.phoneSealed)
		return l, err
	})
	if err != nil {
		return nil, fmt.Errorf("list people: %w", err)
	}
	return lines, nil
}

// where is what the filter asks of a person p.
func (f PersonFilter) where(tx *db.Tx, v *access.Vault) (string, []any, error) {
	sql := " WHERE p.county = $1 AND p.erased_on IS NULL"
	args := []any{tx.Actor.County}
	add := func(condition string, arg any) {
		args = append(args, arg)
		sql += fmt.Sprintf(condition, len(args))
	}
	if f.Association != 0 {
		add(" AND p.id IN (SELECT m.person FROM membership m WHERE m.county = $1 AND m.association = $%d AND m.left_on IS NULL)", f.Association)
	}
	if f.Village != "" {
		add(" AND p.village = $%d", f.Village)
	}
	if f.Text == "" {
		return sql, args, nil
	}
	column, hash, err := numberHash(v, f.Text, tx.Today())
	switch {
	case err != nil:
		return "", nil, err
	case hash != nil && column == "id_hash": // a number that is gone finds the record kept
		add(` AND (p.id_hash = $%[1]d OR p.id IN (
			SELECT m.kept FROM person_merge m WHERE m.county = $1 AND m.id_hash = $%[1]d AND m.undone_at IS NULL))`, hash)
	case hash != nil:
		add(" AND p."+column+" = $%d", hash)
	default:
		add(" AND position($%d in p.name) > 0", value.Name(f.Text))
	}
	return sql, args, nil
}

// numberHash is the column and the keyed hash by which a number is found; none
// where the text is no number.
func numberHash(v *access.Vault, text string, today time.Time) (column string, hash []byte, err error) {
	raw := value.Raw{Text: text}
	if id, code := value.ParseIDNumber(raw, value.DayOf(today)); code == "" && !id.IsZero() {
		hash, err = v.Hash(access.IDNumber, id.Reveal())
		return "id_hash", hash, err
	}
	if phone, code := value.ParsePhone(raw); code == "" && !phone.IsZero() {
		hash, err = v.Hash(access.Phone, phone.Reveal())
		return "phone_hash", hash, err
	}
	return "", nil, nil
}

func maskLines(county string, v *access.Vault, lines []PersonLine) (err error) {
	for i := range lines {
		l := &lines[i]
		if l.IDMasked, err = masked(county, v, access.IDNumber, l.idSealed); err != nil {
			return err
		}
		if l.PhoneMasked, err = masked(county, v, access.Phone, l.phoneSealed); err != nil {
			return err
		}
	}
	return nil
}

// masked is a sealed number as pages show it, empty where there is none.
func masked(county string, v *access.Vault, f access.Field, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := v.Open(county, f, sealed)
	if err != nil {
		return "", err
	}
	if f == access.Phone {
		phone, _ := value.ParsePhone(value.Raw{Text: string(plain)})
		return phone.Mask(), nil
	}
	return value.MaskID(string(plain)), nil
}

// Age is the full years of life on a day.
func Age(birth, on time.Time) int {
	return value.DayOf(birth).YearsTo(value.DayOf(on))
}
