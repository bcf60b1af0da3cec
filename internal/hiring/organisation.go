package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// The refusals of an organisation that is named for an account; their texts go
// to people as they are.
var (
	ErrNoAssociation = errors.New("没有这个协会：请写协会的全名或编号")
	ErrNoEmployer    = errors.New("没有这个企业：请写企业的全名或统一社会信用代码")
	ErrSeveral       = errors.New("同名的有几个，请写编号")
)

// Organisation finds whom an account of a role belongs to by what it is called:
// an association by name or code, an enterprise by name or credit code, an office
// by name or number, the only one of its kind also by nothing. The county's own
// bureau is made where there is none. The errors above, and those of
// access.FindOffice.
func Organisation(ctx context.Context, tx *db.Tx, role db.Role, called string) (id int64, name string, err error) {
	called = value.Clean(called)
	switch role {
	case db.Association:
		return associationCalled(ctx, tx, called)
	case db.Enterprise:
		return employerCalled(ctx, tx, called)
	}
	o, err := access.FindOffice(ctx, tx, role, called)
	bureau := role == db.County || role == db.Auditor || role == db.Admin
	if bureau && called == "" && errors.Is(err, access.ErrNoOffice) {
		o, err = access.CountyOffice(ctx, tx)
	}
	return o.ID, o.Name, err
}

func associationCalled(ctx context.Context, tx *db.Tx, called string) (int64, string, error) {
	all, err := roster.Associations(ctx, tx)
	if err != nil {
		return 0, "", err
	}
	all = slices.DeleteFunc(all, func(one roster.Association) bool {
		return one.Code != called && value.Key(one.Name) != value.Key(called)
	})
	switch len(all) {
	case 0:
		return 0, "", ErrNoAssociation
	case 1:
		return all[0].ID, all[0].Name, nil
	}
	codes := make([]string, len(all))
	for i, one := range all {
		var township string
		if err := tx.QueryRow(ctx, "SELECT coalesce((SELECT name FROM area WHERE code = $1), '')", one.Township).Scan(&township); err != nil {
			return 0, "", fmt.Errorf("find township: %w", err)
		}
		codes[i] = one.Code + "（" + township + "）"
	}
	return 0, "", fmt.Errorf("%w：%s", ErrSeveral, strings.Join(codes, "、"))
}

func employerCalled(ctx context.Context, tx *db.Tx, called string) (int64, string, error) {
	all, err := EnterprisesCalled(ctx, tx, called)
	if err != nil {
		return 0, "", err
	}
	switch len(all) {
	case 0:
		return 0, "", ErrNoEmployer
	case 1:
		return all[0].ID, all[0].Name, nil
	}
	codes := make([]string, len(all))
	for i, one := range all {
		codes[i] = one.USCC
	}
	return 0, "", fmt.Errorf("%w：%s", ErrSeveral, strings.Join(codes, "、"))
}
