package imports

import (
	"strings"
	"unicode/utf8"

	"laowu/internal/area"
	"laowu/internal/value"
)

// townshipCalled finds a township of the county as people write it: with the
// county's name before it, without 乡 or 镇, with 人民政府. Old names stay good.
// Empty: there is none.
func (e *Env) townshipCalled(called string) string {
	code, ok := e.townships[called]
	if !ok {
		code = e.findTownship(value.Key(called))
		if e.townships == nil {
			e.townships = map[string]string{}
		}
		e.townships[called] = code
	}
	return code
}

func (e *Env) findTownship(key string) string {
	path := e.Atlas.Path(e.County)
	for i := len(path) - 1; i >= 0; i-- {
		key = strings.TrimPrefix(key, e.Atlas.Name(path[i]))
	}
	key = strings.TrimSuffix(strings.TrimSuffix(key, "政府"), "人民")
	if one, ok := e.Atlas.Child(e.County, key); ok {
		return one.Code
	}
	for _, one := range e.townshipList() {
		if utf8.RuneCountInString(key) >= 2 && key == withoutLevel(one.Name) {
			return one.Code
		}
	}
	return ""
}

// withoutLevel is 康宁 for 康宁镇.
func withoutLevel(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "镇"), "乡")
}

func (e *Env) townshipList() []area.Area {
	codes := e.Atlas.Children(e.County)
	out := make([]area.Area, 0, len(codes))
	for _, code := range codes {
		if one, ok := e.Atlas.Find(code); ok && one.Level == area.Township {
			out = append(out, one)
		}
	}
	return out
}

// townshipIn finds the one township that a title names, or that a sheet is
// called by. A title that names several speaks for none.
func (e *Env) townshipIn(text string) string {
	found := ""
	for _, one := range e.townshipList() {
		for _, n := range append([]string{one.Name}, one.Aliases...) {
			if !strings.Contains(text, n) {
				continue
			}
			if found != "" && found != one.Code {
				return ""
			}
			found = one.Code
		}
	}
	if found == "" {
		return e.townshipCalled(text)
	}
	return found
}

// village is what a name means: one village's code, or how many have it.
type village struct {
	code  string
	count int
}

// villageCalled finds a village as people write it, with 村 or 村委会 or without,
// with its township's name before it: in the township where one is known, else
// in all the county.
func (e *Env) villageCalled(township, called string) village {
	key := [2]string{township, called}
	v, ok := e.villages[key]
	if !ok {
		v = e.findVillage(township, value.Key(called))
		if e.villages == nil {
			e.villages = map[[2]string]village{}
		}
		e.villages[key] = v
	}
	return v
}

func (e *Env) findVillage(township, key string) village {
	if t := e.townshipIn(key); t != "" && (township == "" || t == township) {
		if _, rest, ok := strings.Cut(key, e.Atlas.Name(t)); ok && rest != "" {
			township, key = t, rest
		}
	}
	if e.villageNames == nil {
		e.villageNames, e.villageStems = e.indexVillages()
	}
	if v := among(e.villageNames[key], township); v.count > 0 {
		return v
	}
	return among(e.villageStems[villageStem(key)], township)
}

// indexVillages lists the county's villages by Key of their names, and by
// stem.
func (e *Env) indexVillages() (names, stems map[string][]area.Area) {
	names, stems = map[string][]area.Area{}, map[string][]area.Area{}
	for _, t := range e.Atlas.Children(e.County) {
		for _, code := range e.Atlas.Children(t) {
			one, _ := e.Atlas.Find(code)
			key := value.Key(one.Name)
			names[key] = append(names[key], one)
			stems[villageStem(key)] = append(stems[villageStem(key)], one)
		}
	}
	return names, stems
}

// among picks a township's from villages of one name; all where township is
// empty.
func among(all []area.Area, township string) (v village) {
	for _, one := range all {
		if township == "" || one.Parent == township {
			v.code = one.Code
			v.count++
		}
	}
	if v.count > 1 {
		v.code = ""
	}
	return v
}

// villageStem is a village's name without what it may end in: 上王家沟 for
// 上王家沟村村民委员会.
func villageStem(key string) string {
	for _, ending := range []string{"村民委员会", "居民委员会", "村委会", "居委会", "村委", "行政村", "村"} {
		if rest, ok := strings.CutSuffix(key, ending); ok && rest != "" {
			key = rest
		}
	}
	return key
}

// villageIn finds the village that a sheet is called by or that a title begins
// with: 蔡家崖乡上王家沟村2019年花名册.
func (e *Env) villageIn(township, text string) string {
	if v := e.villageCalled(township, text); v.code != "" {
		return v.code
	}
	if one, ok := e.Atlas.Find(township); ok {
		if _, rest, found := strings.Cut(text, one.Name); found {
			text = rest
		}
	}
	name, _, ok := strings.Cut(strings.TrimLeft(text, "0123456789年度"), "村")
	if !ok || name == "" {
		return ""
	}
	return e.villageCalled(township, name).code
}

// villageName is what a village is kept as: 上王家沟村 for 上王家沟村委会.
func villageName(written string) string {
	for _, ending := range []string{"村民委员会", "村委会", "村委"} {
		if rest, ok := strings.CutSuffix(written, ending); ok && rest != "" {
			return strings.TrimSuffix(rest, "村") + "村"
		}
	}
	return written
}
