// Package templates is the design language: every piece of a page once, in
// templ, and the plain structs that the pieces show. It asks nothing and
// decides nothing; words and addresses come ready from the handlers.
package templates

// Frame is what every page has around it.
type Frame struct {
	Title    string   // of the page, without the site's name
	County   string   // its name: 兴县
	Demo     bool     // the data is made up, and every page says so
	Large    bool     // large type is set
	Resize   string   // address of this page with the other size of type
	Style    string   // address of the style sheet
	Icon     string   // address of the picture in the browser's tab
	Search   string   // address of the search in everything; empty for who has none
	Scripts  []string // addresses of what helps the page along
	Token    string   // goes with every form of the page; empty where a visitor's page has none
	Who      *Who     // who is logged in; nil for a visitor
	Account  string   // number of the account whose unsent cards the browser may keep; empty: it keeps none
	Said     *Notice  // what came of the form that led here, above all else; may be nil
	Complain string   // address of the complaint form, with what it would be about
}

// Who is logged in, and as what.
type Who struct {
	Name      string // 李秀兰
	As        string // on whose behalf: 康宁镇务工协会 · 协会
	Menu      []Tab  // at most six
	CanSwitch bool   // the person has several accounts
	Notices   bool   // there is a list of notices: the person is in
	Unread    string // how many are not read, ready to be read: 3, 99+; may be empty
}

// seal is the county's name as a seal shows it: two characters a line, or one
// where the name has two.
func (f Frame) seal() []string {
	name := []rune(f.County)
	if len(name) == 2 {
		return []string{string(name[:1]), string(name[1:])}
	}
	if len(name) > 4 {
		name = name[:4]
	}
	half := (len(name) + 1) / 2
	return []string{string(name[:half]), string(name[half:])}
}

// Link is a place to go and what it is called.
type Link struct {
	Text string
	To   string
}
