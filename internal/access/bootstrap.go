package access

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// FirstAdmin is the login that a county's first start makes.
type FirstAdmin struct{ Name, Once string }

// Bootstrap makes a county's office and its first admin where it has none yet,
// who could add one; of several starts at once one does. The zero FirstAdmin
// says that there was one. An admin who was disabled stays the first.
func (g *Gate) Bootstrap(ctx context.Context, actor db.Actor) (first FirstAdmin, err error) {
	err = g.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT FROM installation FOR UPDATE"); err != nil {
			return fmt.Errorf("wait for other starts: %w", err)
		}
		var known bool
		err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM account WHERE county = $1 AND role = 'admin')", actor.County).Scan(&known)
		if err != nil {
			return fmt.Errorf("find admin: %w", err)
		}
		if known {
			return nil
		}
		first, err = g.firstAdmin(ctx, tx)
		return err
	})
	return first, err
}

func (g *Gate) firstAdmin(ctx context.Context, tx *db.Tx) (FirstAdmin, error) {
	office, err := CountyOffice(ctx, tx)
	if err != nil {
		return FirstAdmin{}, err
	}
	name := "admin"
	var taken bool // names are the installation's, not the county's
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM access.find_logins($1, NULL))", name).Scan(&taken); err != nil {
		return FirstAdmin{}, fmt.Errorf("find login: %w", err)
	}
	if taken {
		name += "-" + tx.Actor.County
	}
	once, err := g.AddLogin(ctx, tx, NewLogin{Name: name, Role: db.Admin, Organisation: office.ID})
	return FirstAdmin{name, once}, err
}
