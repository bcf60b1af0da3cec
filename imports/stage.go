package imports

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/work"
)

// Staged is an import that somebody wants to look at before it is written.
type Staged struct {
	Files       []File
	Kind        string // the kind's name; empty: what the files look like
	Association string // as Request's
}

// Already is why files are not taken: a draft of the same files, of the same
// organisation, is open or under way.
type Already struct {
	Import int64
	By     string // who sent it
	At     time.Time
	Queued bool // it is being written
}

func (e *Already) Error() string {
	what := "正在预检"
	if e.Queued {
		what = "正在导入"
	}
	return fmt.Sprintf("同样的文件%s：%s 于 %s 送来，是第 %d 号导入；请打开那一份，不用再送", what, e.By, e.At.Format("2006-01-02 15:04"), e.Import)
}

// Stage keeps files, sealed, as a draft and queues its preview: both or neither.
// It returns the number of the import. *Already where the same files are open;
// NotAllowed for who may send no kind, or not this one.
func (s *Service) Stage(ctx context.Context, jobs *work.Client, actor db.Actor, q Staged) (id int64, err error) {
	if err := q.may(actor.Role); err != nil {
		return 0, err
	}
	digest, err := s.digest(q.Files)
	if err != nil {
		return 0, err
	}
	err = s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if id, err = s.record(ctx, tx, q, digest); err != nil {
			return err
		}
		for n, f := range q.Files {
			if err := s.keep(ctx, tx, id, n, f); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, "INSERT INTO import_draft (county, import) VALUES ($1, $2)", actor.County, id); err != nil {
			return fmt.Errorf("begin draft: %w", err)
		}
		if err := access.Note(ctx, tx, access.ImportSent, "import", id, map[string]any{"files": len(q.Files)}); err != nil {
			return err
		}
		return s.queue(ctx, tx, jobs, jobArgs{County: actor.County, Import: id, Draft: true})
	})
	return id, err
}

// may refuses what no role's right covers, before anything is kept.
func (q Staged) may(role db.Role) error {
	if len(q.Files) == 0 {
		return &FileError{Code: "empty", Message: "没有收到文件，请选好文件再送"}
	}
	if q.Kind == "" && len(KindsOf(role)) > 0 {
		return nil
	}
	if k, ok := ByName(q.Kind); !ok || !k.Allows(role) {
		return NotAllowed
	}
	return nil
}

// record makes the draft's own row. Where another of the same files is open, it
// waits until that one stands, and tells of it.
func (s *Service) record(ctx context.Context, tx *db.Tx, q Staged, digest []byte) (id int64, err error) {
	a := tx.Actor
	who, err := json.Marshal(a)
	if err != nil {
		return 0, fmt.Errorf("write actor: %w", err)
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO import (county, kind, state, dry_run, association, actor, role, organisation, account, digest)
		VALUES ($1, $2, 'draft', false, $3, $4, $5, nullif($6::bigint, 0), nullif($7::bigint, 0), $8)
		ON CONFLICT DO NOTHING RETURNING id`,
		a.County, q.Kind, value.Redact(q.Association), who, a.Role, a.Organisation, a.Account, digest).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, already(ctx, tx, digest)
	}
	if err != nil {
		return 0, fmt.Errorf("record draft: %w", err)
	}
	return id, nil
}

func already(ctx context.Context, tx *db.Tx, digest []byte) error {
	first := &Already{}
	err := tx.QueryRow(ctx, `
		SELECT id, coalesce(actor->>'Name', ''), created_at, state = 'queued' FROM import
		WHERE county = $1 AND role = $2 AND organisation IS NOT DISTINCT FROM nullif($3::bigint, 0) AND digest = $4 AND state IN ('draft', 'queued')`,
		tx.Actor.County, tx.Actor.Role, tx.Actor.Organisation, digest).Scan(&first.Import, &first.By, &first.At, &first.Queued)
	if errors.Is(err, pgx.ErrNoRows) { // it ended this moment
		return &FileError{Code: "again", Message: "同样的文件刚刚办完一份，请再送一次"}
	}
	if err != nil {
		return fmt.Errorf("find the draft of the same files: %w", err)
	}
	return first
}

// digest is the keyed digest of files, in whatever order they come.
func (s *Service) digest(files []File) ([]byte, error) {
	var sums [][]byte
	for _, f := range files {
		data, err := readAll(f)
		if err != nil {
			return nil, err
		}
		sum, err := s.Vault.Hash(access.File, string(data))
		if err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	slices.SortFunc(sums, bytes.Compare)
	return s.Vault.Hash(access.File, string(bytes.Join(sums, nil)))
}

// KindsOf are the kinds that a role may send.
func KindsOf(role db.Role) []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return !k.Allows(role) })
}
