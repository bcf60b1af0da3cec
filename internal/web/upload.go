package web

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// What the files for an import may be, in bytes and time. They are read into
// memory, never into temporary files: those would hold unsealed numbers.
const (
	maxUpload   = 32 << 20        // of one request
	uploadsRoom = 3 * maxUpload   // of all that are being read at once
	uploadTime  = 5 * time.Minute // until the last byte of a slow line is here
)

// uploadPath is where files for an import are sent.
const uploadPath = "/imports"

// uploads are the requests with files that are being read, by their header:
// the server knows a request by nothing else before its body is here.
type uploads struct {
	mu   sync.Mutex
	held map[*fasthttp.RequestHeader]upload
	now  func() time.Time
}

type upload struct {
	size  int
	until time.Time // then it was cut, and nobody may have told
}

func newUploads(now func() time.Time) *uploads {
	return &uploads{held: map[*fasthttp.RequestHeader]upload{}, now: now}
}

// take says whether there is room for a request, and keeps it.
func (u *uploads) take(h *fasthttp.RequestHeader) bool {
	size := h.ContentLength()
	if size < 0 {
		size = maxUpload // its length is not told
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.held, h) // headers are used again: what it was before has ended
	taken, now := 0, u.now()
	for at, one := range u.held {
		if now.After(one.until) {
			delete(u.held, at)
			continue
		}
		taken += one.size
	}
	if size > maxUpload || taken+size > uploadsRoom {
		return false
	}
	u.held[h] = upload{size: size, until: now.Add(2 * uploadTime)}
	return true
}

// end gives the room of a request back.
func (u *uploads) end(h *fasthttp.RequestHeader) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.held, h)
}

// allowance is what the server reads of a request whose header has arrived:
// files for an import may be larger and slower than all else, where somebody
// with a login sends them and there is room.
func (s *Server) allowance(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if !isUpload(h) || !s.hasLogin(h) || !s.uploads.take(h) {
		return fasthttp.RequestConfig{}
	}
	return fasthttp.RequestConfig{MaxRequestBodySize: maxUpload, ReadTimeout: s.times.upload}
}

func isUpload(h *fasthttp.RequestHeader) bool {
	path, _, _ := strings.Cut(string(h.RequestURI()), "?")
	return h.IsPost() && path == uploadPath
}

// hasLogin says whether a header carries the session of somebody who logged in.
// What that one may do is asked when the request is whole.
func (s *Server) hasLogin(h *fasthttp.RequestHeader) bool {
	if s.DB == nil || len(h.Cookie("laowu"))+len(h.Cookie(hostOnly+"laowu")) == 0 {
		return false
	}
	var r fasthttp.RequestCtx
	h.CopyTo(&r.Request.Header)
	c := s.app.AcquireCtx(&r)
	defer s.app.ReleaseCtx(c)
	store := s.sessions.plain
	if len(h.Cookie("laowu")) == 0 {
		store = s.sessions.secure
	}
	sess, err := store.Get(c)
	return err == nil && !sess.Fresh() && held(sess, keyLogin) != 0
}

// The refusals of files. A browser may see its connection cut instead: the form
// says the limit before.
var (
	errUploadLarge = refusalError{http.StatusRequestEntityTooLarge, "文件太大了，没有收下", "一次最多送 32 MB。可以分几次送；文件里有图片的，删掉图片再送。"}
	errUploadLogin = refusalError{http.StatusForbidden, "没有登录，文件没有收下", "可能放得太久，登录过期了。请重新登录，再送一次。"}
	errUploadBusy  = refusalError{http.StatusServiceUnavailable, "正在收别人的大文件，您的还没有收下", "请过一分钟再送。"}
	errUploadCut   = refusalError{http.StatusRequestTimeout, "文件没有传完，什么也没有留下", "网络可能太慢。请再送一次，或换个网络。"}
)

// uploadRefusal tells who sent files why they were not read; other refusals
// stay as they are.
func (s *Server) uploadRefusal(c *fiber.Ctx, r refusalError) refusalError {
	h := &c.Request().Header
	if !isUpload(h) {
		return r
	}
	switch {
	case r.status == http.StatusRequestTimeout:
		return errUploadCut
	case r.status != http.StatusRequestEntityTooLarge:
		return r
	case h.ContentLength() > maxUpload:
		return errUploadLarge
	case !s.hasLogin(h):
		return errUploadLogin
	case h.ContentLength() < 0:
		return errUploadLarge
	}
	return errUploadBusy
}
