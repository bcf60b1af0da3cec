package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Office is an organisation that no workbook brings: the county's own bureau, a
// township, a station elsewhere, a training institution.
type Office struct {
	ID    int64
	Kind  string // county, township, station, trainer
	Name  string
	Place string // division code: a township's own, what a station looks after
}

// OfficeKinds are the kinds, in the order in which help lists them.
func OfficeKinds() []string { return []string{"county", "township", "station", "trainer"} }

// The refusals of an office; their texts go to people as they are.
var (
	ErrOfficeKind  = errors.New("机构种类只有：county（县级）、township（乡镇）、station（工作站）、trainer（培训机构）")
	ErrOfficeName  = errors.New("机构要有名称")
	ErrOfficeKnown = errors.New("已经有同名的这种机构")
)

// officeKind is the kind of office that accounts of a role belong to, empty for
// roles of other organisations.
func officeKind(r db.Role) string {
	switch r {
	case db.Township, db.Station, db.Trainer:
		return string(r)
	case db.County, db.Auditor, db.Admin:
		return "county"
	}
	return ""
}

// AddOffice adds an office at a place; only the admin does.
func AddOffice(ctx context.Context, tx *db.Tx, o Office) (int64, error) {
	o.Name = strings.TrimSpace(o.Name)
	switch {
	case !slices.Contains(OfficeKinds(), o.Kind):
		return 0, ErrOfficeKind
	case o.Name == "":
		return 0, ErrOfficeName
	}
	err := tx.QueryRow(ctx, "INSERT INTO office (county, kind, name, place) VALUES ($1, $2, $3, $4) RETURNING id", tx.Actor.County, o.Kind, o.Name, o.Place).Scan(&o.ID)
	if unique(err) {
		return 0, ErrOfficeKnown
	}
	if err != nil {
		return 0, fmt.Errorf("add office: %w", err)
	}
	return o.ID, Note(ctx, tx, OfficeAdded, "office", o.ID, map[string]any{"kind": o.Kind, "name": o.Name, "place": o.Place})
}

// Offices lists the county's offices of a kind; all where kind is empty.
func Offices(ctx context.Context, tx *db.Tx, kind string) ([]Office, error) {
	rows, err := tx.Query(ctx, "SELECT id, kind, name, place FROM office WHERE county = $1 AND ($2 = '' OR kind = $2) AND closed_on IS NULL ORDER BY kind, id",
		tx.Actor.County, kind)
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Office])
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	return all, nil
}

// ErrNoOffice says that a role's organisation is not known.
var ErrNoOffice = errors.New("没有这个机构")

// FindOffice finds the office of a role by its name. Where name is empty and
// the county has one office of the kind, that is it.
func FindOffice(ctx context.Context, tx *db.Tx, role db.Role, name string) (Office, error) {
	all, err := Offices(ctx, tx, officeKind(role))
	if err != nil {
		return Office{}, err
	}
	all = slices.DeleteFunc(all, func(o Office) bool { return name != "" && o.Name != name })
	if len(all) != 1 || officeKind(role) == "" {
		return Office{}, ErrNoOffice
	}
	return all[0], nil
}
