package imports

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// The refusals of asking for an import's people; their texts go to people as
// they are.
var (
	ErrNotRoster = errors.New("只有会员花名册里的人可以请求转会")
	ErrUnread    = errors.New("这次导入还没有读完，读完再提")
)

// AskTransfers asks for the members of other associations whom an import met
// (the code conflict on 务工协会), each for the association that its row names.
// Nothing of them is kept beside the sealed files: those are read again as a dry
// run, so that whoever has come over since is not asked for. The import is one
// of the actor's own that was read, and has its files still.
//
// access.ErrNotFound where the import is out of sight; ErrNotRoster, ErrUnread,
// Gone, and what roster.AskTransfers refuses.
func (s *Service) AskTransfers(ctx context.Context, actor db.Actor, id int64) (asked roster.AskedFor, err error) {
	err = s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		q, err := s.readAgain(ctx, tx, id)
		if err != nil {
			return err
		}
		var wanted []roster.Wanted
		q.wanted = func(all []roster.Wanted) { wanted = all }
		if _, err := Run(ctx, tx, s.Vault, s.Desk, q); err != nil {
			return err
		}
		asked, err = roster.AskTransfers(ctx, tx, id, wanted)
		return err
	})
	return asked, err
}

// readAgain is a dry run of an import of members that was read before.
func (s *Service) readAgain(ctx context.Context, tx *db.Tx, id int64) (Request, error) {
	q := Request{DryRun: true}
	var kind, state string
	err := tx.QueryRow(ctx, "SELECT kind, state, association FROM import WHERE county = $1 AND id = $2", tx.Actor.County, id).
		Scan(&kind, &state, &q.Association)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return q, access.ErrNotFound
	case err != nil:
		return q, fmt.Errorf("read import: %w", err)
	case kind != "members":
		return q, ErrNotRoster
	case state != "draft" && state != "done":
		return q, ErrUnread
	}
	q.Kind, _ = ByName(kind)
	q.Files, err = s.kept(ctx, tx, id)
	return q, err
}

// wants tells whom of the intake another association counts, before those rows
// are set aside. Rows that are wrong in themselves are no longer in it.
func (in *intake) wants(ctx context.Context, tx *db.Tx) error {
	if in.wanted == nil {
		return nil
	}
	rows, err := tx.Query(ctx, "SELECT i.id_hash, i.name, i.association FROM intake i JOIN known k USING (seq) WHERE "+anothers+" ORDER BY i.seq")
	if err != nil {
		return fmt.Errorf("find others' members: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[roster.Wanted])
	if err != nil {
		return fmt.Errorf("find others' members: %w", err)
	}
	in.wanted(all)
	return nil
}
