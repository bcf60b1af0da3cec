package demo

import (
	"context"
	"errors"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
)

// What the made-up logins are entered with. It is printed for everybody at each
// start and protects nothing.
const (
	Password    = "yanshi-laowu-2019" //nolint:gosec // everybody knows it
	WorkerPhone = "14000002019"
	WorkerPIN   = "271828"
)

// Logins gives the demonstration county its offices, and one login of each role.
// What is there already stays as it is: it can be done again.
func Logins(ctx context.Context, g *access.Gate, actor db.Actor) error {
	err := g.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		open, err := openOffices(ctx, tx)
		if err != nil {
			return err
		}
		return hire(ctx, tx, g, open)
	})
	if err != nil {
		return fmt.Errorf("logins of the demonstration: %w", err)
	}
	if err := claimAsWorker(ctx, g, actor); err != nil {
		return fmt.Errorf("worker of the demonstration: %w", err)
	}
	return nil
}

// post is a role and whom it acts for.
type post struct {
	role         db.Role
	organisation int64
}

// hire adds the logins of staff. The association is the largest, the township
// its own, the enterprise one with an agreement and the most openings. Who works
// for the association acts for the township too, so that changing over can be
// tried.
func hire(ctx context.Context, tx *db.Tx, g *access.Gate, open map[[2]string]int64) error {
	association, township, err := largest(ctx, tx)
	if err != nil {
		return err
	}
	enterprise, err := promising(ctx, tx)
	if err != nil {
		return err
	}
	own, bureau := open[[2]string{"township", township}], open[[2]string{"county", tx.Actor.County}]
	for _, one := range []struct {
		name  string
		posts []post
	}{
		{"association", []post{{db.Association, association}, {db.Township, own}}},
		{"township", []post{{db.Township, own}}},
		{"station", []post{{db.Station, open[[2]string{"station", "150600"}]}}},
		{"enterprise", []post{{db.Enterprise, enterprise}}},
		{"trainer", []post{{db.Trainer, open[[2]string{"trainer", tx.Actor.County}]}}},
		{"county", []post{{db.County, bureau}}},
		{"auditor", []post{{db.Auditor, bureau}}},
		{"demo-admin", []post{{db.Admin, bureau}}},
	} {
		if err := addLogin(ctx, tx, g, one.name, one.posts); err != nil {
			return fmt.Errorf("login %s: %w", one.name, err)
		}
	}
	return nil
}

// addLogin adds a made-up login; one of the name that is there is somebody's.
func addLogin(ctx context.Context, tx *db.Tx, g *access.Gate, name string, posts []post) error {
	if _, err := access.FindLogin(ctx, tx, 0, name); !errors.Is(err, access.ErrNoLogin) {
		return err
	}
	for _, p := range posts {
		_, err := g.AddLogin(ctx, tx, access.NewLogin{
			Name: name, Holder: "演示" + posts[0].role.Title(), Role: p.role, Organisation: p.organisation, Password: Password, Demonstration: true,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// largest is the association with the most members, and its township.
func largest(ctx context.Context, tx *db.Tx) (id int64, township string, err error) {
	err = tx.QueryRow(ctx, `
		SELECT a.id, a.township FROM association a JOIN membership m ON m.county = a.county AND m.association = a.id AND m.left_on IS NULL
		WHERE a.county = $1 GROUP BY a.id, a.township, a.code ORDER BY count(*) DESC, a.code LIMIT 1`, tx.Actor.County).Scan(&id, &township)
	if err != nil {
		return 0, "", fmt.Errorf("find an association with members: %w", err)
	}
	return id, township, nil
}

// promising is the enterprise that promised to hire local people and offers the
// most openings.
func promising(ctx context.Context, tx *db.Tx) (id int64, err error) {
	err = tx.QueryRow(ctx, `
		SELECT g.enterprise FROM agreement g JOIN opening o ON o.enterprise = g.enterprise
		WHERE g.county = $1 GROUP BY g.enterprise ORDER BY count(*) DESC, g.enterprise LIMIT 1`, tx.Actor.County).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("find an enterprise with an agreement: %w", err)
	}
	return id, nil
}
