package roster

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// namesake adds a record called 王建 under a number.
func (p place) namesake(t *testing.T, v *access.Vault, id int64, number, village, dial string) {
	t.Helper()
	n, code := value.ParseIDNumber(value.Raw{Text: number}, value.Day{})
	if code != "" {
		t.Fatalf("%s: %s", number, code)
	}
	idHash, idSealed := seal(t, v, access.IDNumber, number)
	var phoneHash, phoneSealed []byte
	if dial != "" {
		phoneHash, phoneSealed = seal(t, v, access.Phone, dial)
	}
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_hash, phone_sealed, village)
			VALUES ('141123', $1, '王建', $2, $3, $4, $5, $6, $7, nullif($8, ''))`,
			id, n.Sex(), n.Birth().Time(), idHash, idSealed, phoneHash, phoneSealed, village)
		return err
	})
}

// TestDuplicates: what may be one person's is proposed, and nothing else may be
// merged.
func TestDuplicates(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v) // 王建 (1) of the first village, born on 1976-03-08, with a telephone
	const here, there = "141123103v001", "141123104v001"
	p.namesake(t, v, 11, slipped, "", phone)              // same telephone, a slip
	p.namesake(t, v, 12, "141123197603089993", here, "")  // same village, born on the same day
	p.namesake(t, v, 13, apart, here, phone)              // same village and telephone, another birth: a son
	p.namesake(t, v, 14, "141123197603089977", there, "") // born on the same day, elsewhere
	p.namesake(t, v, 15, "142325197603099993", there, "") // a slip alone
	proven := map[int64]string{11: "姓名相同、电话相同、出生日期和性别相同、身份证号码只错一位", 12: "姓名相同、同一个村、出生日期和性别相同"}
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		pairs, err := Duplicates(ctx, tx, v, 100)
		found := map[int64]string{}
		for _, one := range pairs {
			if one.First.ID == 1 {
				found[one.Second.ID] = one.Words()
			}
			if strings.Contains(fmt.Sprintf("%+v", one.First.IDMasked+one.Second.IDMasked), "19760308") {
				t.Errorf("numbers are shown: %+v", one)
			}
		}
		for id := int64(11); id <= 15; id++ {
			if found[id] != proven[id] {
				t.Errorf("1 and %d: %q, want %q", id, found[id], proven[id])
			}
		}
		return err
	})
	undo := errors.New("taken back")
	for id := int64(11); id <= 15; id++ {
		err := p.try(t, county, func(ctx context.Context, tx *db.Tx) error {
			if _, err := Join(ctx, tx, v, 1, id, "看过户口本"); err != nil {
				return err
			}
			return undo
		})
		if want := proven[id] != ""; errors.Is(err, undo) != want || !want && !errors.Is(err, ErrTwoPeople) {
			t.Errorf("1 and %d merged: %v, want it so: %v", id, err, want)
		}
	}
}

// TestJoinRefuses is each refusal once.
func TestJoinRefuses(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	p.namesake(t, v, 11, slipped, "", phone)
	for name, c := range map[string]struct {
		as         db.Actor
		kept, gone int64
		reason     string
		want       error
	}{
		"not the county's":     {own, 1, 11, "看过户口本", ErrRole},
		"an auditor":           {auditor, 1, 11, "看过户口本", ErrRole},
		"with itself":          {county, 1, 1, "看过户口本", ErrOneRecord},
		"nobody there":         {county, 1, 99, "看过户口本", access.ErrNotFound},
		"another county's":     {otherCount, 1, 11, "看过户口本", access.ErrNotFound},
		"another name":         {county, 1, 3, "看过户口本", ErrTwoPeople},
		"without a reason":     {county, 1, 11, " 是 ", ErrMergeReason},
		"a number as a reason": {county, 1, 11, "电话" + phone, ErrMergeReason},
	} {
		refused(t, name, p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := Join(ctx, tx, v, c.kept, c.gone, c.reason)
			return err
		}), c.want)
	}
	for as, want := range map[db.Role]error{db.Association: ErrRole, db.County: ErrNoMerge} {
		refused(t, "undone by "+string(as), p.try(t, db.Actor{County: "141123", Role: as, Organisation: 1}, func(ctx context.Context, tx *db.Tx) error {
			return Part(ctx, tx, 77, "看过户口本")
		}), want)
	}
	// Nor by the function that does it, without the noun before it.
	err := p.try(t, own, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "SELECT access.join_people(1, 11, '{phone}', '看过', 'x', now())")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("an association merges by the function: %v", err)
	}
}

// TestMergedNumber: the number that is gone finds the record kept, for imports
// and in the list of people, and no more once the person is erased: then all
// that was of both records is gone.
func TestMergedNumber(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	p.namesake(t, v, 11, slipped, "", phone)
	hash, _ := seal(t, v, access.IDNumber, slipped)
	merge, err := p.join(t, v, 1, 11)
	if err != nil {
		t.Fatal(err)
	}
	known := func() (text string) {
		p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
			return tx.QueryRow(ctx, "SELECT coalesce(string_agg(concat_ws(' ', person, association, same_name), ','), 'nobody') FROM access.known(ARRAY[$1::bytea], '{王建}')", hash).Scan(&text)
		})
		return text
	}
	if got := known(); got != "1 1 t" {
		t.Errorf("the number that is gone means %s", got)
	}
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		list, err := People(ctx, tx, v, PersonFilter{Text: slipped, Limit: 5})
		if err == nil && (list.Total != 1 || list.Lines[0].ID != 1) {
			t.Errorf("found %+v", list)
		}
		return err
	})
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		d, err := FindMyData(ctx, tx, v, 1)
		if err == nil && (len(d.Merges) != 1 || d.Merges[0].Gone != 11 || d.Merges[0].Reason != "户口本上只有一个王建") {
			t.Errorf("his own data says %+v", d.Merges)
		}
		return err
	})
	if where := p.traces(t, "x"+hex(hash)); where != "person_merge" {
		t.Errorf("the number stands in %s", where)
	}
	p.erase(t)
	if where := p.traces(t, "x"+hex(hash)) + p.traces(t, "户口本上只有一个王建"); where != "audit" || known() != "nobody" {
		t.Errorf("after the erasure in %s, and it means %s", where, known())
	}
	if n := p.text(t, "SELECT count(*) FROM person_merge"); n != "0" {
		t.Errorf("%s merges are left", n)
	}
	refused(t, "undone after the erasure", p.part(t, merge), ErrNoMerge)
}

// TestMergeNamesAll: whatever names people does so by a key that a merge finds,
// and can be found again by its own key. Notices are bound by none, so that they
// stand in no import's way; they follow by notice.Follow (TestNoticesFollow).
func TestMergeNamesAll(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for what, sql := range map[string]string{
		"has a column person that no key binds to people": `
			SELECT c.table_name FROM information_schema.columns c
			WHERE c.table_schema = 'public' AND c.column_name = 'person' AND c.table_name !~ '^notice(_|$)' AND NOT EXISTS (
			  SELECT FROM access.referrers('person') f WHERE f.tab = c.table_name::regclass AND f.col = 'person')`,
		"names people and has no primary key": `
			SELECT f.tab::text FROM access.referrers('person') f
			WHERE NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = f.tab AND x.indisprimary)`,
		"is named by others with the person in the key": `
			SELECT k.conrelid::regclass::text FROM pg_constraint k JOIN access.referrers('person') f ON f.tab = k.confrelid
			JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attname = f.col AND a.attnum = ANY (k.confkey) WHERE k.contype = 'f'`,
	} {
		for _, table := range p.ask(t, sql) {
			t.Errorf("%s %s", table, what)
		}
	}
}
