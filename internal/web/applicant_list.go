package web

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// applicantRows is how many applicants stand on a page.
const applicantRows = 50

// introduced is the cut of the list of who was introduced without an opening: a
// page of its own.
const introduced = "introduced"

// applicantCuts cut the list of applicants by how far they came.
var applicantCuts = []struct {
	name, text string
	states     []hiring.ReferralState
}{
	{"", "全部", nil},
	{"waiting", "等您答复", []hiring.ReferralState{hiring.ReferralNew, hiring.ReferralSeen}},
	{"interview", "面试", []hiring.ReferralState{hiring.ReferralInterview}},
	{"accepted", "录用", []hiring.ReferralState{hiring.ReferralAccepted}},
	{"hired", "上岗", []hiring.ReferralState{hiring.ReferralHired}},
	{"over", "没有成", []hiring.ReferralState{hiring.ReferralRefused, hiring.ReferralWithdrawn, hiring.ReferralExpired}},
}

// applicantTabs are the cuts, with how many each has; counts may be nil.
func applicantTabs(counts map[hiring.ReferralState]int, opening int64, now string) []templates.Tab {
	var tabs []templates.Tab
	for _, cut := range applicantCuts {
		n := 0
		for state, m := range counts {
			if cut.states == nil || slices.Contains(cut.states, state) {
				n += m
			}
		}
		tab := templates.Tab{Text: cut.text, To: applicantsPath(opening, cut.name), Current: cut.name == now}
		if counts != nil {
			tab.Count = strconv.Itoa(n)
		}
		tabs = append(tabs, tab)
	}
	return append(tabs, templates.Tab{Text: "协会介绍的", To: "/candidates", Current: now == introduced})
}

// applicantsPath is the list of an opening, or of all, in a cut.
func applicantsPath(opening int64, cut string) string {
	q := url.Values{}
	if opening != 0 {
		q.Set("opening", itoa(opening))
	}
	if cut != "" {
		q.Set("state", cut)
	}
	if len(q) == 0 {
		return "/referrals"
	}
	return "/referrals?" + q.Encode()
}

// applicantsAsked is which applicants are shown: what the address says, or what
// the form of several kept of it.
func applicantsAsked(c *fiber.Ctx) (f hiring.ApplicantFilter, cut string) {
	said := func(name string) string {
		if c.Method() == fiber.MethodPost {
			return c.FormValue("in_" + name)
		}
		return c.Query(name)
	}
	f = hiring.ApplicantFilter{Opening: atoi(said("opening")), After: int(max(0, atoi(said("from")))), Limit: applicantRows}
	for _, one := range applicantCuts {
		if one.name == said("state") {
			f.States, cut = one.states, one.name
		}
	}
	return f, cut
}

// showApplicants is who was sent to an enterprise: masked until he agrees.
// refused is one move that was refused, several are those of many.
func (s *Server) showApplicants(c *fiber.Ctx, refused *refusedMove, several *severalMoved) error {
	f, cut := applicantsAsked(c)
	var all []hiring.Applicant
	var counts map[hiring.ReferralState]int
	var m movable
	phones := map[int64]string{}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if m, err = readMovable(c.UserContext(), tx); err != nil {
			return err
		}
		if all, err = hiring.Applicants(c.UserContext(), tx, f); err != nil {
			return err
		}
		if counts, err = hiring.CountApplicants(c.UserContext(), tx, f.Opening); err != nil {
			return err
		}
		list, err := roster.People(c.UserContext(), tx, s.Vault, roster.PersonFilter{Limit: 1000})
		for _, l := range list.Lines {
			phones[l.ID] = l.PhoneMasked
		}
		return err
	})
	if err != nil {
		return err
	}
	m.refused, m.back = refused, applicantsPath(f.Opening, cut)
	page := templates.CandidateList{
		Title: "应聘的人", Lead: "本人同意以后，才能看到姓名和电话，才能约面试、录用。", Tabs: applicantTabs(counts, f.Opening, cut), Notice: refusedNotice(refused),
	}
	for _, a := range all {
		row := s.applicantRow(a, phones[a.Person], m)
		if !a.State.Pending() {
			row.Tick = ""
		}
		row.Ticked, row.Refused = several.of(a.ID)
		page.Candidates = append(page.Candidates, row)
	}
	s.applicantsTell(c, &page, f, cut, counts)
	several.tell(c, &page, m, all)
	return render(c, templates.CandidateListPage(s.frame(c, page.Title), page))
}

// applicantsTell says which opening the list is of, leads on through it, and what
// is to be done where nobody is on it.
func (s *Server) applicantsTell(c *fiber.Ctx, page *templates.CandidateList, f hiring.ApplicantFilter, cut string, counts map[hiring.ReferralState]int) {
	n := 0
	for state, m := range counts {
		if f.States == nil || slices.Contains(f.States, state) {
			n += m
		}
	}
	address := applicantsPath(f.Opening, cut)
	address += map[bool]string{true: "?from=", false: "&from="}[address == "/referrals"]
	page.Paging = pagesFrom(address, "人", n, f.After, applicantRows)
	if f.Opening != 0 {
		page.Links = []templates.Link{{Text: "回到这个岗位", To: managePath(f.Opening)}, {Text: "看全部岗位的", To: "/referrals"}}
		if len(page.Candidates) > 0 {
			page.Title = "应聘的人：" + page.Candidates[0].Trade
		}
	}
	if len(page.Candidates) == 0 {
		page.Nothing = &templates.Nothing{What: "这里没有人", Next: "有人报名，或者协会推荐了人，就列在这里。", All: templates.Link{Text: "看本单位的岗位", To: "/enterprise"}}
	}
	if n := atoi(c.Query("moved")); n > 0 && page.Notice == nil {
		page.Notice = &templates.Notice{Kind: "ok", What: thousands(int(n)) + " 人都记上了", Then: "推荐他们的协会和本人看得到。"}
	}
}
