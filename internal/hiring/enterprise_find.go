package hiring

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EnterprisesCalled finds whom a credit code or a name means: several where they
// share the name. Of each, ID, USCC and Name are read.
func EnterprisesCalled(ctx context.Context, tx *db.Tx, called string) ([]Enterprise, error) {
	names, err := EnterpriseNames(ctx, tx)
	if err != nil {
		return nil, err
	}
	codes := names[value.Key(called)]
	if code, wrong := value.ParseUSCC(value.Raw{Text: called}); wrong == "" && code != "" {
		codes = append(codes, code)
	}
	rows, err := tx.Query(ctx, "SELECT id, uscc, name FROM enterprise WHERE uscc = ANY ($1) ORDER BY id", codes)
	if err != nil {
		return nil, fmt.Errorf("find enterprise: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Enterprise])
	if err != nil {
		return nil, fmt.Errorf("find enterprise: %w", err)
	}
	return all, nil
}

// The refusals of a name; their texts go to people as they are.
var (
	ErrNoEnterprise = errors.New("没有这家企业，请写全名或者统一社会信用代码")
	ErrEnterprises  = errors.New("有几家企业叫这个名字，请写统一社会信用代码")
)

// EnterpriseCalled is the one that a credit code or a name means, of those that
// the actor sees.
func EnterpriseCalled(ctx context.Context, tx *db.Tx, called string) (Enterprise, error) {
	all, err := EnterprisesCalled(ctx, tx, called)
	switch {
	case err != nil:
		return Enterprise{}, err
	case len(all) == 0:
		return Enterprise{}, ErrNoEnterprise
	case len(all) > 1:
		return Enterprise{}, ErrEnterprises
	}
	return all[0], nil
}
