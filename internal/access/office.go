package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
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
	ErrOfficeKind     = errors.New("机构种类只有：county（县级）、township（乡镇）、station（工作站）、trainer（培训机构）")
	ErrOfficeName     = errors.New("机构要有名称，名称里不要写电话")
	ErrOfficePlace    = errors.New("区划里没有这个地方")
	ErrOfficeCounty   = errors.New("县级机构的地点要是本县")
	ErrOfficeTownship = errors.New("乡镇机构的地点要是本县的一个乡镇")
	ErrOfficeKnown    = errors.New("已经有同名的这种机构")
	ErrNoOffice       = errors.New("没有这个机构，请先加上它（laowu org add）")
	ErrCounty         = errors.New("区划里没有这个县，请看县代码（LAOWU_COUNTY）写得对不对")
	ErrOffices        = errors.New("这种机构有几个，请写明是哪一个")
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
	case o.Name == "", value.Redact(o.Name) != o.Name:
		return 0, ErrOfficeName
	}
	if err := o.checkPlace(ctx, tx); err != nil {
		return 0, err
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

// checkPlace wants a county's office to stand for the county, and a township's
// for one of its townships, be it one that was merged since: records name it.
func (o Office) checkPlace(ctx context.Context, tx *db.Tx) error {
	var township bool
	err := tx.QueryRow(ctx, "SELECT level = 'township' AND parent = $2 FROM area WHERE code = $1", o.Place, tx.Actor.County).Scan(&township)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrOfficePlace
	case err != nil:
		return fmt.Errorf("find place: %w", err)
	case o.Kind == "county" && o.Place != tx.Actor.County:
		return ErrOfficeCounty
	case o.Kind == "township" && !township:
		return ErrOfficeTownship
	}
	return nil
}
