package main

import (
	"encoding"
	"fmt"
	"io"
	"log/slog"
	"reflect"

	"laowu/internal/value"
)

// newLog writes warnings and errors for the operator, or with all everything.
// No line carries an ID or telephone number, whatever an error's text quotes.
func newLog(to io.Writer, all bool) *slog.Logger {
	least := slog.LevelWarn
	if all {
		least = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: least, ReplaceAttr: redact}))
}

// redact sees every attribute, the message and those within groups too.
func redact(_ []string, a slog.Attr) slog.Attr {
	a.Key = value.Redact(a.Key)
	if kind := a.Value.Kind(); kind == slog.KindTime || kind == slog.KindDuration {
		return a
	}
	plain := written(a.Value)
	if told := value.Redact(plain); told != plain {
		a.Value = slog.StringValue(told)
	}
	return a
}

// written is a value as slog's text has it.
func written(v slog.Value) string {
	if v.Kind() != slog.KindAny {
		return v.String()
	}
	if m, ok := v.Any().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			return err.Error()
		}
		return string(text)
	}
	if r := reflect.ValueOf(v.Any()); r.Kind() == reflect.Slice && r.Type().Elem().Kind() == reflect.Uint8 {
		return string(r.Bytes())
	}
	return fmt.Sprintf("%+v", v.Any())
}
