package imports

import (
	"context"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/matching"
)

// tripPages are the departures that the person was or is on, and for which
// enterprises his association named him.
func tripPages(ctx context.Context, tx *db.Tx, person int64) ([]copyPage, error) {
	rides, err := hiring.Rides(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	namings, err := hiring.Namings(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	trips := copyPage{name: "点对点出行", heading: []any{"谁组织的", "去哪家单位", "去哪里", "在哪里上车", "哪天", "几点", "现在", "电话问过您", "问的时间", "上了车", "到了"}}
	for _, r := range rides {
		trips.rows = append(trips.rows, []any{
			r.OrganisedBy, r.Employer, r.PlaceText, r.Origin, r.LeavesOn, r.LeavesAt, r.State.Word(), r.Answer.Word(), timeCell(r.AskedAt), yesCell(r.Boarded), yesCell(r.Arrived),
		})
	}
	named := copyPage{name: "推荐给缺人的企业", heading: []any{"务工协会", "企业", "工种", "推荐的时间", "谁说不行", "为什么"}}
	for _, n := range namings {
		who := ""
		if n.RefusedBy != "" {
			who = n.RefusedBy.Title()
		}
		named.rows = append(named.rows, []any{n.Association, n.Enterprise, n.Trade, timeCell(&n.At), who, n.Refusal})
	}
	own, err := searchPages(ctx, tx, person)
	return append([]copyPage{trips, named}, own...), err
}

// searchPages are what the person has his association ask about, and the searches
// that he keeps, which he alone is shown.
func searchPages(ctx context.Context, tx *db.Tx, person int64) ([]copyPage, error) {
	asks, err := hiring.AsksOf(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	saved, err := matching.SavedSearches(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	asked := copyPage{name: "请协会问的岗位", heading: []any{"岗位", "单位", "请的协会", "想问什么", "请的时间", "现在", "回话", "回话的时间"}}
	for _, a := range asks {
		asked.rows = append(asked.rows, []any{a.Title, a.EnterpriseName, a.AssociationName, a.Said, timeCell(&a.AskedAt), a.State.Word(), a.Answer, timeCell(a.AnsweredAt)})
	}
	kept := copyPage{name: "存下的搜索", heading: []any{"叫什么", "怎么找", "存的时间", "上次看的时间"}}
	for _, s := range saved {
		kept.rows = append(kept.rows, []any{s.Name, s.Question, timeCell(&s.SavedAt), timeCell(&s.LookedAt)})
	}
	return []copyPage{asked, kept}, nil
}
