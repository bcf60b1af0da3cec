package imports

import (
	"context"
	"slices"
	"strings"

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
	byStem  map[string][]roster.Association // by Key of the name without 务工协会
	covers  map[string][]int64              // village to associations
	titled  map[*planSheet]int64            // titledBy's answers
	fixed   int64                           // the association that the sender named, or 0
	minimum []hiring.MinimumWage
}

func loadLookup(ctx context.Context, tx *db.Tx, env *Env) (*lookup, error) {
	all, err := roster.Associations(ctx, tx)
	if err != nil {
		return nil, err
	}
	l := &lookup{
		env: env, byID: map[int64]roster.Association{}, byName: map[string][]roster.Association{}, byStem: map[string][]roster.Association{},
		covers: map[string][]int64{}, titled: map[*planSheet]int64{},
	}
	for _, a := range all {
		l.add(a)
	}
	if l.minimum, err = hiring.MinimumWages(ctx, tx); err != nil {
		return nil, err
	}
	if tx.Actor.Role == db.Association {
		l.fixed = tx.Actor.Organisation
	}
	if env.Association == "" || l.fixed != 0 {
		return l, nil
	}
	found := l.byName[env.Association]
	if len(found) != 1 {
		return nil, &FileError{Code: "unknown_association", Message: "没有编号是 " + value.Redact(env.Association) + " 的务工协会（--association）"}
	}
	l.fixed = found[0].ID
	return l, nil
}

func (l *lookup) add(a roster.Association) {
	key := value.Key(a.Name)
	l.byID[a.ID] = a
	l.byName[key] = append(l.byName[key], a)
	l.byName[a.Code] = append(l.byName[a.Code], a)
	l.byStem[associationStem(key)] = append(l.byStem[associationStem(key)], a)
	for _, v := range a.Villages {
		l.covers[v] = append(l.covers[v], a.ID)
	}
}

// associationStem is 上王家沟 for 上王家沟村务工协会: what associations are told apart
// by.
func associationStem(key string) string {
	for _, ending := range []string{"协会", "务工", "劳务", "外出", "村"} {
		if rest, ok := strings.CutSuffix(key, ending); ok && rest != "" {
			key = rest
		}
	}
	return key
}

// village is the row's village, the sheet's where the row names none. A named
// one that the county does not know is an error.
func (l *lookup) village(r *row) string {
	called := r.text("village")
	if called == "" {
		return r.sheet.village
	}
	v := l.env.villageCalled(l.township(r), called)
	switch {
	case v.count > 1:
		r.report("village", value.UnknownVillage, "有几个乡镇都有这个村，请写明乡镇")
	case v.count == 0:
		r.report("village", value.UnknownVillage, "")
	}
	return v.code
}

// township is the row's, else the one that the title or the sheet names.
func (l *lookup) township(r *row) string {
	if called := r.text("township"); called != "" {
		if code := l.env.townshipCalled(called); code != "" {
			return code
		}
	}
	return r.sheet.township
}

// belonging is the association that a row speaks of.
type belonging struct {
	association int64
	implied     bool   // by the village alone
	doubt       string // why the village does not tell: none or several cover it
}

// belonging is the association that the row names, else the one that the
// sender named, else the title's where it covers the row's village, else the
// one that does.
func (l *lookup) belonging(r *row, village string) belonging {
	if called := r.text("association"); called != "" {
		return belonging{association: l.called(r, called, village)}
	}
	if l.fixed != 0 {
		return belonging{association: l.fixed}
	}
	if id := l.titledBy(r.sheet); id != 0 && (village == "" || slices.Contains(l.byID[id].Villages, village)) {
		return belonging{association: id}
	}
	switch covering := l.covers[village]; {
	case len(covering) == 1:
		return belonging{association: covering[0], implied: true}
	case len(covering) > 1:
		return belonging{doubt: "several"}
	case village != "":
		return belonging{doubt: "none"}
	}
	return belonging{}
}

// called finds an association by name or code. Of several of one name, the
// township tells which is meant, or the village.
func (l *lookup) called(r *row, name, village string) int64 {
	key := value.Key(name)
	found := l.byName[key]
	if len(found) == 0 {
		found = l.byStem[l.localStem(r, key)]
	}
	if t := l.township(r); len(found) > 1 && t != "" {
		found = only(found, func(a roster.Association) bool { return a.Township == t })
	}
	if len(found) > 1 && village != "" {
		found = only(found, func(a roster.Association) bool { return slices.Contains(a.Villages, village) })
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

// localStem is the stem of a name as the row means it: without the township
// that stands before it.
func (l *lookup) localStem(r *row, key string) string {
	if one, ok := l.env.Atlas.Find(l.township(r)); ok {
		if rest, cut := strings.CutPrefix(key, one.Name); cut {
			key = rest
		}
	}
	return associationStem(key)
}

// titledBy is the one association that a sheet's name or its titles name.
func (l *lookup) titledBy(s *planSheet) int64 {
	id, ok := l.titled[s]
	if ok || s.association == "" {
		return id
	}
	best := 0
	for _, a := range l.byID {
		n := len(a.Name)
		if n < best || !strings.Contains(s.association, value.Key(a.Name)) || s.township != "" && a.Township != s.township {
			continue
		}
		if id = a.ID; n == best {
			id = 0
		}
		best = n
	}
	l.titled[s] = id
	return id
}

func only(all []roster.Association, keep func(roster.Association) bool) []roster.Association {
	return slices.DeleteFunc(slices.Clone(all), func(a roster.Association) bool { return !keep(a) })
}

// onlyVillage is the village of an association that covers one alone.
func (l *lookup) onlyVillage(association int64) string {
	if v := l.byID[association].Villages; len(v) == 1 {
		return v[0]
	}
	return ""
}
