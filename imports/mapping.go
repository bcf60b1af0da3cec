package imports

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// candidate is a heading row of one or two levels that a sheet might have.
type candidate struct {
	first, last int
	signature   []byte
}

// candidates are those of a sheet's first rows, the one that was found by its
// headings first.
func (s *Service) candidates(k Kind, one sight) ([]candidate, error) {
	var out []candidate
	natural, _ := findHeadings(k, one.top, one.merges)
	for i, r := range one.top[:min(len(one.top), headingDepth)] {
		for _, last := range []int{r.Number, r.Number + 1} {
			if last > r.Number && (i+1 == len(one.top) || one.top[i+1].Number != last) {
				continue
			}
			signature, err := s.signature(one, r.Number, last)
			if err != nil {
				return nil, err
			}
			c := candidate{r.Number, last, signature}
			if c.first == natural.first && c.last == natural.last {
				out = append([]candidate{c}, out...)
			} else {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// signature is the keyed digest of headings, as they are compared.
func (s *Service) signature(one sight, first, last int) ([]byte, error) {
	h, _ := Kind{}.headingsAt(first, last, one.top, one.merges)
	var b strings.Builder
	for _, o := range h.over {
		b.WriteString(o.upper + "\x00" + o.lower + "\x01")
	}
	return s.Vault.Hash(access.File, strings.TrimRight(b.String(), "\x00\x01"))
}

// remember reads sheets as the sender's organisation once chose for their
// headings, but for those that people chose in this draft.
func (s *Service) remember(ctx context.Context, tx *db.Tx, k Kind, l *looking) error {
	for _, one := range l.sights {
		f := &l.files[one.file]
		if _, chosen := f.reading.layouts[one.index]; chosen || one.hidden {
			continue
		}
		all, err := s.candidates(k, one)
		if err != nil {
			return err
		}
		known, err := remembered(ctx, tx, k, all)
		if err != nil {
			return err
		}
		if known == nil {
			continue
		}
		if f.reading.layouts == nil {
			f.reading.layouts = map[int]layout{}
		}
		f.reading.layouts[one.index] = *known
	}
	return nil
}

func remembered(ctx context.Context, tx *db.Tx, k Kind, all []candidate) (*layout, error) {
	var signatures [][]byte
	for _, c := range all {
		signatures = append(signatures, c.signature)
	}
	rows, err := tx.Query(ctx, `
		SELECT a.place, m.fields, m.left_out FROM unnest($5::bytea[]) WITH ORDINALITY AS a (signature, place) JOIN import_mapping m USING (signature)
		WHERE m.county = $1 AND m.role = $2 AND m.organisation = $3 AND m.kind = $4 ORDER BY a.place LIMIT 1`,
		tx.Actor.County, string(tx.Actor.Role), tx.Actor.Organisation, k.Name, signatures)
	if err != nil {
		return nil, fmt.Errorf("remembered columns: %w", err)
	}
	var found *layout
	var place int
	var fields []string
	var leftOut bool
	_, err = pgx.ForEachRow(rows, []any{&place, &fields, &leftOut}, func() error {
		c := all[place-1]
		found = &layout{first: c.first, last: c.last, fields: fields, leftOut: leftOut, remembered: true}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("remembered columns: %w", err)
	}
	return found, nil
}

// keepMapping remembers a choice for the next file with these headings.
func (s *Service) keepMapping(ctx context.Context, tx *db.Tx, k Kind, one sight, l layout) error {
	signature, err := s.signature(one, l.first, l.last)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO import_mapping (county, role, organisation, kind, signature, fields, left_out, chosen_at) VALUES ($1, $2, $3, $4, $5, coalesce($6::text[], '{}'), $7, $8)
		ON CONFLICT (county, role, organisation, kind, signature) DO UPDATE SET fields = excluded.fields, left_out = excluded.left_out, chosen_at = excluded.chosen_at`,
		tx.Actor.County, string(tx.Actor.Role), tx.Actor.Organisation, k.Name, signature, l.fields, l.leftOut, tx.Now)
	if err != nil {
		return fmt.Errorf("remember columns: %w", err)
	}
	return nil
}

// forgetMapping forgets what was chosen for a sheet's headings.
func (s *Service) forgetMapping(ctx context.Context, tx *db.Tx, k Kind, one sight) error {
	all, err := s.candidates(k, one)
	if err != nil {
		return err
	}
	for _, c := range all {
		_, err := tx.Exec(ctx, "DELETE FROM import_mapping WHERE county = $1 AND role = $2 AND organisation = $3 AND kind = $4 AND signature = $5",
			tx.Actor.County, string(tx.Actor.Role), tx.Actor.Organisation, k.Name, c.signature)
		if err != nil {
			return fmt.Errorf("forget columns: %w", err)
		}
	}
	return nil
}
