package report

import "slices"

// about says in words what a figure counts, and lists whom. The list shares its
// statement's beginning with the figure, so that neither counts what the other
// does not; a test holds the list's length to the figure.
type about struct {
	group string // heading that the figure stands under
	means string // the definition
	when  string // onTheDay, byTheDay or inTheYear
	each  string // what one line of the list is: 人, 人次, 户, 个
	with  string // the figure's own WITH; empty: none
	from  string // FROM and what follows: one row for each that is counted
	key   string // a number of the row's own, which pages follow
	who   string // the person's number; empty: the row is no person
	spell string // number of the work that makes him count; empty: none does
	name  string // of what is no person
	place string // division code of what is no person; empty: none
	part  string // of a share: whether the row is of the numerator
	note  string // what else makes it count, asked of the lines l of a page
}

// Which days a figure looks at.
const (
	onTheDay  = "当天"
	byTheDay  = "累计到当天"
	inTheYear = "当年 1 月 1 日到当天"
)

// The headings, in the order of pages.
const (
	underAssociations = "务工协会和会员"
	underTraining     = "培训"
	underWork         = "就业岗位"
	underAgreements   = "驻地企业和用工协议"
	underHomes        = "易地搬迁"
)

// Groups are the headings of the bulletin's figures, in the order of pages.
func Groups() []string {
	return []string{underAssociations, underTraining, underWork, underAgreements, underHomes}
}

// abouts are by figure's id.
func abouts() map[string]about {
	all := map[string]about{}
	for _, some := range []map[string]about{memberLists(), trainingLists(), workLists(), agreementLists(), homeLists()} {
		for id, a := range some {
			all[id] = a
		}
	}
	return all
}

// Meaning is a figure's definition as people read it.
type Meaning struct {
	Group  string
	Means  string // who is counted, and who is not
	When   string // which days are looked at
	Each   string // what one line of its list is: 人, 人次, 户, 个
	Share  bool   // the list has a numerator and a denominator
	People bool   // its lines are people
	Work   bool   // a spell of work makes each of them count
}

// Meant is the definition of a figure; false where there is no such figure.
func Meant(id string) (Meaning, bool) {
	a, ok := abouts()[id]
	return Meaning{
		Group: a.group, Means: a.means, When: a.when, Each: a.each,
		Share: a.part != "", People: a.who != "" && a.each != "户", Work: a.spell != "",
	}, ok
}

// Title is what the county calls a figure.
func Title(id string) string {
	all := figures()
	if i := slices.IndexFunc(all, func(f figure) bool { return f.id == id }); i >= 0 {
		return all[i].zh
	}
	return ""
}
