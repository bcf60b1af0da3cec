package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"time"

	"laowu/internal/value"
)

// quoting is a value whose text holds numbers, in every way to write one.
type quoting struct {
	text string
	fail error
}

func (q quoting) MarshalText() ([]byte, error) { return []byte(q.text), q.fail }

type raw []byte

type lazy struct{ phone string }

func (l lazy) LogValue() slog.Value {
	return slog.GroupValue(slog.String("phone", l.phone), slog.Group("deeper", "id", l.phone))
}

// No line of the log carries a number, whatever was handed to it.
func TestLogCarriesNoNumbers(t *testing.T) {
	t.Parallel()
	const id, phone = "142325198312019986", "14000003490"
	err := fmt.Errorf("import: %w", errors.New("row 3: "+id+" of 张三, 140 0000 3490"))
	var out bytes.Buffer
	log := newLog(&out, false)
	log.Error("failed for "+id, "error", err, "joined", errors.Join(err, err))
	log.Warn("kinds", "text", phone, "bytes", []byte(id), "raw", raw(id), "number", int64(14000003490), "float", 1.42325198312019e17,
		"struct", struct{ Phone string }{phone}, "pointer", &struct{ Phone string }{phone}, "list", []string{phone, id},
		"map", map[string]string{id: phone}, "marshalled", quoting{text: id}, "not", quoting{fail: err}, "lazy", lazy{phone}, phone, "as key")
	log.With("id", id, slog.Group("a", slog.Group("b", "phone", phone))).WithGroup("g").
		Error("nested", slog.Group("c", "error", err, slog.Group("d", slog.Any("id", quoting{text: id}))))
	for _, secret := range []string{id, phone, "140 0000 3490", "1.42325198312", "198312"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log carries %s:\n%s", secret, out.String())
		}
	}
	if !strings.Contains(out.String(), "g.c.error=") || !strings.Contains(out.String(), "row 3: *** of 张三, ***") {
		t.Errorf("the rest is gone:\n%s", out.String())
	}
}

// What is no number stays as it is.
func TestLogKeepsTheRest(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	newLog(&out, false).Warn("slow", "took", 1500*time.Millisecond, "rows", 57450, "at", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		"from", netip.MustParseAddr("139.162.105.22"), "ok", true, "nothing", nil, "day", value.Day{})
	for _, want := range []string{"level=WARN", "took=1.5s", "rows=57450", "at=2026-01-02T03:04:05.000Z", "from=139.162.105.22", "ok=true", "nothing=<nil>"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is not in %s", want, out.String())
		}
	}
}
