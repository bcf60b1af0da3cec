package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
)

// reportInput is as of which day.
type reportInput struct {
	AsOf string `query:"as_of" doc:"截止日，今天或以前；空着是今天" example:"2019-12-31"`
}

type reportOutput[T any] struct {
	CacheControl string `header:"Cache-Control"`
	Body         T
}

// reported is a report that the interface gives to some roles.
type reported[T any] struct {
	name, summary, description string
	roles                      []db.Role
	count                      func(context.Context, *db.Tx, time.Time) (T, error)
}

func (s *server) registerReports(a huma.API) {
	registerReport(s, a, reported[report.Bulletin]{
		"bulletin", "劳务公报", "公布的全部数字，按记录当场数出来。占比带分子（part）和分母（of），平均数带个数（n）和中位数（median）。要用县级账号登录。",
		[]db.Role{db.County, db.Admin, db.Auditor}, report.Count,
	})
	registerReport(s, a, reported[report.Quotas]{
		"quotas", "用工协议", "各企业履行用工协议的情况。占比是准确的商；local_hires_needed 是最少还要招几个本县人，招多少都达不到的是 null。县级账号看全部企业，企业账号看自己的。",
		[]db.Role{db.County, db.Admin, db.Auditor, db.Enterprise}, report.CountQuotas,
	})
	registerReport(s, a, reported[report.Households]{
		"households", "搬迁户就业保障", "有劳动能力且有就业意愿的搬迁贫困户、至少一人就业的，和无人就业的户，姓名遮着。要用县级账号登录。",
		[]db.Role{db.County, db.Admin, db.Auditor}, report.CountHouseholds,
	})
	registerReport(s, a, reported[report.Ranking]{
		"ranking", "成效排名", "乡镇、协会、村的成效。未报（missing）和人数太少（small）的没有名次和数字。要用县级账号登录。",
		[]db.Role{db.County, db.Admin, db.Auditor}, report.CountRanking,
	})
	for _, p := range report.Periods() {
		registerReport(s, a, reported[report.Draft]{
			string(p), p.Word(), "到截止日为止这些天的起草：数字和正文。要用县级账号登录。", []db.Role{db.County, db.Admin, db.Auditor},
			func(ctx context.Context, tx *db.Tx, asOf time.Time) (report.Draft, error) {
				return report.CountDraft(ctx, tx, p, asOf)
			},
		})
	}
}

func registerReport[T any](s *server, a huma.API, r reported[T]) {
	path := Base + "/reports/" + r.name
	huma.Register(a, huma.Operation{
		OperationID: "report-" + r.name, Method: http.MethodGet, Path: path, Summary: r.summary, Description: r.description, Tags: []string{"reports"},
		Errors: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}, func(ctx context.Context, in *reportInput) (*reportOutput[T], error) {
		who := actor(ctx)
		switch {
		case who.Account == 0:
			return nil, newProblem(http.StatusUnauthorized, "先登录，再用同一个会话来取")
		case !slices.Contains(r.roles, who.Role):
			return nil, newProblem(http.StatusForbidden, "这个账号看不了这份报表，换一个身份再取")
		}
		out := &reportOutput[T]{CacheControl: "no-store"}
		err := s.Read(ctx, who, func(tx *db.Tx) error {
			asOf, err := asOfDay(in.AsOf, tx.Today())
			if err != nil {
				return err
			}
			out.Body, err = r.count(ctx, tx, asOf)
			return err
		})
		switch {
		case errors.Is(err, errDay), errors.Is(err, report.ErrFuture):
			return nil, newProblem(http.StatusUnprocessableEntity, "as_of "+err.Error())
		case err != nil:
			return nil, s.failure(ctx, path, err)
		}
		return out, nil
	})
}

// errDay is for what is no day.
var errDay = errors.New("要写到哪一天，例如 2019-12-31")

func asOfDay(text string, today time.Time) (time.Time, error) {
	if text == "" {
		return today, nil
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	if code != "" || d.IsZero() || d.Precision() != value.ToDay {
		return time.Time{}, errDay
	}
	return d.Time(), nil
}
