package main

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"laowu/internal/demo"
)

// Numbers that strangers type.
const (
	typedID    = "142325198404149964" // of somebody in the samples
	typedPhone = "14000000150"
)

// strangers look around without a login, and write numbers where none belong.
func (h *hunt) strangers(site string) {
	h.Helper()
	h.secrets.add(typedID + "," + typedPhone)
	v := h.visitor(site)
	v.get("/").wants(200, "个岗位")
	for _, opening := range []int64{1, 60} {
		path := "/openings/" + strconv.FormatInt(opening, 10)
		v.shows(h.published(opening)).get(path).wants(200)
		v.shows(h.published(opening)).get(path + "/poster").wants(200)
		v.shows(h.published(opening)).get(path, "Referer", site+"/?q="+typedID).wants(200)
	}
	for _, path := range []string{
		"/?q=" + typedID, "/?q=" + url.QueryEscape("护工 １４０ 0000 0150"), "/?q=%E6%8A%A4%E5%B7%A5&place=" + typedID, "/?wage=" + typedPhone, "/?cursor=" + typedPhone,
		"/?type=large&q=" + typedID, "/?" + typedPhone, "/?q=1&x=" + typedID, "/" + typedID, "/openings/" + typedID, "/openings/1/" + typedPhone,
		"/people/" + typedID, "/people?q=" + typedPhone, "/audit?account=" + typedPhone, "/no/such/142325%2019840414%209964", "/static/" + typedPhone,
		"/login?next=/people?q=" + typedID, "/login?as=staff&next=" + url.QueryEscape("/people/"+typedID), "/claim?code=" + typedID, "/help?x=" + typedPhone,
		"/api/v1/openings?q=" + typedPhone, "/api/v1/openings?place=" + typedID, "/api/v1/openings?wage_min=" + typedPhone + "x", "/api/v1/openings?cursor=" + typedID,
		"/api/v1/" + typedID, "/API/" + typedPhone, "/healthz?" + typedPhone, "/robots.txt?" + typedID,
	} {
		v.get(path)
		v.get(path, "X-Forwarded-For", typedPhone, "Cookie", "laowu="+typedID+"; type="+typedPhone, "User-Agent", typedPhone)
	}
	v.take(v.send("PUT", "/"+typedID, nil)).take(v.send("BREW", "/"+typedID+"?"+typedPhone, nil))
	v.post("/people?q="+typedPhone, "q", typedID)
	h.knockers(site)
}

// knockers try to log in and to claim.
func (h *hunt) knockers(site string) {
	h.Helper()
	v := h.visitor(site)
	v.get("/login?as=worker").wants(200)
	v.post("/login", "as", "worker", "phone", typedPhone, "password", "000001", "name", typedID).wants(422, "没有登录上")
	v.post("/login", "as", "worker", "phone", typedID, "password", typedPhone).wants(422, "11 位")
	v.post("/login", "as", "staff", "account", typedPhone, "password", typedID).wants(422)
	v.post("/login", "as", "staff", "account", "county", "password", typedID, "next", "/people/"+typedID).wants(422)
	v.get("/claim").wants(200)
	v.post("/claim", "code", typedID, "last4", typedPhone).wants(422)
	v.post("/login?x="+typedPhone, "as", "worker", "phone", demo.WorkerPhone, "password", "000001")
	v.post("/password", "current", typedPhone, "new", typedID, "again", typedID)
}

// published is the telephone that an opening tells everybody.
func (h *hunt) published(opening int64) (phone string) {
	h.Helper()
	h.within(h.T, func(ctx context.Context, a *app) {
		o, err := a.opening(ctx, a.actor(), opening)
		if err != nil || o.ContactPhone == "" {
			h.Fatalf("opening %d: %q, %v", opening, o.ContactPhone, err)
		}
		phone = strings.ReplaceAll(o.ContactPhone, "-", "")
	})
	return phone
}

// login logs in by a login of the demonstration, in the first of its roles.
func (h *hunt) login(site, name string) *visitor {
	h.Helper()
	v := h.visitor(site)
	v.get("/login?as=staff").wants(200)
	v.post("/login", "as", "staff", "account", name, "password", demo.Password).wants(303)
	if v.at == "/switch" {
		v.get("/switch").wants(200)
		v.post("/switch", "account", v.first(`name="account" value="(\d+)"`)).wants(303)
	}
	return v.get(v.at).wants(200)
}
