package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"laowu/matching"
)

// openingsInput are the parameters of a search.
type openingsInput struct {
	Q          string `query:"q" doc:"想做什么、想去哪里，用平常的话写：护工 鄂尔多斯 3000以上 包住"`
	Place      string `query:"place" doc:"地点：行政区划代码或地名，连同它里面的地方" example:"150600"`
	Occupation string `query:"occupation" doc:"工种：工种代码或名称" example:"elder_care"`
	WageMin    int    `query:"wage_min" doc:"最低月工资，元，0 到 1000000"`
	Limit      int    `query:"limit" default:"20" doc:"每页条数，1 到 100"`
	Cursor     string `query:"cursor" doc:"上一页的 next_cursor，其余条件不变"`
}

// hints say what a parameter takes that is no text.
var hints = map[string]string{"wage_min": "要整数，单位元", "limit": "要 1 到 100 的整数"}

type openingsOutput struct {
	Body matching.Document
}

func (s *server) registerOpenings(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "search-openings",
		Method:      http.MethodGet,
		Path:        Base + "/openings",
		Summary:     "找岗位",
		Description: "按平常的话找公开的岗位，不用登录。地点包含它里面的地方；俗称、拼音、首字母和三个字以上的一个错字都认得。",
		Tags:        []string{"openings"},
		Errors:      []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}, s.openings)
}

func (s *server) openings(ctx context.Context, in *openingsInput) (*openingsOutput, error) {
	if in.Limit < 1 {
		return nil, s.refusal(ctx, matching.ErrLimit)
	}
	// fiber reuses the buffers that a request's strings stand in.
	found, err := s.Search(ctx, actor(ctx), matching.Request{
		Text: strings.Clone(in.Q), Place: strings.Clone(in.Place), Occupation: strings.Clone(in.Occupation),
		WageMin: in.WageMin, Limit: in.Limit, Cursor: strings.Clone(in.Cursor), Facets: true,
	})
	if err != nil {
		return nil, s.refusal(ctx, err)
	}
	return &openingsOutput{Body: matching.NewDocument(found.Answer)}, nil
}
