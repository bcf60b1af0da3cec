package imports

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// KeptForm is a form that is kept under a name.
type KeptForm struct {
	ID   int64
	Kind Kind
	Name string
	File string // what the file was called
	Role db.Role
	Kept time.Time
	Own  bool // the actor may change it: the county's are there for all to fill
}

// Refusals of keeping a form.
var (
	ErrFormName   = errors.New("请给表起个名字，2 到 30 个字，不要带号码，也不要带 / 和 \\")
	ErrFormTaken  = errors.New("已经有一张表叫这个名字，请换一个名字")
	ErrNoForm     = errors.New("没有这张表")
	errFormBroken = errors.New("a kept form of no kind")
)

// keeper is under whose role and organisation a form is kept: the county's and
// its admin's are the same.
func keeper(a db.Actor) (role db.Role, organisation *int64) {
	if a.Role == db.County || a.Role == db.Admin {
		return db.County, nil
	}
	return a.Role, &a.Organisation
}

// formName reads a name; ErrFormName.
func formName(written string) (string, error) {
	name := value.Clean(written)
	if n := utf8.RuneCountInString(name); n < 2 || n > 30 || value.Redact(name) != name || strings.ContainsAny(name, `/\`) {
		return "", ErrFormName
	}
	return name, nil
}

// KeepForm keeps a blank under a name, as its headings propose that it is
// filled. Errors: ErrFormName, ErrFormTaken, *FileError.
func KeepForm(ctx context.Context, tx *db.Tx, vault *access.Vault, k Kind, name string, blank Blank) (int64, error) {
	name, err := formName(name)
	if err != nil {
		return 0, err
	}
	form, err := blank.OpenForm(ctx, tx, k)
	if err != nil {
		return 0, err
	}
	mapping := form.Mapping()
	if err := form.Close(); err != nil {
		return 0, fmt.Errorf("keep form: %w", err)
	}
	sealed, err := vault.Seal(tx.Actor.County, access.File, blank.Data)
	if err != nil {
		return 0, err
	}
	role, organisation := keeper(tx.Actor)
	var id int64
	err = tx.QueryRow(ctx, `
		INSERT INTO form (county, role, organisation, kind, name, file, sealed, mapping, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
		tx.Actor.County, role, organisation, k.Name, name, value.Redact(blank.Name), sealed, mapping, tx.Now).Scan(&id)
	if err != nil {
		return 0, keptAlready(err)
	}
	return id, access.Note(ctx, tx, access.FormKept, "form", id, map[string]any{"kind": k.Name, "name": name})
}

func keptAlready(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "23505" {
		return ErrFormTaken
	}
	return fmt.Errorf("keep form: %w", err)
}

const formColumns = "id, kind, name, file, role, organisation, kept_at"

// Forms are the kept ones that the actor may fill, by name.
func Forms(ctx context.Context, tx *db.Tx) ([]KeptForm, error) {
	rows, err := tx.Query(ctx, "SELECT "+formColumns+" FROM form WHERE county = $1 ORDER BY name, id", tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("read forms: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (KeptForm, error) { return scanForm(tx.Actor, row) })
	if err != nil {
		return nil, fmt.Errorf("read forms: %w", err)
	}
	return all, nil
}

func scanForm(a db.Actor, row pgx.Row, more ...any) (KeptForm, error) {
	var f KeptForm
	var kind string
	var organisation *int64
	if err := row.Scan(append([]any{&f.ID, &kind, &f.Name, &f.File, &f.Role, &organisation, &f.Kept}, more...)...); err != nil {
		return f, err
	}
	var ok bool
	if f.Kind, ok = ByName(kind); !ok {
		return f, errFormBroken
	}
	role, own := keeper(a)
	f.Own = role == db.County || f.Role == role && organisation != nil && *organisation == *own
	return f, nil
}

// FindForm opens a kept form by its number; ErrNoForm.
func FindForm(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64) (KeptForm, Blank, error) {
	return openKept(ctx, tx, vault, "id = $2", id)
}

// FormCalled opens one by its name: one's own before the county's; ErrNoForm.
func FormCalled(ctx context.Context, tx *db.Tx, vault *access.Vault, name string) (KeptForm, Blank, error) {
	return openKept(ctx, tx, vault, "name = $2", value.Clean(name))
}

func openKept(ctx context.Context, tx *db.Tx, vault *access.Vault, which string, of any) (KeptForm, Blank, error) {
	var sealed []byte
	var mapping FormMapping
	own, _ := keeper(tx.Actor)
	row := tx.QueryRow(ctx, "SELECT "+formColumns+", sealed, mapping FROM form WHERE county = $1 AND "+which+" ORDER BY (role = $3) DESC, id LIMIT 1", tx.Actor.County, of, own)
	f, err := scanForm(tx.Actor, row, &sealed, &mapping)
	if errors.Is(err, pgx.ErrNoRows) {
		return f, Blank{}, ErrNoForm
	}
	if err != nil {
		return f, Blank{}, fmt.Errorf("read form: %w", err)
	}
	data, err := vault.Open(tx.Actor.County, access.File, sealed)
	return f, Blank{Name: f.Name, Data: data, Mapping: mapping}, err
}

// ChangeForm keeps under which name a form is and how it is filled. Errors:
// ErrFormName, ErrFormTaken, ErrNoForm for one that is not the actor's.
func ChangeForm(ctx context.Context, tx *db.Tx, id int64, name string, mapping FormMapping) error {
	name, err := formName(name)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "UPDATE form SET name = $3, mapping = $4 WHERE county = $1 AND id = $2", tx.Actor.County, id, name, mapping)
	switch {
	case err != nil:
		return keptAlready(err)
	case tag.RowsAffected() == 0:
		return ErrNoForm
	}
	return access.Note(ctx, tx, access.FormChanged, "form", id, map[string]any{"name": name})
}

// DropForm keeps a form no longer; ErrNoForm for one that is not the actor's.
func DropForm(ctx context.Context, tx *db.Tx, id int64) error {
	tag, err := tx.Exec(ctx, "DELETE FROM form WHERE county = $1 AND id = $2", tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("drop form: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNoForm
	}
	return access.Note(ctx, tx, access.FormDropped, "form", id, nil)
}
