package imports

import (
	"context"
	"slices"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// lookup knows the county's associations and what they cover.
type lookup struct {
	env     *Env
	byID    map[int64]roster.Association
	byName  map[string][]roster.Association // by Key of the name, and by code
	covers  map[string][]int64              // village to associations
	fixed   int64                           // the association that the sender named, or 0
	minimum []hiring.MinimumWage
}

func loadLookup(ctx context.Context, tx *db.Tx, env *Env) (*lookup, error) {
	all, err := roster.Associations(ctx, tx)
	if err != nil {
		return nil, err
	}
	l := &lookup{env: env, byID: map[int64]roster.Association{}, byName: map[string][]roster.Association{}, covers: map[string][]int64{}}
	for _, a := range all {
		l.byID[a.ID] = a
		for _, name := range []string{value.Key(a.Name), a.Code} {
			l.byName[name] = append(l.byName[name], a)
		}
		for _, v := range a.Villages {
			l.covers[v] = append(l.covers[v], a.ID)
		}
	}
	if l.minimum, err = hiring.MinimumWages(ctx, tx); err != nil {
		return nil, err
	}
	if env.Association == "" {
		return l, nil
	}
	found := l.byName[env.Association]
	if len(found) != 1 {
		return nil, &FileError{Code: "unknown_association", Message: "没有编号是 " + env.Association + " 的务工协会（--association）"}
	}
	l.fixed = found[0].ID
	return l, nil
}

// village is the row's village, the sheet's where the row names none. A named
// one that the county does not know is an error.
func (l *lookup) village(r *row) string {
	called := r.text("village")
	if called == "" {
		return r.sheet.village
	}
	code := l.env.villageCalled(l.township(r), called)
	if code == "" {
		r.report("village", value.UnknownVillage, "")
	}
	return code
}

func (l *lookup) township(r *row) string {
	if one, ok := l.env.Atlas.Child(l.env.County, r.text("township")); ok {
		return one.Code
	}
	return r.sheet.township
}

// association is the one that the row names, else the one that the sender
// named, else the one that covers the village. Zero: nobody says.
func (l *lookup) association(r *row, village string) int64 {
	if called := r.text("association"); called != "" {
		return l.called(r, called)
	}
	if l.fixed != 0 {
		return l.fixed
	}
	covering := l.covers[village]
	switch {
	case len(covering) == 1:
		return covering[0]
	case len(covering) > 1:
		r.report("association", value.UnknownAssociation, "这个村有几个务工协会，请写明是哪一个")
	case village != "":
		r.report("association", value.UnknownAssociation, "这个村还没有务工协会，请先导入务工协会名册")
	}
	return 0
}

// called finds an association by name or code. Two of one name are told apart
// by the township.
func (l *lookup) called(r *row, name string) int64 {
	key := value.Key(name)
	found := l.byName[key]
	for _, ending := range []string{"务工协会", "劳务协会"} {
		if len(found) == 0 {
			found = l.byName[strings.TrimSuffix(key, "协会")+ending]
		}
	}
	if t := l.township(r); len(found) > 1 && t != "" {
		found = slices.DeleteFunc(slices.Clone(found), func(a roster.Association) bool { return a.Township != t })
	}
	if len(found) != 1 {
		message := ""
		if len(found) > 1 {
			message = "有几个同名的务工协会，请写明乡镇"
		}
		r.report("association", value.UnknownAssociation, message)
		return 0
	}
	if l.fixed != 0 && found[0].ID != l.fixed {
		r.report("association", value.Conflict, "这一行写的是另一个务工协会，不是这次导入的协会")
	}
	return found[0].ID
}

// onlyVillage is the village of an association that covers one alone.
func (l *lookup) onlyVillage(association int64) string {
	if v := l.byID[association].Villages; len(v) == 1 {
		return v[0]
	}
	return ""
}

func (e *Env) phone(r *row) (hash, sealed []byte) {
	return e.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
}

// statedOn is the day of which the form speaks: its own date, else today.
func (e *Env) statedOn(r *row) value.Day {
	if r.sheet.asOf.IsZero() {
		return e.Today
	}
	return r.sheet.asOf
}

func nullID(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}
