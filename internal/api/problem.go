package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"laowu/matching"
)

const problemType = "application/problem+json"

// titles of the problems by status.
var titles = map[int]string{
	http.StatusBadRequest:          "请求读不懂",
	http.StatusUnauthorized:        "还没有登录",
	http.StatusForbidden:           "看不了",
	http.StatusNotFound:            "没有找到",
	http.StatusNotAcceptable:       "只能返回 JSON",
	http.StatusUnprocessableEntity: "条件不对",
	http.StatusTooManyRequests:     "查得太快了",
	http.StatusInternalServerError: "服务出错了",
	http.StatusServiceUnavailable:  "服务现在太忙",
}

// newProblem is an error as the interface shows it (RFC 9457).
func newProblem(status int, detail string) *huma.ErrorModel {
	title, ok := titles[status]
	if !ok {
		title = "请求没有成功"
	}
	return &huma.ErrorModel{Title: title, Status: status, Detail: detail}
}

// plain puts huma's own errors into Chinese and takes out of them what was
// sent and what only the program knows.
func plain(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	detail := e.Detail
	if len(e.Errors) > 0 {
		detail = "参数不对：" + strings.Join(parameters(e.Errors), "、")
	}
	return newProblem(e.Status, detail), nil
}

// parameters names those that are wrong and what they take.
func parameters(details []*huma.ErrorDetail) []string {
	var out []string
	for _, d := range details {
		_, name, _ := strings.Cut(d.Location, ".")
		if hint, ok := hints[name]; ok {
			out = append(out, name+" "+hint)
		}
	}
	return out
}

// refusal turns an error of the search into a problem; others are logged and
// told to nobody. ctx is the request's: where its time is up, that is why.
func (s *server) refusal(ctx context.Context, err error) error {
	if refused := matching.Refusal(err); refused != nil {
		return newProblem(http.StatusUnprocessableEntity, refused.Error())
	}
	return s.failure(ctx, Base+"/openings", err)
}

// failure logs an error that is the service's own and says so.
func (s *server) failure(ctx context.Context, path string, err error) error {
	s.Log.Error("request failed", "interface", path, "error", err)
	if ctx.Err() != nil {
		return newProblem(http.StatusServiceUnavailable, "请过一会儿再试")
	}
	return newProblem(http.StatusInternalServerError, "请过一会儿再试")
}
