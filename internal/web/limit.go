package web

import (
	"math"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// limit is how often something may be asked from one address, or by one
// account. A whole village may stand behind an address, so limits stop programs
// and not people.
type limit struct {
	perMinute, burst int
	strangers        bool   // holds for those without a login alone
	accounts         bool   // counts by account
	what, then       string // is told who goes over it
}

// The limits by name; a line of the routes names its own by limited. What shows
// a number or prints a code is slow enough that nobody carries the roster off by
// it, and quick enough to work through a list by telephone.
const (
	limitSearch   = "search"
	limitLogin    = "login"
	limitReveal   = "reveal"
	limitPrint    = "print"
	limitEnrol    = "enrol"
	limitExport   = "export"
	limitWhole    = "whole"
	limitAsk      = "ask"
	limitForm     = "form"
	limitSend     = "send"
	limitComplain = "complain"
)

const (
	thenTogether = "同一个网络里的人合在一起算，不一定是您一个人的事。"
	thenSlowly   = "一个账号一次看得太多，就要慢下来，这是为了不让人把名册整个抄走。"
)

var limits = map[string]limit{
	limitSearch:   {perMinute: 300, burst: 100, strangers: true, what: "查得太快了", then: thenTogether},
	limitLogin:    {perMinute: 60, burst: 30, what: "试得太快了", then: thenTogether},
	limitReveal:   {perMinute: 3, burst: 100, accounts: true, what: "看全号太多了", then: thenSlowly},
	limitPrint:    {perMinute: 10, burst: 100, accounts: true, what: "打印认领码太多了", then: thenSlowly},
	limitExport:   {perMinute: 10, burst: 60, accounts: true, what: "导出得太快了", then: "一个账号一次导出得太多，就要慢下来。"},
	limitWhole:    {perMinute: 1, burst: 10, accounts: true, what: "导出全号太多了", then: thenSlowly},
	limitAsk:      {perMinute: 6, burst: 60, accounts: true, what: "请求转会太快了", then: "人多的请导入花名册，遇到别的协会的会员再一起提。"},
	limitEnrol:    {perMinute: 20, burst: 100, accounts: true, what: "报名太快了", then: "一个账号一分钟最多报 20 人，名单长的请导入培训花名册。"},
	limitSend:     {perMinute: 10, burst: 60, accounts: true, what: "送文件送得太快了", then: "一次可以选几个文件一起送。"},
	limitComplain: {perMinute: 6, burst: 20, what: "发得太快了", then: "写的还在，点“返回”就能看到。" + thenTogether},
	limitForm:     {perMinute: 10, burst: 60, accounts: true, what: "填表填得太快了", then: "填一张表要读全部名册。要一次填很多张的，请县里用命令填。"},
}

// limited puts a limit before an action.
func limited(name string, handle func(*Server, *fiber.Ctx) error) func(*Server, *fiber.Ctx) error {
	return func(s *Server, c *fiber.Ctx) error {
		if err := s.within(name, c); err != nil {
			return err
		}
		return handle(s, c)
	}
}

// within refuses what goes over a limit. This machine itself has none of an
// address: it is its owner's own, or a proxy that nobody declared, behind which
// all visitors would be one.
func (s *Server) within(name string, c *fiber.Ctx) error {
	b, a := s.buckets[name], s.actor(c)
	from := asker{account: a.Account}
	if !b.accounts {
		at := s.client(c)
		if b.strangers && a.Role != db.Nobody || at.IsLoopback() && at == peer(c) {
			return nil
		}
		from = asker{address: neighbours(at)}
	}
	wait, tell := b.take(from, s.Now())
	if wait == 0 {
		return nil
	}
	if tell {
		s.watch(c, "limit "+name)
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	c.Set(fiber.HeaderRetryAfter, seconds)
	return refusalError{fiber.StatusTooManyRequests, b.what, "请过 " + seconds + " 秒再试。" + b.then}
}

// makeBuckets prepares every limit.
func makeBuckets() map[string]*buckets {
	made := map[string]*buckets{}
	for name, l := range limits {
		made[name] = newBuckets(l, mostBuckets)
	}
	return made
}
