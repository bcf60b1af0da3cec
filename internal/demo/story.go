package demo

import (
	"context"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
)

// A story is what the people of the made-up logins do to each other, so that
// every page of the demonstration has something to show. Each is told by the
// nouns' own rules; nothing is written past them.
type story struct {
	db     *db.DB
	vault  *access.Vault
	actors map[db.Role]db.Actor
}

// Stories tells them, unless somebody has done such things already: referrals,
// a coach under way, a statement that nobody local is found, a class that is
// open, and months of quotas that are closed. A county too small for one of them
// goes without.
func Stories(ctx context.Context, g *access.Gate, clerk db.Actor) error {
	s := story{db: g.DB, vault: g.Vault}
	told, err := s.begin(ctx, clerk)
	if err != nil || told {
		return err
	}
	for _, one := range []struct {
		what string
		tell func(context.Context) error
	}{
		{"referrals", s.referrals}, {"trips", s.trips}, {"waivers", s.waivers}, {"class", s.class}, {"quotas", s.quotas}, {"correction", s.correction},
	} {
		if err := one.tell(ctx); err != nil {
			return fmt.Errorf("story of %s: %w", one.what, err)
		}
	}
	return nil
}

// begin finds whom the logins act as, and says whether the stories were told.
func (s *story) begin(ctx context.Context, clerk db.Actor) (told bool, err error) {
	err = s.db.ReadTx(ctx, clerk, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM referral WHERE county = $1) OR EXISTS (SELECT FROM departure WHERE county = $1)", clerk.County).Scan(&told)
		if err != nil {
			return fmt.Errorf("look for stories: %w", err)
		}
		s.actors, err = actors(ctx, tx)
		return err
	})
	return told || len(s.actors) == 0, err
}

// actors are the made-up logins by role; of several with one role the first.
func actors(ctx context.Context, tx *db.Tx) (map[db.Role]db.Actor, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.id, a.role, coalesce(a.organisation, 0), coalesce(a.person, 0), coalesce(l.name, '') FROM login l JOIN account a ON a.login = l.id
		WHERE l.county = $1 AND l.demonstration AND a.disabled_at IS NULL AND l.disabled_at IS NULL ORDER BY a.id`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list made-up accounts: %w", err)
	}
	defer rows.Close()
	all := map[db.Role]db.Actor{}
	for rows.Next() {
		a := db.Actor{County: tx.Actor.County}
		if err := rows.Scan(&a.Account, &a.Role, &a.Organisation, &a.Person, &a.Name); err != nil {
			return nil, fmt.Errorf("list made-up accounts: %w", err)
		}
		if _, there := all[a.Role]; !there {
			all[a.Role] = a
		}
	}
	return all, rows.Err()
}

// as does something as one of the logins; nothing where there is no such login.
func (s *story) as(ctx context.Context, role db.Role, do func(*db.Tx) error) error {
	a, ok := s.actors[role]
	if !ok {
		return nil
	}
	return s.db.Tx(ctx, a, do)
}

// ids reads numbers by a statement whose $1 is the county.
func ids(ctx context.Context, tx *db.Tx, sql string, args ...any) (all []int64, err error) {
	rows, err := tx.Query(ctx, sql, append([]any{tx.Actor.County}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("choose for a story: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("choose for a story: %w", err)
		}
		all = append(all, id)
	}
	return all, rows.Err()
}
