package notice

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// How long a receiver may take, in all and to take the connection. lease is
// longer, so that nobody takes a delivery up while it is being sent.
const (
	sendTimeout = 15 * time.Second
	dialTimeout = 5 * time.Second
	lease       = 2 * time.Minute
)

// mostAnswer is how much of an answer is read, in bytes; what it says is not kept.
const mostAnswer = 4 << 10

// caller asks the one receiver that the settings name: it follows no redirect,
// takes no proxy from the environment, and holds to the system's certificates.
// Nothing else of the platform asks others.
type caller struct{ client *http.Client }

func newCaller() caller {
	return caller{&http.Client{
		Timeout:       sendTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:         (&net.Dialer{Timeout: dialTimeout}).DialContext,
			TLSHandshakeTimeout: dialTimeout, ResponseHeaderTimeout: sendTimeout,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 16 << 10,
		},
	}}
}

// post sends a JSON body once. What went wrong is said without the address, which
// may hold a secret, and without the answer.
func (c caller) post(ctx context.Context, to string, body []byte, header map[string]string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return Passing{unreachable}
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.GetBody = nil // the library sends nothing twice by itself
	res, err := c.client.Do(req)
	if err != nil {
		var slow net.Error
		if errors.As(err, &slow) && slow.Timeout() || ctx.Err() != nil {
			return Passing{timedOut}
		}
		return Passing{unreachable}
	}
	defer func() { _ = res.Body.Close() }() // nothing was written
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, mostAnswer))
	return answered(res.StatusCode)
}

// answered is what a status means: 2xx is taken; what says "not now" may pass;
// all else is a refusal, redirects too.
func answered(status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 500, status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests:
		return Passing{"status " + strconv.Itoa(status)}
	}
	return Refusal{status}
}
