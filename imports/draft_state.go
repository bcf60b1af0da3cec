package imports

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// What a draft refuses, in words for people.
var ( //nolint:gochecknoglobals // sentinels that are shown
	NotFound = &FileError{Code: "not_found", Message: "没有这一次导入，或者不归您看"}                    //nolint:errname // likewise
	NotYours = &FileError{Code: "not_yours", Message: "这一份是别的单位送来的，只有送来的单位能改和导入"}          //nolint:errname // likewise
	NotDraft = &FileError{Code: "not_draft", Message: "这一份已经办完或者撤掉了，不能再改"}                 //nolint:errname // likewise
	UnderWay = &FileError{Code: "under_way", Message: "这一份已经在导入了，请看进度，不用再点"}               //nolint:errname // likewise
	NotReady = &FileError{Code: "not_ready", Message: "这一份还没有预检完，请等预检完再办"}                 //nolint:errname // likewise
	Gone     = &FileError{Code: "forgotten", Message: "原文件已经过了保存期限或者不归您看，打不开了；需要的话请重新送文件"} //nolint:errname // likewise
)

// opened is a draft that is being changed: its row stays locked.
type opened struct {
	id       int64
	kind     string
	revision int
	counted  int // 0: no preview stands

	association string // as Request's
}

// open locks a draft of the actor's own organisation.
func (s *Service) open(ctx context.Context, tx *db.Tx, id int64) (opened, error) {
	o := opened{id: id}
	var state string
	var role db.Role
	var organisation int64
	const find = `
		SELECT i.kind, i.state, i.role, coalesce(i.organisation, 0), d.revision, d.counted, i.association FROM import i
		JOIN import_draft d ON d.county = i.county AND d.import = i.id WHERE i.county = $1 AND i.id = $2`
	// An import at work holds its row to its end: that is not waited for.
	err := tx.QueryRow(ctx, find, tx.Actor.County, id).Scan(&o.kind, &state, &role, &organisation, &o.revision, &o.counted, &o.association)
	if err == nil && state == "draft" {
		err = tx.QueryRow(ctx, find+" FOR UPDATE OF i", tx.Actor.County, id).Scan(&o.kind, &state, &role, &organisation, &o.revision, &o.counted, &o.association)
	}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return o, NotFound
	case err != nil:
		return o, fmt.Errorf("open draft: %w", err)
	case !own(tx.Actor, role, organisation):
		return o, NotYours
	case state == "queued":
		return o, UnderWay
	case state != "draft":
		return o, NotDraft
	}
	return o, nil
}

// own says whether who asks is of the organisation that sent an import; the
// county's clerks and its admin are one.
func own(a db.Actor, role db.Role, organisation int64) bool {
	county := func(r db.Role) bool { return r == db.County || r == db.Admin }
	return county(a.Role) && county(role) || a.Role == role && a.Organisation == organisation
}

// Write imports a draft as it stands: from now on it is under way. Nothing of a
// draft is written but by this. NotReady before its preview; UnderWay where
// somebody was first.
func (s *Service) Write(ctx context.Context, jobs *work.Client, actor db.Actor, id int64) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		o, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		if o.counted == 0 {
			return NotReady
		}
		// Who says so stands for it: the job has the rights of that account.
		_, err = tx.Exec(ctx, `
			UPDATE import SET state = 'queued', role = $3, organisation = nullif($4::bigint, 0), account = nullif($5::bigint, 0),
			  actor = jsonb_set(actor, '{Name}', to_jsonb($6::text)), digest = CASE WHEN role = $3 THEN digest END
			WHERE county = $1 AND id = $2`,
			actor.County, id, string(actor.Role), actor.Organisation, actor.Account, actor.Name)
		if err != nil {
			return fmt.Errorf("queue draft: %w", err)
		}
		_, err = tx.Exec(ctx, `
			UPDATE import_draft SET failure = NULL, step = 'waiting', done = 0, total = 0, changed_at = now() WHERE county = $1 AND import = $2`,
			actor.County, id)
		if err != nil {
			return fmt.Errorf("queue draft: %w", err)
		}
		return s.queue(ctx, tx, jobs, jobArgs{County: actor.County, Import: id})
	})
}

// Drop throws a draft away, and its files at once.
func (s *Service) Drop(ctx context.Context, actor db.Actor, id int64) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if _, err := s.open(ctx, tx, id); err != nil {
			return err
		}
		if err := drop(ctx, tx, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM import_file WHERE county = $1 AND import = $2", actor.County, id); err != nil {
			return fmt.Errorf("delete files: %w", err)
		}
		return access.Note(ctx, tx, access.ImportDropped, "import", id, nil)
	})
}

func drop(ctx context.Context, tx *db.Tx, id int64) error {
	_, err := tx.Exec(ctx, "UPDATE import SET state = 'dropped', finished_at = now() WHERE county = $1 AND id = $2 AND state = 'draft'", tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	_, err = tx.Exec(ctx, "UPDATE import_draft SET step = 'ended' WHERE county = $1 AND import = $2", tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}
