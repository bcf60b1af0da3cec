package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// The refusals of an organisation that a call names.
var (
	errNoAssociation = errors.New("没有这个协会：请写协会的全名或编号")
	errNoEnterprise  = errors.New("没有这个企业：请写企业的全名或统一社会信用代码")
	errSeveral       = errors.New("同名的有几个，请写编号")
)

// organisation finds whom an account of a role belongs to, by the words of a
// call.
func (a *app) organisation(ctx context.Context, tx *db.Tx, role db.Role, called string) (id int64, name string, err error) {
	switch role {
	case db.Association:
		return a.association(ctx, tx, called)
	case db.Enterprise:
		return enterprise(ctx, tx, called)
	}
	o, err := access.FindOffice(ctx, tx, role, called)
	bureau := role == db.County || role == db.Auditor || role == db.Admin
	if bureau && called == "" && errors.Is(err, access.ErrNoOffice) {
		o, err = access.CountyOffice(ctx, tx)
	}
	return o.ID, o.Name, err
}

func (a *app) association(ctx context.Context, tx *db.Tx, called string) (int64, string, error) {
	all, err := roster.Associations(ctx, tx)
	if err != nil {
		return 0, "", err
	}
	all = slices.DeleteFunc(all, func(one roster.Association) bool {
		return one.Code != called && value.Key(one.Name) != value.Key(called)
	})
	switch len(all) {
	case 0:
		return 0, "", people(errNoAssociation)
	case 1:
		return all[0].ID, all[0].Name, nil
	}
	codes := make([]string, len(all))
	for i, one := range all {
		codes[i] = one.Code + "（" + a.lexicon.Atlas().Name(one.Township) + "）"
	}
	return 0, "", people(fmt.Errorf("%w：%s", errSeveral, strings.Join(codes, "、")))
}

func enterprise(ctx context.Context, tx *db.Tx, called string) (int64, string, error) {
	all, err := hiring.EnterprisesCalled(ctx, tx, called)
	if err != nil {
		return 0, "", err
	}
	switch len(all) {
	case 0:
		return 0, "", people(errNoEnterprise)
	case 1:
		return all[0].ID, all[0].Name, nil
	}
	codes := make([]string, len(all))
	for i, one := range all {
		codes[i] = one.USCC
	}
	return 0, "", people(fmt.Errorf("%w：%s", errSeveral, strings.Join(codes, "、")))
}
