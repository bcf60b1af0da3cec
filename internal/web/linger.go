package web

import (
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
)

// What a client may go on sending after it was refused, and for how long.
const (
	lingerBytes = 64 << 20
	lingerTime  = 5 * time.Second
)

// lingering is a connection whose client may still be sending when it is
// closed. Closed at once, it would be reset, and the client would see no
// answer (RFC 9112 section 9.6); so it is closed for writing, and what still
// comes is thrown away.
type lingering struct {
	*net.TCPConn
	unread atomic.Bool
}

// Close implements net.Conn.
func (l *lingering) Close() error {
	if l.unread.Load() && l.CloseWrite() == nil && l.SetReadDeadline(time.Now().Add(lingerTime)) == nil {
		_, _ = io.CopyN(io.Discard, l.TCPConn, lingerBytes) // the client's failure is its own
	}
	return l.TCPConn.Close()
}

// linger notes that the request of a connection was not read to its end.
func linger(c *fiber.Ctx) {
	if l, ok := c.Context().Conn().(*lingering); ok {
		l.unread.Store(true)
	}
}

// lingerer makes every connection one that can linger.
type lingerer struct{ net.Listener }

// Accept implements net.Listener.
func (l lingerer) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if tcp, ok := conn.(*net.TCPConn); ok {
		return &lingering{TCPConn: tcp}, err
	}
	return conn, err
}
